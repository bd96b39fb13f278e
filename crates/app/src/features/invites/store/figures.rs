use usher_db::{Error, Tx, params};
use usher_domain::{attendance, clock::Timestamp, ids::EntryId};

use crate::features::attendance::figures as watched;

/// Beyond this many nobody counts: the strip says *more than*.
pub const MOST_COUNTED: u32 = 1_000;

/// How many are invited to an entry, for the strip on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Invites that were not revoked; one more than [`MOST_COUNTED`] stands for any
    /// greater number.
    pub invited: u32,
    /// How many of those are in.
    pub inside: u32,
}

/// `email >= ''` holds always: it leads through the index of open invites, so that
/// revoked ones cost nothing.
const FIGURES: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS invited,
       CAST(COALESCE(SUM(inside), 0) AS BIGINT) AS inside
     FROM (SELECT CASE WHEN g.ended_at IS NULL
                        AND (g.ends_at > $2 OR g.after_session_us IS NOT NULL)
                  THEN 1 ELSE 0 END AS inside
           FROM invites i LEFT JOIN grants g ON g.invite_id = i.id
           WHERE i.entry_id = $1 AND i.email >= '' AND i.revoked_at IS NULL LIMIT $3) counted";

/// Counts, no further than [`MOST_COUNTED`].
pub fn figures(tx: &Tx, entry: EntryId, now: Timestamp) -> Result<Figures, Error> {
    tx.query_one(FIGURES, params![entry, now, MOST_COUNTED + 1], |row| {
        Ok(Figures {
            invited: row.get("invited")?,
            inside: row.get("inside")?,
        })
    })
}

/// Beyond this many nobody counts for the list either.
pub(in super::super) const MOST_NUMBERED: u32 = 10_000;

/// What became of an entry's invites, for the head of their list.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Numbers {
    /// Invites that nobody revoked; one more than [`MOST_NUMBERED`] stands for any greater number.
    pub(in super::super) invited: u32,
    /// How many of those were ever used.
    pub(in super::super) joined: u32,
    /// What they watched.
    pub(in super::super) watched: attendance::Figures,
}

/// Whoever was forgotten was invited all the same: their invite was revoked in the same moment.
const NUMBERS: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS invited, CAST(COALESCE(SUM(used), 0) AS BIGINT) AS joined
     FROM (SELECT CASE WHEN i.first_used_at IS NULL THEN 0 ELSE 1 END AS used
           FROM invites i
           WHERE i.entry_id = $1 AND (i.revoked_at IS NULL OR i.revoked_at = i.forgotten_at) LIMIT $2) counted";

/// Counts, no further than [`MOST_NUMBERED`].
pub(in super::super) fn numbers(tx: &Tx, entry: EntryId) -> Result<Numbers, Error> {
    let watched = watched(tx, entry)?;
    tx.query_one(NUMBERS, params![entry, MOST_NUMBERED + 1], |row| {
        Ok(Numbers {
            invited: row.get("invited")?,
            joined: row.get("joined")?,
            watched,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn counting_looks_at_one_entry_only() {
        let hub = Hub::new();
        for sql in [FIGURES, NUMBERS] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
