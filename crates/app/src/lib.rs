//! The product over HTTP: one folder per feature, each with the same file
//! names; `http/` holds what every request passes through.
//!
//! One request flows in one direction: `http` (session, origin, limits) →
//! `features/<name>/pages.rs` or `api.rs` (parse into domain types) →
//! `features/<name>/store.rs` (one transaction: load, let the domain decide,
//! apply) → a template or a redirect.

pub mod app;
pub mod backup;
pub mod features;
pub mod high_water;
pub mod http;
pub mod marks;
pub mod sealed;
#[cfg(test)]
#[allow(
    dead_code,
    reason = "a toolbox: not every tool is in use at every moment"
)]
mod testing;
pub mod words;

pub use app::{App, Parts, Site};
pub use http::router;
