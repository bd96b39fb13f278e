//! Mails by template: the shipped invitation, its frame, and a
//! whole mail for one person ([`render`]). Sending is another feature's.

mod layout;
mod qr;
mod rendering;
mod shipped;
mod tokens;

pub use layout::{Look, NotLaidOut};
pub use rendering::render;
pub use shipped::{INVITATION, shipped};
pub use tokens::Invited;

#[cfg(test)]
mod tests;
