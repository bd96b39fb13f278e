//! What a member has begun to send: for the page that offers to go on.

use serde::Serialize;
use usher_domain::ids::AccountId;

use super::store;
use crate::{App, http::fault::Fault};

/// An upload that waits for the rest of its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unfinished {
    /// Its id.
    pub id: String,
    /// What the file is called: the same file is asked for again.
    pub filename: String,
    /// Its length in bytes.
    pub size: u64,
    /// What has arrived, in bytes.
    pub offset: u64,
    /// The entry it is for.
    pub entry: String,
    /// Where it goes on.
    pub url: String,
}

/// The member's unfinished uploads, the latest first; at most a hundred.
pub async fn unfinished(app: &App, account: AccountId) -> Result<Vec<Unfinished>, Fault> {
    let now = app.now();
    let rows = app
        .parts
        .db
        .read(move |tx| store::unfinished(tx, account, now))
        .await?;
    let mut waiting = Vec::with_capacity(rows.len());
    for upload in rows {
        // One without a file is finished, or was never begun.
        let Ok(progress) = app.parts.blobs.offset(upload.id).await else {
            continue;
        };
        waiting.push(Unfinished {
            id: upload.id.to_string(),
            filename: upload.filename,
            size: upload.bytes,
            offset: progress.offset,
            entry: upload.entry.to_string(),
            url: format!("/api/v1/uploads/{}", upload.id),
        });
    }
    Ok(waiting)
}
