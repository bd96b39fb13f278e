//! Signing in by a provider: what follows from what it says of somebody, and what that gives them.

mod assertion;
mod claims;
mod entitle;

pub use assertion::{
    Address, Facts, Follows, Known, Purpose, Refusal, Trust, Unknown, believed, what_follows,
};
pub use claims::{Claims, Names};
pub use entitle::{Entitled, Standing, apply, entitled};
