use serde_json::json;
use usher_db::{Tx, params};
use usher_domain::{
    access::{self, Action},
    clock::Timestamp,
    ids::EntryId,
    media::PublishStatus,
};

use super::decide::{account, decide};
use crate::{
    features::{
        audit::{self, Deed},
        media::Asker,
    },
    http::fault::Fault,
};

/// Gives the entry another publish status.
pub(in crate::features::media) fn set_status(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    to: PublishStatus,
    now: Timestamp,
) -> Result<(), Fault> {
    let standing = decide(tx, asker, Action::SetPublishStatus, entry, now)?;
    if standing.publish == to {
        return Ok(());
    }
    access::may_set_status(&asker.actor, &standing, to)?;
    tx.execute(
        "UPDATE entries SET publish = $2, updated_at = $3 WHERE id = $1",
        params![entry, to.as_str(), now],
    )?;
    let deed = Deed::of(account(asker)?, "entry_published").on(entry);
    let change = json!({ "from": standing.publish.as_str(), "to": to.as_str() });
    Ok(audit::note(tx, now, &deed.with(change))?)
}
