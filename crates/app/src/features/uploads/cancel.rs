//! DELETE: the client gives an upload up.

use std::time::Duration;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use usher_blob::Error as BlobError;

use super::{
    protocol::{answer, check_version, locked, refuse, tus},
    standing::own,
    store,
};
use crate::{
    App,
    http::{fault::Fault, visit::Visit},
};

/// How often and how long to wait for an append that was told to stop.
const PATIENCE: (u32, Duration) = (20, Duration::from_millis(50));

/// Deletes what has arrived. What has arrived whole is the entry's already.
pub(super) async fn cancel(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    check_version(&headers)?;
    let upload = own(&app, &visit, &id).await?;
    if upload.finished {
        return Err(refuse(StatusCode::CONFLICT, "upload_finished"));
    }
    let mut tries = 0;
    loop {
        app.parts.blobs.interrupt(upload.id);
        match app.parts.blobs.abandon(upload.id).await {
            Ok(_) => break,
            Err(BlobError::Locked) if tries < PATIENCE.0 => {
                tries += 1;
                tokio::time::sleep(PATIENCE.1).await;
            }
            Err(BlobError::Locked) => return Err(locked()),
            Err(error) => return Err(tus(error)),
        }
    }
    forget(&app, &upload).await?;
    Ok(answer(StatusCode::NO_CONTENT))
}

/// Deletes the row, and the object if a crash fell between sealing and the commit.
async fn forget(app: &App, upload: &store::Upload) -> Result<(), Fault> {
    let id = upload.id;
    let forgotten = move |tx: &usher_db::Tx| match store::find(tx, id)? {
        Some(upload) if upload.finished => Ok(false),
        _ => store::delete(tx, id).map(|()| true),
    };
    let forgotten: Result<bool, usher_db::Error> = app.parts.db.write(forgotten).await;
    if forgotten.map_err(tus)? {
        app.parts.blobs.delete(upload.blob).await.map_err(tus)?;
        Ok(())
    } else {
        Err(refuse(StatusCode::CONFLICT, "upload_finished"))
    }
}
