//! Deleting objects that nothing refers to any more.

use usher_blob::Error as BlobError;
use usher_db::{Tx, params};

use super::{plan::Discard, trouble::Trouble};
use crate::App;

/// Deletes the files, then the rows: what a crash leaves in between is a row
/// whose file is gone, and the job is done again.
pub(super) async fn discard(app: &App, discard: &Discard) -> Result<(), Trouble> {
    for upload in discard.uploads.iter().copied() {
        app.parts.blobs.interrupt(upload);
        match app.parts.blobs.abandon(upload).await {
            Ok(_) | Err(BlobError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    for blob in discard.blobs.iter().copied() {
        app.parts.blobs.delete(blob).await?;
    }
    let blobs = discard.blobs.clone();
    let rows = move |tx: &Tx| {
        for blob in &blobs {
            tx.execute("DELETE FROM blobs WHERE id = $1", params![blob])?;
        }
        Ok(())
    };
    app.parts.db.write(rows).await
}
