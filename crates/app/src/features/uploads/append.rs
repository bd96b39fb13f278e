//! PATCH: the next bytes.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use usher_blob::{Error as BlobError, Sha256};

use super::{
    checksum, finish,
    protocol::{
        BYTES, Count, UPLOAD_OFFSET, brings_bytes, check_version, count, locked, refuse, tus,
        wrong_offset,
    },
    standing::{own, standing},
    store::Upload,
};
use crate::{
    App,
    http::{fault::Fault, visit::Visit},
};

/// Bytes on their way, and where they belong.
pub(super) struct Piece {
    pub(super) offset: u64,
    pub(super) body: Body,
    pub(super) checksum: Option<Sha256>,
}

/// Appends a piece.
pub(super) async fn append(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    check_version(&headers)?;
    if !brings_bytes(&headers) {
        let fault = refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_content_type");
        return Err(fault.with("expected", BYTES));
    }
    let Count::Of(offset) = count(&headers, &UPLOAD_OFFSET) else {
        return Err(refuse(StatusCode::BAD_REQUEST, "upload_offset_missing"));
    };
    let checksum = checksum::read(&headers)?;
    let upload = own(&app, &visit, &id).await?;
    if upload.finished {
        return if offset == upload.bytes {
            Ok(standing(StatusCode::NO_CONTENT, &upload, offset))
        } else {
            Err(wrong_offset(upload.bytes))
        };
    }
    let piece = Piece {
        offset,
        body,
        checksum,
    };
    let offset = take(&app, &upload, piece).await?;
    Ok(standing(StatusCode::NO_CONTENT, &upload, offset))
}

/// Takes a piece in and, after the last byte, finishes the upload; where it ends
/// now. Goes on when the client hangs up: what has arrived is kept.
pub(super) async fn take(app: &App, upload: &Upload, piece: Piece) -> Result<u64, Fault> {
    let (app, upload) = (app.clone(), upload.clone());
    let taking = tokio::spawn(async move {
        let stream = piece.body.into_data_stream();
        let blobs = &app.parts.blobs;
        let appended = blobs
            .append(upload.id, piece.offset, stream, piece.checksum)
            .await;
        match appended {
            Ok(appended) if appended.offset == appended.length => {
                finish::finish(&app, upload.id).await?;
                Ok(appended.offset)
            }
            Ok(appended) => Ok(appended.offset),
            Err(BlobError::NotFound) => {
                // Sealed by a process that was killed before it could say so.
                finish::finish(&app, upload.id).await?;
                Err(wrong_offset(upload.bytes))
            }
            Err(BlobError::Conflict { actual }) => Err(wrong_offset(actual)),
            Err(BlobError::Locked) => Err(locked()),
            Err(BlobError::TooLong { length }) => {
                let fault = refuse(StatusCode::PAYLOAD_TOO_LARGE, "upload_too_long");
                Err(fault.with("length", length))
            }
            Err(BlobError::ChecksumMismatch { actual }) => Err(checksum::mismatch(actual)),
            Err(error) => Err(tus(error)),
        }
    });
    taking
        .await
        .unwrap_or_else(|died| Err(tus(Fault::internal(died))))
}
