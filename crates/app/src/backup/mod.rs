//! What a backup must hold, and what a restored one must not bring back.

mod named;
mod settle;

pub use named::{Stored, named};
pub use settle::{Ended, OpenLinks, settle};
