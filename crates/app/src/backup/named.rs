//! The objects that a database names.

use usher_blob::Sealed;
use usher_db::{Error, Tx};
use usher_domain::ids::BlobId;

use crate::features::jobs;

/// An object that must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id in the blob store.
    pub blob: BlobId,
    /// Its length and digest.
    pub sealed: Sealed,
}

/// Every object that is named and not about to be deleted: of those the file goes before
/// the row does.
pub fn named(tx: &Tx) -> Result<Vec<Stored>, Error> {
    let leaving = jobs::leaving(tx)?;
    let mut stored = tx.query(
        "SELECT id, bytes, sha256 FROM blobs ORDER BY id",
        &[],
        |row| {
            Ok(Stored {
                blob: row.get("id")?,
                sealed: Sealed {
                    bytes: u64::try_from(row.get::<i64>("bytes")?).unwrap_or_default(),
                    sha256: usher_blob::Sha256(row.get("sha256")?),
                },
            })
        },
    )?;
    stored.retain(|stored| !leaving.contains(&stored.blob));
    Ok(stored)
}
