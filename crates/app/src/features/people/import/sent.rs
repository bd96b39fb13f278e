//! The form that sends a file: `multipart/form-data` with `file`.

use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::MultipartError},
    http::StatusCode,
};
use bytes::Bytes;

use super::table::MAX_BYTES;
use crate::http::fault::Fault;

/// The largest request that is read: a file somewhat too large is read to its end, to say so beside the field.
const MAX_REQUEST: usize = 2 * MAX_BYTES;

/// The file, unless it was too large.
pub(super) struct SentFile(pub(super) Option<Bytes>);

impl<S: Send + Sync> FromRequest<S> for SentFile {
    type Rejection = Fault;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Fault> {
        DefaultBodyLimit::max(MAX_REQUEST).apply(&mut request);
        let mut form = Multipart::from_request(request, state).await.map_err(|_| {
            Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_content_type")
                .with("expected", "multipart/form-data")
        })?;
        let mut file = Self(Some(Bytes::new()));
        loop {
            match form.next_field().await {
                Ok(Some(field)) if field.name() == Some("file") => match field.bytes().await {
                    Ok(bytes) => file = Self(Some(bytes)),
                    Err(error) => return too_large(&error),
                },
                Ok(Some(field)) => {
                    let name = field.name().unwrap_or_default();
                    let name: String = name.chars().take(60).collect();
                    return Err(Fault::field(&name, "unknown_field"));
                }
                Ok(None) => return Ok(file),
                Err(error) => return too_large(&error),
            }
        }
    }
}

fn too_large(error: &MultipartError) -> Result<SentFile, Fault> {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Ok(SentFile(None))
    } else {
        Err(Fault::new(StatusCode::BAD_REQUEST, "body_broken"))
    }
}
