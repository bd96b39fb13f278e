//! What one person gave out, whoever looks after it: for the day on which that person is kept out or leaves.

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, EntryId, InviteId},
    invite::revoke,
};

use super::{invite::load_locked, write};
use crate::features::audit;

/// Some of somebody's invites: the next after one, in the order in which they were made.
#[derive(Clone, Copy, Debug)]
pub struct OfInviter {
    /// Who gave them out.
    pub inviter: AccountId,
    /// The last that was looked at.
    pub after: Option<InviteId>,
    /// How many at most.
    pub count: u32,
}

const PAGE: &str = "SELECT id FROM invites WHERE inviter_id = $1 AND revoked_at IS NULL AND id > $2
    ORDER BY id LIMIT $3";

/// Revokes these, in the name of `by`; which, with their entries. What has come to its end by itself is only
/// counted among them.
pub fn revoke_given_out(
    tx: &Tx,
    page: OfInviter,
    by: AccountId,
    now: Timestamp,
) -> Result<Vec<(InviteId, EntryId)>, Error> {
    let after = page.after.map_or_else(String::new, |id| id.to_string());
    let ids: Vec<InviteId> = tx.query(PAGE, params![page.inviter, after, page.count], |row| {
        row.get("id")
    })?;
    let mut revoked = Vec::new();
    for id in ids {
        let Some(mut invite) = load_locked(tx, id)? else {
            continue;
        };
        revoked.push((id, invite.entry));
        let lives = now < invite.link_ends() || invite.running(now).is_some();
        let Some(change) = revoke(&invite.managed()).ok().filter(|_| lives) else {
            continue;
        };
        write::change(&mut invite, &change, now);
        write::save(tx, &invite)?;
        write::change_grant(tx, id, change.grant, now)?;
        let deed = audit::Deed::of(by, "invite_revoked").on(invite.entry);
        let given_out_by = page.inviter.to_string();
        audit::note(
            tx,
            now,
            &deed.to(id).with(json!({ "given_out_by": given_out_by })),
        )?;
    }
    Ok(revoked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn somebodys_invites_are_found_by_an_index() {
        let hub = Hub::new();
        assert_eq!(hub.flaws(PAGE).await, [""; 0]);
    }
}
