//! An object as an HTTP answer: headers for all of it, and its bytes slice by slice.

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use usher_blob::{Blob, Slices};

use super::{
    disposition::{self, Disposition},
    hold::Hold,
    range::{self, Wanted},
    store::Stored,
};
use crate::http::headers::Policy;

/// Media is kept nowhere on its way: what is on somebody's disk cannot be taken back.
pub(super) const KEPT_NOWHERE: &str = "private, no-store";
/// Pictures and captions may be kept by the browser if it asks each time whether
/// it may still show them.
pub(super) const ASKED_EACH_TIME: &str = "private, no-cache";

/// What a request asks of an object.
pub(super) struct Asked<'a> {
    pub(super) method: &'a Method,
    pub(super) headers: &'a HeaderMap,
}

/// How an object is offered.
pub(super) struct Offer<'a> {
    pub(super) stored: &'a Stored,
    pub(super) cache: &'static str,
    /// None: as its type suggests.
    pub(super) how: Option<Disposition>,
}

/// The answer to `asked`. `hold` is asked before each slice.
pub(super) fn answer(asked: &Asked<'_>, offer: &Offer<'_>, blob: &Blob, hold: Hold) -> Response {
    let etag = format!("\"{}\"", offer.stored.blob);
    let length = blob.len();
    let wanted = range::wanted(asked.method, asked.headers, &etag, length);
    let mut response = match &wanted {
        Wanted::Unchanged => StatusCode::NOT_MODIFIED.into_response(),
        Wanted::Beyond => StatusCode::RANGE_NOT_SATISFIABLE.into_response(),
        Wanted::Whole => flow(hold, blob.slices(0..length)).into_response(),
        Wanted::Part(part) => {
            let body = flow(hold, blob.slices(part.clone()));
            (StatusCode::PARTIAL_CONTENT, body).into_response()
        }
    };
    let mut set = |name: HeaderName, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    };
    set(header::CACHE_CONTROL, offer.cache.to_owned());
    set(header::ETAG, etag);
    set(header::ACCEPT_RANGES, "bytes".to_owned());
    match &wanted {
        Wanted::Unchanged => {}
        Wanted::Beyond => set(header::CONTENT_RANGE, format!("bytes */{length}")),
        Wanted::Whole => set(header::CONTENT_LENGTH, length.to_string()),
        Wanted::Part(part) => {
            set(header::CONTENT_LENGTH, (part.end - part.start).to_string());
            let range = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            set(header::CONTENT_RANGE, range);
        }
    }
    if matches!(wanted, Wanted::Whole | Wanted::Part(_)) {
        let kind = known(&offer.stored.content_type);
        set(header::CONTENT_TYPE, kind.to_owned());
        let how = offer.how.unwrap_or_else(|| usual(kind));
        let name = disposition::header(how, &offer.stored.filename, kind);
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, name);
    }
    response.extensions_mut().insert(Policy::Sandbox);
    response
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

/// The types that may be said of uploaded bytes: none that a browser would run.
/// Whatever else the database says is served as mere bytes.
fn known(content_type: &str) -> &'static str {
    const KNOWN: [&str; 14] = [
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
        "image/jpeg",
        "image/webp",
        "text/vtt; charset=utf-8",
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
fn flow(hold: Hold, slices: Slices) -> Body {
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
    Body::from_stream(steps)
}
