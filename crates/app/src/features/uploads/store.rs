//! Uploads in the database.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, BlobId, EntryId, UploadId},
};

/// An upload as the database knows it. Its offset is not among this: that is the
/// length of its file.
#[derive(Clone, Debug)]
pub(super) struct Upload {
    pub(super) id: UploadId,
    pub(super) entry: EntryId,
    pub(super) account: AccountId,
    /// What it becomes.
    pub(super) blob: BlobId,
    /// Its announced length, in bytes.
    pub(super) bytes: u64,
    pub(super) filename: String,
    pub(super) expires_at: Timestamp,
    pub(super) finished: bool,
}

fn upload(row: &Row<'_>) -> Result<Upload, Error> {
    Ok(Upload {
        id: row.get("id")?,
        entry: row.get("entry_id")?,
        account: row.get("account_id")?,
        blob: row.get("blob_id")?,
        bytes: u64::try_from(row.get::<i64>("bytes")?).unwrap_or(0),
        filename: row.get("filename")?,
        expires_at: row.get("expires_at")?,
        finished: row.get::<Option<Timestamp>>("finished_at")?.is_some(),
    })
}

/// An upload.
pub(super) fn find(tx: &Tx, id: UploadId) -> Result<Option<Upload>, Error> {
    let sql = tx.lock(
        "u",
        "SELECT u.id, u.entry_id, u.account_id, u.blob_id, u.bytes, u.filename, u.expires_at,
                u.finished_at FROM uploads u WHERE u.id = $1",
    );
    tx.query_opt(sql, params![id], upload)
}

/// Writes a new one.
pub(super) fn insert(tx: &Tx, new: &Upload, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO uploads
           (id, entry_id, account_id, blob_id, bytes, filename, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            new.entry,
            new.account,
            new.blob,
            i64::try_from(new.bytes).unwrap_or(i64::MAX),
            new.filename.as_str(),
            now,
            new.expires_at
        ],
    )
    .map(drop)
}

/// Notes that everything has arrived.
pub(super) fn set_finished(tx: &Tx, id: UploadId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE uploads SET finished_at = $2 WHERE id = $1",
        params![id, now],
    )
    .map(drop)
}

/// Forgets an upload.
pub(super) fn delete(tx: &Tx, id: UploadId) -> Result<(), Error> {
    tx.execute("DELETE FROM uploads WHERE id = $1", params![id])
        .map(drop)
}

/// What an account has begun and not finished, the latest first.
pub(super) fn unfinished(
    tx: &Tx,
    account: AccountId,
    now: Timestamp,
) -> Result<Vec<Upload>, Error> {
    tx.query(
        "SELECT id, entry_id, account_id, blob_id, bytes, filename, expires_at, finished_at
         FROM uploads WHERE account_id = $1 AND finished_at IS NULL AND expires_at > $2
         ORDER BY id DESC LIMIT 100",
        params![account, now],
        upload,
    )
}

/// A hundred uploads whose time is over.
pub(super) fn expired(tx: &Tx, now: Timestamp) -> Result<Vec<Upload>, Error> {
    tx.query(
        "SELECT id, entry_id, account_id, blob_id, bytes, filename, expires_at, finished_at
         FROM uploads WHERE expires_at <= $1 ORDER BY expires_at LIMIT 100",
        params![now],
        upload,
    )
}

/// A hundred uploads after `last`, in the order they began.
pub(super) fn after(tx: &Tx, last: UploadId) -> Result<Vec<Upload>, Error> {
    tx.query(
        "SELECT id, entry_id, account_id, blob_id, bytes, filename, expires_at, finished_at
         FROM uploads WHERE id > $1 ORDER BY id LIMIT 100",
        params![last],
        upload,
    )
}
