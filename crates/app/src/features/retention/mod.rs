//! How long guests are known: name, address, seat, attendance and letters go some time after the last of what let them
//! in has ended, or when they ask. Where a member was who was never invited goes as long after they were there last.
//!
//! `domain::retention` decides when; the sweep asks it every hour; [`forget`] does it.

mod forget;
mod store;
mod sweep;

pub use forget::{Guest, Why, forget};
pub use sweep::sweep;

#[cfg(test)]
mod tests;
