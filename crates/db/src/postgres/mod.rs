//! The PostgreSQL engine: a few threads, each with a connection of its own.

mod address;
mod connect;
mod failure;
mod lane;
mod link;
mod notices;
mod plan;
mod refusal;
mod session;
mod settle;
mod standing;
mod tls;
mod transaction;
mod value;

pub use address::{BadAddress, PostgresAddress};
pub use notices::{Notices, notify};
pub use refusal::PostgresRefusal;
pub use standing::Standing;

pub(crate) use connect::{Needs, connect, has_gate};
pub(crate) use failure::failure;
pub(crate) use lane::{Lane, Site};
pub(crate) use link::Link;
pub(crate) use session::Session;
pub(crate) use value::{Cell, Sent, fits};
