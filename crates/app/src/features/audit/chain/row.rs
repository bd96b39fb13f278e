//! A row as it is read to be marked.

use usher_db::{Error, Row as Found, Tx, params};
use usher_domain::invite::SecretKey;

use super::mark::{self, Mark};

/// Everything that stands in an audit row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: i64,
    at: i64,
    texts: [Option<String>; 7],
}

impl Row {
    fn of(row: &Found<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            at: row.get("at")?,
            texts: [
                row.get("actor")?,
                row.get("deed")?,
                row.get("entry_id")?,
                row.get("subject")?,
                row.get("detail")?,
                row.get("network")?,
                row.get("person")?,
            ],
        })
    }

    /// The keyed hash of all of it. Lengths stand before texts, so that no two rows of
    /// different values look alike.
    pub(super) fn mark(&self, key: &SecretKey) -> Mark {
        let mut bytes = Vec::with_capacity(512);
        bytes.extend_from_slice(&self.id.to_be_bytes());
        bytes.extend_from_slice(&self.at.to_be_bytes());
        for text in &self.texts {
            let length = text.as_ref().map_or(u64::MAX, |text| text.len() as u64);
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(text.as_deref().unwrap_or_default().as_bytes());
        }
        let mac = key.mac("audit-row", &bytes);
        Mark::of(self.id, &mac)
    }
}

/// The rows after `after` up to `last`, the first `most` of them.
pub(super) fn between(tx: &Tx, after: i64, last: i64, most: usize) -> Result<Vec<Row>, Error> {
    tx.query(
        "SELECT id, at, actor, deed, entry_id, subject, detail, network, person FROM audit
         WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3",
        params![after, last, i64::try_from(most).unwrap_or(i64::MAX)],
        Row::of,
    )
}

/// The marks of rows, as they stand in a seal.
pub(super) fn marks(rows: &[Row], key: &SecretKey) -> Vec<u8> {
    mark::written(rows.iter().map(|row| row.mark(key)))
}

/// The number of the last row; 0 if there is none.
pub(super) fn last(tx: &Tx) -> Result<i64, Error> {
    tx.query_one(
        "SELECT CAST(COALESCE(MAX(id), 0) AS BIGINT) AS last FROM audit",
        &[],
        |row| row.get("last"),
    )
}
