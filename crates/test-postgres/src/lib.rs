//! A throw-away PostgreSQL server for tests, and databases on it.
//!
//! `cargo xtask test` starts one server for the whole run and names it in
//! [`VARIABLE`]; a test without it starts a server of its own process. The server
//! listens on 127.0.0.1 only, lets everybody of this machine in, keeps nothing safe
//! (`fsync` is off unless it is asked for), and goes away with whoever started it.
//!
//! Never part of the product: a dev-dependency and the workshop's.

mod binaries;
mod database;
mod keeper;
mod server;

pub use binaries::Binaries;
pub use database::{Database, copy_of, database, own_server, shared, statements};
pub use server::{Durability, Server};

/// The variable that names the run's server:
/// `USHER_TEST_POSTGRES=postgres://postgres@127.0.0.1:5432`.
pub const VARIABLE: &str = "USHER_TEST_POSTGRES";

/// The variable that names the engine which the product's own tests run on: `postgres`, or
/// SQLite if it is not set. The run sets it for its second half.
pub const ENGINE: &str = "USHER_TEST_ENGINE";
