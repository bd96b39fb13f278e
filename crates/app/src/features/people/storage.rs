//! How much is kept for somebody, and whether more fits.

use axum::http::StatusCode;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    config::SiteConfig,
    ids::{AccountId, EntryId},
    people::{MEGABYTE, Quota},
};

use crate::http::fault::Fault;

const STORED: &str = "SELECT CAST(COALESCE(SUM(b.bytes), 0) AS BIGINT) AS n FROM
    (SELECT id FROM entries WHERE owner_id = $1 AND trashed_at IS NULL
     UNION ALL SELECT id FROM entries WHERE owner_id = $1 AND trashed_at IS NOT NULL) AS owned
    JOIN blobs b ON b.entry_id = owned.id";
const ON_THEIR_WAY: &str = "SELECT CAST(COALESCE(SUM(u.bytes), 0) AS BIGINT) AS n
    FROM entries e JOIN uploads u ON u.entry_id = e.id
    WHERE e.owner_id = $1 AND e.trashed_at IS NULL
      AND u.finished_at IS NULL AND u.expires_at > $2";

/// What somebody stores, and how much they may.
#[derive(Clone, Copy, Debug)]
pub struct Storage {
    /// In bytes, with what is on its way.
    pub used: u64,
    /// What holds for them.
    pub quota: Quota,
}

/// Adds it up: what was uploaded, what was made of it, also in the trash, and what is announced.
pub fn storage(
    tx: &Tx,
    account: AccountId,
    site: &SiteConfig,
    now: Timestamp,
) -> Result<Storage, Error> {
    let stored: i64 = tx.query_one(STORED, params![account], |row| row.get("n"))?;
    let coming: i64 = tx.query_one(ON_THEIR_WAY, params![account, now], |row| row.get("n"))?;
    Ok(Storage {
        used: u64::try_from(stored + coming).unwrap_or(0),
        quota: quota_of(tx, account, site)?,
    })
}

fn quota_of(tx: &Tx, account: AccountId, site: &SiteConfig) -> Result<Quota, Error> {
    let own = tx.query_opt(
        "SELECT quota_bytes FROM accounts WHERE id = $1",
        params![account],
        |row| row.get::<Option<i64>>("quota_bytes"),
    )?;
    Ok(Quota::of(own.flatten(), site.users.quota()))
}

/// Refuses a file for which the entry's owner has no room, in words for whoever sends it.
pub fn check_room(
    tx: &Tx,
    (entry, sender): (EntryId, AccountId),
    bytes: u64,
    site: &SiteConfig,
    now: Timestamp,
) -> Result<(), Fault> {
    let owner: AccountId = tx.query_one(
        "SELECT owner_id FROM entries WHERE id = $1",
        params![entry],
        |row| row.get("owner_id"),
    )?;
    // Nothing is added up where nothing could come of it.
    if quota_of(tx, owner, site)? == Quota::Unlimited {
        return Ok(());
    }
    let storage = storage(tx, owner, site, now)?;
    storage.quota.check(storage.used, bytes).map_err(|no_room| {
        let code = if owner == sender {
            "no_room"
        } else {
            "owner_has_no_room"
        };
        Fault::new(StatusCode::PAYLOAD_TOO_LARGE, code)
            .with("days", site.my_media.deleted_kept_days)
            .with("left", no_room.left / MEGABYTE)
            .with("quota", no_room.quota / MEGABYTE)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn what_somebody_stores_is_added_up_by_indices() {
        let hub = Hub::new();
        for sql in [STORED, ON_THEIR_WAY] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
