//! Playlists: somebody's own lists of entries, played one after the other (docs/adr/0056).
//!
//! A list gives no right: each entry in it is asked for by itself, and what its reader may not see is not shown.

mod pages;
mod panel;
mod store;

use usher_db::{Error, Tx};
use usher_domain::ids::{AccountId, EntryId};

pub use panel::panel;

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    pages::routes(routes)
}

/// Takes an entry that goes for good out of every playlist.
pub fn forget_of_entry(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    store::forget_of_entry(tx, entry)
}

/// Deletes the playlists of somebody who goes for good.
pub fn forget_of_account(tx: &Tx, account: AccountId) -> Result<(), Error> {
    store::forget_of_account(tx, account)
}

#[cfg(test)]
mod tests;
