//! How an entry was watched: plays, people, minutes, where they leave, on what, and by which way they came.
//!
//! Attendance hears it and adds the changes to the numbers ([`Tally`], [`count`]); here they are read, for whoever may
//! see them: as a page, as files, and in the API. `domain::analytics` knows what a change is, and what the numbers say.

pub(in crate::features) mod api;
mod chart;
mod export;
mod pages;
mod people;
mod shown;
mod store;
mod tally;
pub(in crate::features) mod usage;

use usher_db::{Error, Tx, params};
use usher_domain::ids::EntryId;

pub use tally::{Stand, Tally, count};

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    usage::routes(api::routes(export::routes(pages::routes(routes))))
}

/// Drops the numbers of an entry that is going for good.
pub fn purge(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM audience_days WHERE entry_id = $1",
        "DELETE FROM audience_devices WHERE entry_id = $1",
        "DELETE FROM audience_steps WHERE entry_id = $1",
        "DELETE FROM audience_months WHERE entry_id = $1",
    ] {
        tx.execute(sql, params![entry])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
