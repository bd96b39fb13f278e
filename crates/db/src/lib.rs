//! The database: one SQL text for every engine, synchronous closures, group
//! commit.
//!
//! **What was answered is on the disk; what failed left nothing behind.**
//!
//! ```text
//! let outcome = db.write(move |tx| invites::store::redeem(tx, &command, now)).await?;
//! ```
//!
//! * [`Db`] runs closures. On SQLite: [`Db::read`] on a pool of readers,
//!   [`Db::write`] in the one write lane, where many closures share a commit and each
//!   has its own savepoint. On PostgreSQL: each in a transaction of its own on one of
//!   a few connections; closures that lock what they decide on may say so by
//!   [`Db::write_locking`] and run beside each other.
//! * [`Tx`] runs statements with `$1`, `$2`, … and [`params!`]; [`Row`] gives
//!   columns by name.
//! * Portable types: ids and enums `TEXT`, times and counts `BIGINT` (times in
//!   microseconds), secrets as hashes in `BYTEA`, JSON as `TEXT`; aggregates are
//!   `CAST`, columns are named.
//! * [`MIGRATIONS`] are the numbered files in `migrations/` at the root of the
//!   repository; [`Db::migrate`] applies them. To add one, write
//!   `migrations/NNNN_name.sql` with the next number (what the text may say and how
//!   engines are told apart: [`Migration`]) and add its name to the list in
//!   `crates/db/src/migrations.rs`.
//!
//! Metrics: `usher_db_batch_size` (closures per commit), `usher_db_commit_seconds`,
//! `usher_db_batches_lost_total`, `usher_db_queue_depth{lane}` (closures waiting) and
//! `usher_db_turned_away_total{lane}` (refused with [`Error::Busy`]); on PostgreSQL
//! `usher_db_conflicts_total` (closures run again because others got in their way). A closure over
//! 5 ms is logged as a warning.

mod census;
mod copy;
mod db;
mod engine;
mod error;
mod ids;
mod job;
mod lock;
mod migrate;
mod migrations;
mod open_error;
mod options;
mod param;
mod postgres;
mod row;
mod shape;
mod snapshot;
mod soundness;
mod sqlite;
mod statements;
mod steering;
mod stopwatch;
mod tx;
mod underway;

pub use census::{Census, Count};
pub use copy::CopyError;
pub use db::Db;
pub use error::{ConstraintKind, Error};
pub use migrate::{MigrateError, Migration};
pub use migrations::MIGRATIONS;
pub use open_error::OpenError;
pub use options::Options;
pub use param::{Param, ToParam};
pub use postgres::{BadAddress, Notices, PostgresAddress, PostgresRefusal, Standing, notify};
pub use row::{FromColumn, Row, Value};
pub use sqlite::written_by_others;
pub use statements::Statements;
pub use tx::Tx;
pub use underway::Underway;
