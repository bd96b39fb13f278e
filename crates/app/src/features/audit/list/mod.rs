//! The audit as it is read: filtered, newest first, page by page.

mod filter;
mod moments;
mod row;
mod store;

pub(in crate::features) use filter::Asked;
pub(super) use filter::Filter;
pub(super) use row::{Named, Row};
pub(super) use store::{Leaf, leaf};
