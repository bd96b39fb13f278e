//! Uploads that nobody comes back to.

use std::ops::ControlFlow;

use usher_blob::Error as BlobError;
use usher_db::{Error, Tx};
use usher_domain::ids::UploadId;
use uuid::Uuid;

use super::{
    finish,
    store::{self, Upload},
};
use crate::App;

/// Finishes what has arrived whole while nobody could say so, then deletes what
/// has waited for its client long enough.
pub async fn sweep(app: &App) -> Result<(), Error> {
    finish_whole(app).await?;
    while let ControlFlow::Continue(()) = delete_expired(app).await? {}
    Ok(())
}

async fn finish_whole(app: &App) -> Result<(), Error> {
    let mut last = UploadId::from_uuid(Uuid::nil());
    loop {
        let some = app.parts.db.read(move |tx| store::after(tx, last)).await?;
        let Some(newest) = some.last() else {
            return Ok(());
        };
        last = newest.id;
        for upload in some.iter().filter(|upload| !upload.finished) {
            if !is_whole(app, upload).await {
                continue;
            }
            match finish::finish(app, upload.id).await {
                Ok(()) => tracing::info!(upload = %upload.id, "an upload was finished afterwards"),
                Err(fault) => {
                    let code = fault.details().code;
                    tracing::warn!(upload = %upload.id, code, "an upload was not finished");
                }
            }
        }
    }
}

/// Whether the file, or the object that it became, is complete.
async fn is_whole(app: &App, upload: &Upload) -> bool {
    match app.parts.blobs.offset(upload.id).await {
        Ok(progress) => progress.is_complete(),
        Err(BlobError::NotFound) => app.parts.blobs.local_path(upload.blob).await.is_ok(),
        Err(_) => false,
    }
}

/// Deletes some; whether there may be more.
async fn delete_expired(app: &App) -> Result<ControlFlow<()>, Error> {
    let now = app.now();
    let some = app.parts.db.read(move |tx| store::expired(tx, now)).await?;
    let mut gone = Vec::new();
    for upload in &some {
        if upload.finished || delete_file(app, upload).await {
            gone.push(upload.id);
        }
    }
    if gone.is_empty() {
        return Ok(ControlFlow::Break(()));
    }
    let delete = move |tx: &Tx| gone.iter().try_for_each(|id| store::delete(tx, *id));
    app.parts.db.write(delete).await?;
    Ok(ControlFlow::Continue(()))
}

async fn delete_file(app: &App, upload: &Upload) -> bool {
    let blobs = &app.parts.blobs;
    let deleted = match blobs.abandon(upload.id).await {
        Ok(_) => blobs.delete(upload.blob).await.map(drop),
        Err(error) => Err(error),
    };
    if let Err(error) = &deleted {
        tracing::warn!(upload = %upload.id, %error, "an expired upload could not be deleted");
    }
    deleted.is_ok()
}
