//! The store suite: what every engine must do. Each test takes an [`Engine`], and
//! [`on_every_engine!`] makes one test per engine of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "test support; the lints know only functions marked #[test]"
)]

mod closures;
mod engine;
mod locking;
mod migrating;
mod putting;
mod values;

pub use engine::{Engine, Store};
