//! `Upload-Checksum`: `sha256 base64` of one request's bytes.

use axum::http::{HeaderMap, StatusCode};
use base64::{Engine, engine::general_purpose::STANDARD};
use usher_blob::Sha256;

use super::protocol::{UPLOAD_CHECKSUM, UPLOAD_OFFSET, refuse};
use crate::http::fault::Fault;

/// The checksum that a request declares, if it does. Refuses other algorithms.
pub(super) fn read(headers: &HeaderMap) -> Result<Option<Sha256>, Fault> {
    let Some(value) = headers.get(UPLOAD_CHECKSUM) else {
        return Ok(None);
    };
    value
        .to_str()
        .ok()
        .and_then(|text| text.trim().split_once(' '))
        .filter(|(algorithm, _)| *algorithm == "sha256")
        .and_then(|(_, digest)| STANDARD.decode(digest.trim()).ok())
        .and_then(|digest| digest.try_into().ok())
        .map(|digest| Some(Sha256(digest)))
        .ok_or_else(|| refuse(StatusCode::BAD_REQUEST, "upload_checksum"))
}

/// The bytes are not those that were meant; none were kept (tus: 460).
pub(super) fn mismatch(actual: u64) -> Fault {
    let status = StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST);
    refuse(status, "upload_checksum_mismatch").header(UPLOAD_OFFSET, actual)
}
