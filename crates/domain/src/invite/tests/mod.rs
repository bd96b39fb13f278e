//! The rules of invitations.md, sentence by sentence.

mod asking;
mod binding;
mod carrying;
mod doors;
mod issuing;
mod lobby;
mod managing;
mod outcome;
mod properties;
mod rows;
mod scene;
mod t07_identity;
mod t08_device_key;
mod t11_machine;
mod table;

/// How many cases a property is tried with: a small number, or the full one when
/// `USHER_SOAK=1` asks for it.
fn cases(small: u32, full: u32) -> u32 {
    if std::env::var("USHER_SOAK").is_ok_and(|soak| soak == "1") {
        full
    } else {
        small
    }
}
