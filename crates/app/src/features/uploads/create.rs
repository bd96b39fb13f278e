//! POST: a new upload for an entry.

use std::time::Duration;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use usher_db::Tx;
use usher_domain::{
    access::Action,
    ids::{BlobId, UploadId},
};

use super::{
    append::{self, Piece},
    checksum,
    metadata::Metadata,
    protocol::{Count, UPLOAD_LENGTH, brings_bytes, check_version, count, refuse, tus},
    standing::standing,
    store::{self, Upload},
};
use crate::{
    App,
    features::{
        jobs,
        media::{self, Asker},
        people,
    },
    http::{fault::Fault, visit::Visit},
};

/// How long an unfinished upload waits for its client.
const WAITS: Duration = Duration::from_hours(7 * 24);

/// How many unfinished uploads one account may have.
const AT_ONCE: usize = 100;

/// Begins an upload; takes the first bytes along if there are some.
pub(super) async fn create(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    check_version(&headers)?;
    let bytes = length(&app, &headers)?;
    let said =
        Metadata::read(&headers).map_err(|_| refuse(StatusCode::BAD_REQUEST, "upload_metadata"))?;
    let checksum = checksum::read(&headers)?;
    let (now, entropy) = (app.now(), &*app.parts.entropy);
    let upload = Upload {
        id: UploadId::new(now, entropy),
        entry: said.entry,
        account: visit.member().map_err(tus)?.id,
        blob: BlobId::new(now, entropy),
        bytes,
        filename: said.filename,
        expires_at: now.after(WAITS),
        finished: false,
    };
    write(&app, &visit, &upload).await.map_err(tus)?;
    // The row first: a file without a row would lie there for ever, a row
    // without a file is swept.
    if let Err(error) = app.parts.blobs.begin(upload.id, bytes).await {
        let id = upload.id;
        let gone: Result<(), Fault> = app
            .parts
            .db
            .write(move |tx| Ok(store::delete(tx, id)?))
            .await;
        return Err(gone.err().unwrap_or_else(|| tus(error)));
    }
    let offset = if brings_bytes(&headers) {
        let piece = Piece {
            offset: 0,
            body,
            checksum,
        };
        append::take(&app, &upload, piece).await?
    } else {
        0
    };
    let mut response = standing(StatusCode::CREATED, &upload, offset);
    let place = format!("/api/v1/uploads/{}", upload.id);
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

fn length(app: &App, headers: &HeaderMap) -> Result<u64, Fault> {
    let max = app.max_upload_bytes();
    match count(headers, &UPLOAD_LENGTH) {
        Count::Of(0) => Err(refuse(StatusCode::UNPROCESSABLE_ENTITY, "upload_empty")),
        Count::Of(bytes) if bytes > max => {
            Err(refuse(StatusCode::PAYLOAD_TOO_LARGE, "upload_too_large")
                .with("max", mebibytes(max)))
        }
        Count::Of(bytes) => Ok(bytes),
        Count::Missing | Count::Malformed => Err(refuse(StatusCode::BAD_REQUEST, "upload_length")),
    }
}

/// Rounded down: what is promised fits.
fn mebibytes(bytes: u64) -> u64 {
    bytes >> 20
}

/// Writes the upload if the member may edit the entry and it takes a file.
async fn write(app: &App, visit: &Visit, upload: &Upload) -> Result<(), Fault> {
    let (asker, now, upload) = (Asker::of(visit), app.now(), upload.clone());
    let site = app.settings.now();
    let write = move |tx: &Tx| {
        media::decide(tx, asker, Action::EditEntry, upload.entry, now)?;
        let kind = tx.query_one(
            "SELECT kind FROM entries WHERE id = $1",
            usher_db::params![upload.entry],
            |row| row.parse("kind"),
        )?;
        if jobs::held_by(kind).is_none() {
            return Err(Fault::new(StatusCode::CONFLICT, "entry_takes_no_file"));
        }
        media::check_kind(&site, kind)?;
        if store::unfinished(tx, upload.account, now)?.len() >= AT_ONCE {
            return Err(
                Fault::new(StatusCode::TOO_MANY_REQUESTS, "too_many_uploads")
                    .with("max", AT_ONCE)
                    .retry_after(Duration::from_hours(1)),
            );
        }
        let sent = (upload.entry, upload.account);
        people::check_room(tx, sent, upload.bytes, &site, now)?;
        Ok(store::insert(tx, &upload, now)?)
    };
    app.parts.db.write(write).await
}
