use usher_db::{Tx, params};
use usher_domain::{access::Action, clock::Timestamp, ids::EntryId};

use super::decide::{account, decide};
use crate::{
    features::{
        audit::{self, Deed},
        media::Asker,
    },
    http::fault::Fault,
};

/// Puts the entry into the trash, where it can be restored for as long as the site says.
/// What is there already stays as it is.
pub(in crate::features::media) fn trash(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    now: Timestamp,
) -> Result<(), Fault> {
    if decide(tx, asker, Action::TrashEntry, entry, now)?.trashed {
        return Ok(());
    }
    tx.execute(
        "UPDATE entries SET trashed_at = $2, updated_at = $2 WHERE id = $1",
        params![entry, now],
    )?;
    let deed = Deed::of(account(asker)?, "entry_trashed").on(entry);
    Ok(audit::note(tx, now, &deed)?)
}

/// Takes the entry out of the trash again.
pub(in crate::features::media) fn restore(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    now: Timestamp,
) -> Result<(), Fault> {
    if !decide(tx, asker, Action::RestoreEntry, entry, now)?.trashed {
        return Ok(());
    }
    tx.execute(
        "UPDATE entries SET trashed_at = NULL, updated_at = $2 WHERE id = $1",
        params![entry, now],
    )?;
    let deed = Deed::of(account(asker)?, "entry_restored").on(entry);
    Ok(audit::note(tx, now, &deed)?)
}
