use usher_db::{Error, Tx, params};
use usher_domain::{clock::Timestamp, ids::AccountId};

/// More than this many are not counted out.
pub(in super::super) const MOST_COUNTED: i64 = 1_000;

/// What somebody has here, counted up to [`MOST_COUNTED`].
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Figures {
    /// Entries they own, without those in the trash.
    pub(in super::super) entries: i64,
    /// Invites they gave out that are not revoked and whose link or guest has not come to an end, and guest links.
    pub(in super::super) invites: i64,
}

const ENTRIES: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM
    (SELECT 1 FROM entries WHERE owner_id = $1 AND trashed_at IS NULL LIMIT 1001) AS counted";

const INVITES: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM
    (SELECT 1 FROM invites i LEFT JOIN grants g ON g.invite_id = i.id
     WHERE i.inviter_id = $1 AND i.revoked_at IS NULL
       AND (i.expires_at > $2 OR (g.ended_at IS NULL AND g.ends_at > $2))
     UNION ALL
     SELECT 1 FROM guest_links WHERE maker_id = $1 AND deleted_at IS NULL LIMIT 1001) AS counted";

/// Counts.
pub(in super::super) fn figures(tx: &Tx, id: AccountId, now: Timestamp) -> Result<Figures, Error> {
    Ok(Figures {
        entries: tx.query_one(ENTRIES, params![id], |row| row.get("n"))?,
        invites: tx.query_one(INVITES, params![id, now], |row| row.get("n"))?,
    })
}
