//! Doorbells: something changed, told at once to whoever holds something open.
//!
//! **An event is a doorbell; the truth is in the database.** A ring says *look
//! again*, never what there is to see. So a ring may be doubled, may come without a
//! change behind it, and several may be heard as one; and whoever hears one reads
//! the database before acting. Two rules keep everybody honest:
//!
//! * **Ring after the commit**, never inside the transaction: whoever hears it must
//!   find the change.
//! * **Watch first, then look.** A [`Watch`] hears every ring from the moment it was
//!   made; facts read before that may be stale without anybody ringing.
//!
//! Where several nodes share a database, [`Node`] carries rings between them over
//! an [`Exchange`]. It fills every gap (a broken line, a node that died with
//! something untold) by ringing too often, which by the above is always right, and
//! [`Bus::reach`] says when nobody would ring at all.
//!
//! Whoever changes the database from beside the servers, and is gone again, says so
//! [`in_passing`]; where there is no exchange, a server finds it out for itself and rings for
//! everything ([`Bus::ring_everything`]).
//!
//! Metric: `usher_bus_neighbours`, how many other nodes are heard.

mod bus;
mod message;
mod neighbours;
mod node;
mod outbox;
mod reach;
mod topic;
mod watch;

pub use bus::Bus;
pub use message::{NodeId, in_passing};
pub use node::{Broken, Exchange, Line, Node};
pub use reach::Reach;
pub use topic::Topic;
pub use watch::Watch;
