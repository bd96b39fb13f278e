//! HEAD: where an upload stands. Also: whose it is, for the other deeds.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use usher_blob::Error as BlobError;
use usher_domain::{
    access::{self, Action},
    ids::UploadId,
};

use super::{
    finish,
    metadata::Metadata,
    protocol::{
        UPLOAD_EXPIRES, UPLOAD_LENGTH, UPLOAD_METADATA, UPLOAD_OFFSET, answer, check_version,
        http_date, refuse, tus,
    },
    store::{self, Upload},
};
use crate::{
    App,
    features::media::{self, Asker},
    http::{fault::Fault, visit::Visit},
};

/// The visitor's own upload, if they may still edit its entry. Another's is not
/// told from none.
pub(super) async fn own(app: &App, visit: &Visit, id: &str) -> Result<Upload, Fault> {
    let id: UploadId = id.parse().map_err(|_| tus(Fault::not_found()))?;
    let (account, asker, now) = (visit.member()?.id, Asker::of(visit), app.now());
    let read = move |tx: &usher_db::Tx| {
        let Some(upload) = store::find(tx, id)?.filter(|upload| upload.account == account) else {
            return Ok(None);
        };
        let facts = media::load_standing(tx, asker, upload.entry, now)?;
        let may = access::may(&asker.actor, Action::EditEntry, facts.as_ref());
        Ok::<_, usher_db::Error>(Some((upload, may)))
    };
    let found = app.parts.db.read(read).await.map_err(tus)?;
    let (upload, may) = found.ok_or_else(|| tus(Fault::not_found()))?;
    may.map_err(tus)?;
    if upload.expires_at <= now {
        return Err(refuse(StatusCode::GONE, "upload_expired"));
    }
    Ok(upload)
}

/// Where the upload stands. A client that asks has lost its connection, so an
/// append that still seems to be under way is told to stop.
pub(super) async fn head(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    check_version(&headers)?;
    let upload = own(&app, &visit, &id).await?;
    let offset = offset(&app, &upload).await?;
    let mut response = standing(StatusCode::OK, &upload, offset);
    let metadata = Metadata {
        entry: upload.entry,
        filename: upload.filename,
    };
    let headers = response.headers_mut();
    headers.insert(UPLOAD_LENGTH, upload.bytes.into());
    headers.insert(UPLOAD_METADATA, metadata.header());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// How much has arrived. What has arrived whole is finished before that is told:
/// whoever hears it does not come back.
async fn offset(app: &App, upload: &Upload) -> Result<u64, Fault> {
    if upload.finished {
        return Ok(upload.bytes);
    }
    app.parts.blobs.interrupt(upload.id);
    match app.parts.blobs.offset(upload.id).await {
        Ok(progress) if !progress.is_complete() => return Ok(progress.offset),
        Ok(_) | Err(BlobError::NotFound) => {}
        Err(error) => return Err(tus(error)),
    }
    finish::finish(app, upload.id).await?;
    Ok(upload.bytes)
}

/// An answer that says where the upload stands and until when it may stand there.
pub(super) fn standing(status: StatusCode, upload: &Upload, offset: u64) -> Response {
    let mut response = answer(status);
    let headers = response.headers_mut();
    headers.insert(UPLOAD_OFFSET, offset.into());
    headers.insert(UPLOAD_EXPIRES, http_date(upload.expires_at));
    response
}
