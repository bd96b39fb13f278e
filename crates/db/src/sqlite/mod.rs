//! The SQLite engine: one write lane, a pool of readers.

mod checkpoint;
mod connection;
mod failure;
mod lock;
mod others;
mod reader;
mod session;
mod writer;

pub(crate) use checkpoint::Checkpoints;
pub(crate) use connection::{Role, open};
pub(crate) use failure::failure;
pub(crate) use lock::FolderLock;
pub use others::written_by_others;
pub(crate) use reader::read_lane;
pub(crate) use session::Session;
pub(crate) use writer::WriteLane;
