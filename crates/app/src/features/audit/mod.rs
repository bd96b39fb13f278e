//! Who did what to whom, when, from where: one row per deed, written in the deed's own
//! transaction, and sealed into a chain shortly after.

mod chain;
mod deed;

pub use chain::{Flaw, Head, NotAHead, Sealer, Verdict, begin_anew, seal_on, verify};
pub use deed::{Deed, note};
