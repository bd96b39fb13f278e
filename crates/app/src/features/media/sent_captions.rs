//! The form that sends a caption track: `multipart/form-data` with `lang`, `label`,
//! `standard`, `file`.

use axum::{
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
};
use bytes::Bytes;

use usher_domain::captions::{MAX_BYTES, NotCaptions};

use crate::http::fault::{Fault, FieldFault};

/// The largest request that is read, in bytes: a file somewhat too large is read
/// to its end, so that what was typed beside it is kept.
const MAX_REQUEST: usize = 4 * MAX_BYTES;

/// What is wrong with a file, as the fault of a field.
pub(super) fn fault(why: NotCaptions, field: &str) -> FieldFault {
    match why {
        NotCaptions::TooLarge => {
            FieldFault::new(field, "captions_too_large").with("max", MAX_BYTES >> 20)
        }
        NotCaptions::NotText => FieldFault::new(field, "captions_not_text"),
        NotCaptions::NoTimes => FieldFault::new(field, "captions_no_times"),
        NotCaptions::Times { line } => FieldFault::new(field, "captions_times").with("line", line),
        NotCaptions::Backwards { line } => {
            FieldFault::new(field, "captions_backwards").with("line", line)
        }
        NotCaptions::NoCues => FieldFault::new(field, "captions_no_cues"),
    }
}

/// What was sent.
pub(in crate::features) struct SentCaptions {
    pub(super) lang: String,
    pub(super) label: String,
    /// Whether it is to be shown from the beginning.
    pub(super) standard: bool,
    /// The file, unless the request was too large.
    pub(super) file: Result<Bytes, NotCaptions>,
}

impl<S: Send + Sync> FromRequest<S> for SentCaptions {
    type Rejection = Fault;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Fault> {
        DefaultBodyLimit::max(MAX_REQUEST).apply(&mut request);
        let mut form = Multipart::from_request(request, state).await.map_err(|_| {
            Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_content_type")
                .with("expected", "multipart/form-data")
        })?;
        let mut sent = Self {
            lang: String::new(),
            label: String::new(),
            standard: false,
            file: Ok(Bytes::new()),
        };
        loop {
            match form.next_field().await {
                Ok(Some(field)) => sent.take(field).await?,
                Ok(None) => return Ok(sent),
                Err(error) => {
                    sent.file = Err(too_large(&error)?);
                    return Ok(sent);
                }
            }
        }
    }
}

impl SentCaptions {
    async fn take(&mut self, field: Field<'_>) -> Result<(), Fault> {
        match field.name().unwrap_or_default() {
            "lang" => self.lang = text(field).await?,
            "label" => self.label = text(field).await?,
            "standard" => self.standard = text(field).await? == "yes",
            "file" => {
                self.file = match field.bytes().await {
                    Ok(bytes) => Ok(bytes),
                    Err(error) => Err(too_large(&error)?),
                }
            }
            other => return Err(Fault::field(other, "unreadable").with("reason", "unknown field")),
        }
        Ok(())
    }
}

async fn text(field: Field<'_>) -> Result<String, Fault> {
    field.text().await.map_err(|_| broken())
}

/// The only thing that can be wrong with a file on its way, beside a broken request.
fn too_large(error: &MultipartError) -> Result<NotCaptions, Fault> {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Ok(NotCaptions::TooLarge)
    } else {
        Err(broken())
    }
}

fn broken() -> Fault {
    Fault::new(StatusCode::BAD_REQUEST, "body_broken")
}
