//! The form that sends people: `multipart/form-data`, since a file may be among it.

use axum::{
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
};
use bytes::Bytes;

use super::super::source::MAX_BYTES;
use crate::http::{csv::NotReadable, fault::Fault};

/// The largest request that is read: a list somewhat too large is read to its end, so that what was typed beside it
/// is kept.
const MAX_REQUEST: usize = 3 * MAX_BYTES;

/// What was sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Sent {
    /// What was pasted.
    pub(super) people: String,
    /// A file.
    pub(super) file: Bytes,
    pub(super) role: String,
    pub(super) valid_until: String,
    pub(super) language: String,
    /// The zone that the page read times in.
    pub(super) zone: String,
    /// Whether links go out by mail: `yes`.
    pub(super) mail: String,
    pub(super) line: String,
    /// Whether whose invite was revoked is invited again: `yes`.
    pub(super) revoked_too: String,
    /// Why it cannot be read.
    pub(super) unreadable: Option<NotReadable>,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Fault;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Fault> {
        DefaultBodyLimit::max(MAX_REQUEST).apply(&mut request);
        let mut form = Multipart::from_request(request, state).await.map_err(|_| {
            Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_content_type")
                .with("expected", "multipart/form-data")
        })?;
        let mut sent = Self::default();
        loop {
            let taken = match form.next_field().await {
                Ok(Some(field)) => sent.take(field).await?,
                Ok(None) => return Ok(sent),
                Err(error) => Err(error),
            };
            if let Err(error) = taken {
                sent.unreadable = Some(too_large(&error)?);
                return Ok(sent);
            }
        }
    }
}

impl Sent {
    async fn take(&mut self, field: Field<'_>) -> Result<Result<(), MultipartError>, Fault> {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = match field.bytes().await {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Err(error)),
        };
        if name == "file" {
            self.file = bytes;
            return Ok(Ok(()));
        }
        let place = match name.as_str() {
            "people" => &mut self.people,
            "role" => &mut self.role,
            "valid_until" => &mut self.valid_until,
            "language" => &mut self.language,
            "zone" => &mut self.zone,
            "mail" => &mut self.mail,
            "line" => &mut self.line,
            "revoked_too" => &mut self.revoked_too,
            other => {
                let other: String = other.chars().take(60).collect();
                return Err(Fault::field(&other, "unknown_field"));
            }
        };
        *place = String::from_utf8(bytes.to_vec())
            .map_err(|_| Fault::new(StatusCode::BAD_REQUEST, "body_broken"))?;
        Ok(Ok(()))
    }
}

/// The only thing that can be wrong with a form on its way, beside a broken request.
fn too_large(error: &MultipartError) -> Result<NotReadable, Fault> {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Ok(NotReadable::TooLarge)
    } else {
        Err(Fault::new(StatusCode::BAD_REQUEST, "body_broken"))
    }
}
