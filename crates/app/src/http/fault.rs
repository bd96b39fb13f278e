//! What goes wrong on a request, as a value: status, stable code, sentence.
//!
//! Handlers return a [`Fault`]; the visit middleware turns it into a page or
//! into `application/problem+json` (RFC 9457) in the reader's language. What
//! nobody could expect is logged once, there, with an id that the page shows.

use std::{fmt, time::Duration};

use axum::{
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use usher_domain::{access::Denial, clock::Timestamp, text::TextError};

use super::time::in_zone;
use crate::words::Words;

/// A request that is not done, and why.
#[derive(Clone, Debug)]
pub struct Fault(Box<Details>);

/// What is known of a [`Fault`].
#[derive(Clone, Debug)]
pub struct Details {
    /// The HTTP status.
    pub status: StatusCode,
    /// The stable code of the problem, in snake case.
    pub code: &'static str,
    /// Values for the sentence `fault-<code>`.
    pub args: Vec<(&'static str, Arg)>,
    /// What is wrong with single fields.
    pub fields: Vec<FieldFault>,
    /// When to try again.
    pub retry_after: Option<Duration>,
    /// Headers that go with it, for programs: where an upload stands, for example.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// For the log only: what nobody expected.
    pub cause: Option<String>,
}

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A text.
    Text(String),
    /// A moment, said in the reader's language as people of this zone read it.
    Moment(Timestamp, String),
}

impl Arg {
    /// As it is said in `words`.
    pub fn said(&self, words: &Words) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Moment(at, zone) => in_zone(words, *at, zone),
        }
    }
}

/// What is wrong with one field of a form or a JSON body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// The field's name, as in the form or the JSON.
    pub field: String,
    /// The stable code; the sentence is `field-<code>`.
    pub code: String,
    /// Values for the sentence.
    pub args: Vec<(&'static str, Arg)>,
}

impl FieldFault {
    /// A fault of `field`.
    pub fn new(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            code: code.into(),
            args: Vec::new(),
        }
    }

    /// A text that is no name, title, description or tag.
    pub fn text(field: impl Into<String>, error: TextError) -> Self {
        match error {
            TextError::Empty => Self::new(field, "empty"),
            TextError::TooLong { max } => Self::new(field, "too_long").with("max", max),
            TextError::Forbidden => Self::new(field, "forbidden_characters"),
        }
    }

    /// Gives its sentence a value.
    pub fn with(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.with_arg(name, Arg::Text(value.to_string()))
    }

    /// Gives its sentence any value.
    pub fn with_arg(mut self, name: &'static str, value: Arg) -> Self {
        self.args.push((name, value));
        self
    }
}

impl Fault {
    /// A fault with its status and stable code; the sentence is `fault-<code>`.
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Self(Box::new(Details {
            status,
            code,
            args: Vec::new(),
            fields: Vec::new(),
            retry_after: None,
            headers: Vec::new(),
            cause: None,
        }))
    }

    /// Nothing here, or nothing for this visitor.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// The visitor may see this, but not do that.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden")
    }

    /// Somebody has to sign in first.
    pub fn sign_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "sign_in")
    }

    /// Something nobody expected: logged, shown as an id only.
    pub fn internal(cause: impl fmt::Display) -> Self {
        let mut fault = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal");
        fault.0.cause = Some(cause.to_string());
        fault
    }

    /// Fields that have to be mended.
    pub fn fields(fields: Vec<FieldFault>) -> Self {
        let mut fault = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid");
        fault.0.fields = fields;
        fault
    }

    /// One field that has to be mended.
    pub fn field(field: &str, code: &str) -> Self {
        Self::fields(vec![FieldFault::new(field, code)])
    }

    /// Gives the sentence a value.
    pub fn with(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.with_arg(name, Arg::Text(value.to_string()))
    }

    /// Gives the sentence any value.
    pub fn with_arg(mut self, name: &'static str, value: Arg) -> Self {
        self.0.args.push((name, value));
        self
    }

    /// Says when to try again.
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.0.retry_after = Some(wait);
        self
    }

    /// Sends a header with it.
    pub fn header(mut self, name: HeaderName, value: impl Into<HeaderValue>) -> Self {
        self.0.headers.push((name, value.into()));
        self
    }

    /// What is known of it.
    pub fn details(&self) -> &Details {
        &self.0
    }
}

impl From<Denial> for Fault {
    fn from(denial: Denial) -> Self {
        match denial {
            Denial::SignIn => Self::sign_in(),
            Denial::NotAllowed => Self::forbidden(),
            Denial::NotFound => Self::not_found(),
        }
    }
}

impl From<usher_db::Error> for Fault {
    fn from(error: usher_db::Error) -> Self {
        use usher_db::Error;
        match error {
            Error::Busy => Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy")
                .retry_after(Duration::from_secs(1)),
            Error::Unsure => Self::new(StatusCode::SERVICE_UNAVAILABLE, "unsure")
                .retry_after(Duration::from_secs(5)),
            Error::DiskFull => Self::new(StatusCode::INSUFFICIENT_STORAGE, "disk_full"),
            other => Self::internal(other),
        }
    }
}

impl From<usher_blob::Error> for Fault {
    fn from(error: usher_blob::Error) -> Self {
        use usher_blob::Error;
        match error {
            Error::NotFound => Self::not_found(),
            Error::DiskFull => Self::new(StatusCode::INSUFFICIENT_STORAGE, "disk_full"),
            away @ Error::Unreachable { .. } => {
                tracing::warn!(error = %away, "the bucket is away");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "storage_away")
                    .retry_after(Duration::from_secs(10))
            }
            other => Self::internal(other),
        }
    }
}

/// The response a fault travels in until the visit middleware renders it.
impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
