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
//! Rings stay inside this process. What carries them to other nodes later fills
//! gaps by ringing too often, which by the above is always right.

mod bus;
mod topic;
mod watch;

pub use bus::Bus;
pub use topic::Topic;
pub use watch::Watch;
