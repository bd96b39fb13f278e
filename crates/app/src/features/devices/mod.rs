//! The device key: a P-256 key that a browser makes for itself and cannot give away.
//!
//! A guest's seat is bound to a browser by a cookie, and a cookie can be copied. So
//! the browser also shows a key: with the lobby's form, before it is told of an
//! entry's events, and every few minutes for its session (security.md, T8). Each
//! time it signs a [`Nonce`](nonce) of ours. Browsers without script, `SubtleCrypto`
//! or `IndexedDB` have no key, and their seats none.

mod nonce;
mod page;
mod proof;
mod prove;
mod public_key;
mod session;

pub use nonce::{Purpose, nonce};
pub use page::page as proving_page;
pub use proof::{Shown, shown};
pub use prove::{NEEDED, needed, opens_events, routes};
pub use session::{PROOF_LIVES, cookie as proof_cookie, proved_until};

#[cfg(test)]
pub(crate) mod software_key;
