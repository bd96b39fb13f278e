use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{EntryId, InviteId},
    invite::InviteState,
};
use uuid::Uuid;

use super::{
    Invite,
    invite::{from_row, invite_columns},
};

/// How many invites are looked through for one page of certain states. The state
/// is `domain`'s to say, so the page is picked out here; an entry with very many
/// invites is gone through in several pages, some of which may be short.
const LOOKED_THROUGH: u32 = 2_000;

/// How many of them are read at once.
const AT_ONCE: u32 = 250;

/// A page of an entry's invites, newest first.
#[derive(Debug)]
pub(in super::super) struct Listed {
    pub(in super::super) invites: Vec<Invite>,
    /// The next page is made before this one; `None` on the last page.
    pub(in super::super) next: Option<InviteId>,
}

const PAGE: &str = concat!(
    "SELECT ",
    invite_columns!(),
    " WHERE i.entry_id = $1 AND i.id < $2 ORDER BY i.id DESC LIMIT $3"
);

/// At most `count` invites in one of `states` (in any, if there is none), made
/// before the invite `before`.
pub(in super::super) fn list(
    tx: &Tx,
    entry: EntryId,
    states: &[InviteState],
    before: Option<InviteId>,
    count: u32,
    now: Timestamp,
) -> Result<Listed, Error> {
    let mut before = before.unwrap_or(InviteId::from_uuid(Uuid::max()));
    let at_once = if states.is_empty() {
        count.saturating_add(1)
    } else {
        AT_ONCE
    };
    let mut page = Listed {
        invites: Vec::new(),
        next: None,
    };
    let mut looked_through = 0;
    loop {
        let rows = tx.query(PAGE, params![entry, before, at_once], from_row)?;
        let is_last = rows.len() < at_once as usize;
        for invite in rows {
            if page.invites.len() == count as usize {
                page.next = Some(before);
                return Ok(page);
            }
            before = invite.id;
            if states.is_empty() || states.contains(&invite.state(now)) {
                page.invites.push(invite);
            }
        }
        looked_through += at_once;
        if is_last {
            return Ok(page);
        }
        if looked_through >= LOOKED_THROUGH {
            page.next = Some(before);
            return Ok(page);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn no_page_reads_more_than_it_shows() {
        let hub = Hub::new();
        assert_eq!(hub.flaws(PAGE).await, [""; 0]);
    }
}
