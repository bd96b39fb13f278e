//! Which addresses the hub itself may connect to: every public one, and of the others those that an
//! administrator allowed (security.md, T19).

mod public;
mod rules;

pub use public::is_public;
pub use rules::{NotAnAddressRule, PrivateAddresses};
