//! An object as an HTTP answer: headers for all of it, and its bytes slice by slice.

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::StreamExt;
use usher_blob::{Blob, Pace, Slices};
use usher_domain::ids::BlobId;

use super::{
    disposition::{self, Disposition},
    hold::Hold,
    range::{self, Wanted},
    store::Stored,
};
use crate::{features::ladders::PLAYLIST, http::headers::Policy};

/// Media is kept nowhere on its way: what is on somebody's disk cannot be taken back.
pub(super) const KEPT_NOWHERE: &str = "private, no-store";
/// Pictures and captions may be kept by the browser if it asks each time whether
/// it may still show them.
pub(super) const ASKED_EACH_TIME: &str = "private, no-cache";

/// Room for all heads of an answer, those that every answer has included.
const HEADS: usize = 24;

/// What a request asks of an object.
pub(super) struct Asked<'a> {
    pub(super) method: &'a Method,
    pub(super) headers: &'a HeaderMap,
}

/// What is said of an object with each of its pieces.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) blob: BlobId,
    etag: String,
    kind: &'static str,
    disposition: HeaderValue,
}

impl Label {
    /// As its type suggests, unless it is said `how`.
    pub(super) fn of(stored: &Stored, how: Option<Disposition>) -> Self {
        let kind = known(&stored.content_type);
        let how = how.unwrap_or_else(|| usual(kind));
        Self {
            blob: stored.blob,
            etag: format!("\"{}\"", stored.blob),
            kind,
            disposition: disposition::header(how, &stored.filename, kind),
        }
    }

    /// What is said of it where somebody else sends it: its type, and how it is saved.
    pub(super) fn said(&self) -> (&str, &str) {
        (self.kind, self.disposition.to_str().unwrap_or("attachment"))
    }

    /// What `asked` wants of the object, which is `length` bytes long.
    pub(super) fn wanted(&self, asked: &Asked<'_>, length: u64) -> Wanted {
        range::wanted(asked.method, asked.headers, &self.etag, length)
    }

    /// The answer: the heads that go with `wanted`, and `body`.
    pub(super) fn head(
        &self,
        cache: &'static str,
        wanted: &Wanted,
        length: u64,
        body: Body,
    ) -> Response {
        let mut response = Response::new(body);
        *response.status_mut() = match wanted {
            Wanted::Unchanged => StatusCode::NOT_MODIFIED,
            Wanted::Beyond => StatusCode::RANGE_NOT_SATISFIABLE,
            Wanted::Whole => StatusCode::OK,
            Wanted::Part(_) => StatusCode::PARTIAL_CONTENT,
        };
        response.extensions_mut().insert(Policy::Sandbox);
        let heads = response.headers_mut();
        heads.reserve(HEADS);
        heads.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        heads.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        let mut set = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                heads.insert(name, value);
            }
        };
        set(header::ETAG, &self.etag);
        match wanted {
            Wanted::Unchanged => return response,
            Wanted::Beyond => {
                set(header::CONTENT_RANGE, &format!("bytes */{length}"));
                return response;
            }
            Wanted::Whole => set(header::CONTENT_LENGTH, &length.to_string()),
            Wanted::Part(part) => {
                set(header::CONTENT_LENGTH, &(part.end - part.start).to_string());
                let range = format!("bytes {}-{}/{length}", part.start, part.end - 1);
                set(header::CONTENT_RANGE, &range);
            }
        }
        heads.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        heads.insert(header::CONTENT_DISPOSITION, self.disposition.clone());
        response
    }
}

/// The answer to `asked`. `hold` is asked before each slice.
pub(super) fn answer(
    asked: &Asked<'_>,
    label: &Label,
    cache: &'static str,
    blob: &Blob,
    hold: Hold,
) -> Response {
    let length = blob.len();
    let wanted = label.wanted(asked, length);
    let body = match wanted.bytes(length) {
        Some(part) => flow(hold, blob.slices(part, Pace::default())),
        None => Body::empty(),
    };
    label.head(cache, &wanted, length, body)
}

/// A small picture as it is, for whoever has decided already that it may be shown.
pub(super) fn picture(stored: &Stored, bytes: Bytes) -> Response {
    let headers = [
        (header::CONTENT_TYPE, known(&stored.content_type)),
        (header::CACHE_CONTROL, ASKED_EACH_TIME),
    ];
    let mut response = (headers, bytes).into_response();
    response.extensions_mut().insert(Policy::Sandbox);
    response
}

/// A text that was written for this answer, about something that may be taken back.
pub(super) fn text(content_type: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, known(content_type)),
        (header::CACHE_CONTROL, KEPT_NOWHERE),
    ];
    let mut response = (headers, text).into_response();
    response.extensions_mut().insert(Policy::Sandbox);
    response
}

/// The types that may be said of uploaded bytes: none that a browser would run.
/// Whatever else the database says is served as mere bytes.
fn known(content_type: &str) -> &'static str {
    const KNOWN: [&str; 29] = [
        "video/mp4",
        "video/webm",
        "video/ogg",
        "audio/mp4",
        "audio/webm",
        "audio/ogg",
        "audio/mpeg",
        "audio/aac",
        "audio/wav",
        "audio/flac",
        "application/pdf",
        "application/rtf",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "image/jpeg",
        "image/png",
        "image/gif",
        "image/avif",
        "image/webp",
        "text/vtt; charset=utf-8",
        "application/json",
        PLAYLIST,
    ];
    KNOWN
        .into_iter()
        .find(|known| *known == content_type)
        .unwrap_or("application/octet-stream")
}

/// A film opened by itself plays; whatever a browser might read as a document is saved.
fn usual(content_type: &str) -> Disposition {
    if ["video/", "audio/", "image/"]
        .iter()
        .any(|kind| content_type.starts_with(kind))
    {
        Disposition::Inline
    } else {
        Disposition::Attachment
    }
}

/// The slices, each sent only if the right to it is still there; otherwise the
/// connection breaks off, which a client cannot mistake for the end.
pub(super) fn flow(hold: Hold, slices: Slices) -> Body {
    let steps = futures_util::stream::unfold(Some((hold, slices)), |state| async {
        let (mut hold, mut slices) = state?;
        let slice = slices.next().await?;
        if let Err(lost) = hold.still_allowed().await {
            metrics::counter!("usher_streams_cut_off_total", "why" => lost.code()).increment(1);
            let cut = std::io::Error::new(std::io::ErrorKind::PermissionDenied, lost.code());
            return Some((Err(cut), None));
        }
        match slice {
            Ok(bytes) => Some((Ok(bytes), Some((hold, slices)))),
            Err(error) => {
                tracing::error!(%error, "an object could not be read to its end");
                Some((Err(std::io::Error::other(error)), None))
            }
        }
    });
    // Whoever compresses a body asks once more after its end.
    Body::from_stream(steps.fuse())
}
