//! Bodies of requests, parsed into typed forms. Too large, malformed, of the
//! wrong type or with unknown fields: each is a fault that names what is wrong.

use axum::{
    Json,
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Query, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use serde::de::DeserializeOwned;

use super::fault::{Fault, FieldFault};

/// The largest form or JSON body, in bytes.
pub const MAX_BODY: usize = 256 * 1024;

/// A form sent by a page (`application/x-www-form-urlencoded`).
pub struct Form<T>(pub T);

/// A JSON body of the API.
pub struct JsonBody<T>(pub T);

/// A JSON body of the API that holds a list: up to [`MAX_LARGE`].
pub struct LargeJson<T>(pub T);

/// The largest of those, in bytes.
pub const MAX_LARGE: usize = 4 << 20;

/// A small JSON body, such as a page sends now and then: up to [`MAX_SMALL`].
pub struct SmallJson<T>(pub T);

/// The largest of those, in bytes.
pub const MAX_SMALL: usize = 8 << 10;

/// A JSON body of the API that may be left out.
pub struct OptionalJson<T>(pub T);

/// The query of an address.
pub struct Params<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        expect(request.headers(), &["application/x-www-form-urlencoded"])?;
        let bytes = read(request, state).await?;
        let pairs = axum_extra::extract::Form::<T>::from_request(
            Request::builder()
                .method("POST")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(bytes.into())
                .map_err(Fault::internal)?,
            &(),
        )
        .await;
        match pairs {
            Ok(axum_extra::extract::Form(form)) => Ok(Self(form)),
            Err(error) => Err(unreadable(&error.to_string())),
        }
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        expect(request.headers(), &["application/json"])?;
        let bytes = read(request, state).await?;
        parse_json(&bytes).map(Self)
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for LargeJson<T> {
    type Rejection = Fault;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Fault> {
        expect(request.headers(), &["application/json"])?;
        DefaultBodyLimit::max(MAX_LARGE).apply(&mut request);
        let bytes = read_up_to(request, state, MAX_LARGE).await?;
        parse_json(&bytes).map(Self)
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for SmallJson<T> {
    type Rejection = Fault;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Fault> {
        expect(request.headers(), &["application/json"])?;
        DefaultBodyLimit::max(MAX_SMALL).apply(&mut request);
        let bytes = read_up_to(request, state, MAX_SMALL).await?;
        parse_json(&bytes).map(Self)
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Default> FromRequest<S> for OptionalJson<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let kind = expect(request.headers(), &["application/json"]);
        let bytes = read(request, state).await?;
        if bytes.is_empty() {
            return Ok(Self(T::default()));
        }
        kind?;
        parse_json(&bytes).map(Self)
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Params<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(params)) => Ok(Self(params)),
            Err(error) => Err(Fault::new(StatusCode::BAD_REQUEST, "bad_query")
                .with("reason", brief(&error.body_text(), REASON))),
        }
    }
}

/// Refuses a packed body: what comes out of one may be a thousand times what came.
pub(super) fn check_encoding(headers: &HeaderMap) -> Result<(), Fault> {
    let mut codings = headers.get_all(header::CONTENT_ENCODING).iter();
    if codings.all(|coding| coding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        Ok(())
    } else {
        let fault = Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "encoded_body");
        Err(fault.header(
            header::ACCEPT_ENCODING,
            header::HeaderValue::from_static("identity"),
        ))
    }
}

/// Parses a JSON body, naming the field that does not fit.
pub fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    match serde_path_to_error::deserialize(&mut reader) {
        Ok(value) => reader
            .end()
            .map(|()| value)
            .map_err(|error| malformed(&error)),
        Err(error) if error.inner().is_data() => {
            let (path, reason) = (error.path().to_string(), error.inner().to_string());
            let field = if path == "." {
                named(&reason).unwrap_or(path)
            } else {
                path
            };
            Err(Fault::fields(vec![
                FieldFault::new(brief(&field, NAME), "unreadable")
                    .with("reason", brief(&reason, REASON)),
            ]))
        }
        Err(error) => Err(malformed(error.inner())),
    }
}

/// serde names a missing or unknown field between backticks.
fn named(reason: &str) -> Option<String> {
    let mut pieces = reason.split('`');
    pieces.next()?;
    pieces.next().map(str::to_owned)
}

fn malformed(error: &serde_json::Error) -> Fault {
    Fault::new(StatusCode::BAD_REQUEST, "malformed_json")
        .with("reason", brief(&error.to_string(), REASON))
}

fn unreadable(reason: &str) -> Fault {
    let field = named(reason).unwrap_or_else(|| "form".to_owned());
    Fault::fields(vec![
        FieldFault::new(brief(&field, NAME), "unreadable").with("reason", brief(reason, REASON)),
    ])
}

/// The most that is said of a field's name and of a reason, in characters: both
/// may repeat what was sent, however long.
const NAME: usize = 60;
const REASON: usize = 400;

/// The beginning and the end of a text that is too long.
fn brief(text: &str, max: usize) -> String {
    let count = text.chars().count();
    if count <= max {
        return text.to_owned();
    }
    let half = max / 2;
    let begin = text.chars().take(half);
    let end = text.chars().skip(count - half);
    begin.chain(['…']).chain(end).collect()
}

fn expect(headers: &HeaderMap, kinds: &[&str]) -> Result<(), Fault> {
    let sent = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    if kinds.contains(&sent.as_str()) {
        Ok(())
    } else {
        Err(
            Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_content_type")
                .with("expected", kinds.join(", ")),
        )
    }
}

async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Fault> {
    read_up_to(request, state, MAX_BODY).await
}

async fn read_up_to<S: Send + Sync>(
    request: Request,
    state: &S,
    max: usize,
) -> Result<Bytes, Fault> {
    Bytes::from_request(request, state).await.map_err(|error| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large").with("max", max / 1024)
        } else {
            Fault::new(StatusCode::BAD_REQUEST, "body_broken")
        }
    })
}

/// Answers as JSON with a status.
pub fn json<T: serde::Serialize>(status: StatusCode, value: T) -> axum::response::Response {
    use axum::response::IntoResponse;
    (status, Json(value)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_keeps_both_its_ends() {
        assert_eq!(brief("héllo", 5), "héllo");
        assert_eq!(brief("one two three", 6), "one…ree");
        assert_eq!(
            brief(&"x".repeat(100_000), REASON).chars().count(),
            REASON + 1
        );
    }
}
