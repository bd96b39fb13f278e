//! Many invites at once: people from a pasted list or a table, and what is done to many invites that are there.
//!
//! Either way a *batch* is kept first, and shown with what each row would come to; nothing is written before
//! somebody says yes. Then a job does it, a part in each transaction, with what became of each row and where to go on
//! written in that same transaction: a part is done once, whatever dies in between (ADR 0036).

mod deeds;
mod pages;
mod row;
mod said;
pub(super) mod source;
mod task;
mod work;

pub(super) use deeds::{begin, find, keep, look, may};
pub(in crate::features) use pages::routes;
pub(super) use pages::{Meant, rows};
pub(super) use row::{Counts, Row, What};
pub(super) use source::{MOST, row};
pub(super) use task::{Letter, Task};
pub(super) use work::{Tools, part};
pub use work::{Turn, work_on};
