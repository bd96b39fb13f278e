//! The words of tus 1.0: its headers, and how a refusal carries them.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp as Moment;
use usher_domain::clock::Timestamp;

use crate::{App, http::fault::Fault};

/// The version spoken.
const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");
const EXTENSIONS: &str = "creation,creation-with-upload,termination,checksum,expiration";

pub(super) const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const TUS_VERSION: HeaderName = HeaderName::from_static("tus-version");
const TUS_EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
const TUS_MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
const TUS_CHECKSUM_ALGORITHM: HeaderName = HeaderName::from_static("tus-checksum-algorithm");
pub(super) const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
pub(super) const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub(super) const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
pub(super) const UPLOAD_CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
pub(super) const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");

/// The type of a PATCH, and of a POST that brings bytes along.
pub(super) const BYTES: &str = "application/offset+octet-stream";

/// What the server can do.
pub(super) async fn options(State(app): State<App>) -> Response {
    let mut response = answer(StatusCode::NO_CONTENT);
    let headers = response.headers_mut();
    headers.insert(TUS_VERSION, VERSION);
    headers.insert(TUS_EXTENSION, HeaderValue::from_static(EXTENSIONS));
    headers.insert(TUS_MAX_SIZE, app.max_upload_bytes().into());
    headers.insert(TUS_CHECKSUM_ALGORITHM, HeaderValue::from_static("sha256"));
    response
}

/// An answer in this protocol.
pub(super) fn answer(status: StatusCode) -> Response {
    (status, [(TUS_RESUMABLE, VERSION)]).into_response()
}

/// A refusal in this protocol.
pub(super) fn refuse(status: StatusCode, code: &'static str) -> Fault {
    tus(Fault::new(status, code))
}

/// Any refusal, as this protocol wants it.
pub(super) fn tus(fault: impl Into<Fault>) -> Fault {
    fault.into().header(TUS_RESUMABLE, VERSION)
}

/// The client begins elsewhere than the upload ends.
pub(super) fn wrong_offset(actual: u64) -> Fault {
    refuse(StatusCode::CONFLICT, "upload_offset")
        .with("offset", actual)
        .header(UPLOAD_OFFSET, actual)
}

/// Somebody else is writing.
pub(super) fn locked() -> Fault {
    refuse(StatusCode::LOCKED, "upload_locked").retry_after(std::time::Duration::from_secs(1))
}

/// Refuses a client of another version.
pub(super) fn check_version(headers: &HeaderMap) -> Result<(), Fault> {
    if headers.get(TUS_RESUMABLE) == Some(&VERSION) {
        Ok(())
    } else {
        Err(refuse(StatusCode::PRECONDITION_FAILED, "tus_version").header(TUS_VERSION, VERSION))
    }
}

/// Whether the body is a piece of a file.
pub(super) fn brings_bytes(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.trim().eq_ignore_ascii_case(BYTES))
}

/// A count of bytes in a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    Missing,
    Malformed,
    /// Digits, but more than any disk holds are [`u64::MAX`].
    Of(u64),
}

/// Reads a count of bytes: digits, once.
pub(super) fn count(headers: &HeaderMap, name: &HeaderName) -> Count {
    let mut values = headers.get_all(name).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return if headers.contains_key(name) {
            Count::Malformed
        } else {
            Count::Missing
        };
    };
    match value.to_str() {
        Ok(digits) if !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()) => {
            Count::Of(digits.parse().unwrap_or(u64::MAX))
        }
        _ => Count::Malformed,
    }
}

/// A moment as HTTP writes it (RFC 9110, 5.6.7).
pub(super) fn http_date(at: Timestamp) -> HeaderValue {
    let moment = Moment::from_microsecond(at.micros()).unwrap_or(Moment::MAX);
    let text = moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_digits_and_nothing_else() {
        let read = |text: &str| {
            let headers = HeaderMap::from_iter([(UPLOAD_LENGTH, text.parse().unwrap())]);
            count(&headers, &UPLOAD_LENGTH)
        };
        assert_eq!(read("0"), Count::Of(0));
        assert_eq!(read("1048576"), Count::Of(1_048_576));
        assert_eq!(read("99999999999999999999999"), Count::Of(u64::MAX));
        for odd in ["", "-1", "+1", "1.5", "1e9", "0x10", "1 2", "one", "١"] {
            let headers = HeaderMap::from_iter([(
                UPLOAD_LENGTH,
                HeaderValue::from_bytes(odd.as_bytes()).unwrap(),
            )]);
            assert_eq!(count(&headers, &UPLOAD_LENGTH), Count::Malformed, "{odd}");
        }
        assert_eq!(count(&HeaderMap::new(), &UPLOAD_LENGTH), Count::Missing);
        let mut twice = HeaderMap::new();
        twice.append(UPLOAD_LENGTH, HeaderValue::from_static("1"));
        twice.append(UPLOAD_LENGTH, HeaderValue::from_static("1"));
        assert_eq!(count(&twice, &UPLOAD_LENGTH), Count::Malformed);
    }

    #[test]
    fn a_date_is_written_as_http_does() {
        let at = Timestamp::from_secs(1_795_262_400);
        assert_eq!(http_date(at), "Sat, 21 Nov 2026 12:00:00 GMT");
    }
}
