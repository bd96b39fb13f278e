//! One request put together by hand, as no browser would, and what came back.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU32, Ordering},
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header},
};
use futures_util::FutureExt;
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use crate::testing::Browser;

/// Counts requests, so that each comes from a network of its own and no budget
/// for failures is ever spent. All are of this machine: that may see figures.
static ASKED: AtomicU32 = AtomicU32::new(0);

/// A request.
#[derive(Clone)]
pub(super) struct Ask {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

/// What came back.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    body: Body,
    /// What was read of the body.
    read: Vec<u8>,
}

/// A form, as a page sends it.
pub(super) const FORM: (HeaderName, &str) =
    (header::CONTENT_TYPE, "application/x-www-form-urlencoded");
/// What a program sends.
pub(super) const JSON: (HeaderName, &str) = (header::CONTENT_TYPE, "application/json");

const TUS: HeaderName = HeaderName::from_static("tus-resumable");

impl Ask {
    pub(super) fn new(method: &Method, path: impl Into<String>) -> Self {
        let headers = [
            (header::HOST, HeaderValue::from_static("hub.uni.edu")),
            // Whoever uploads says this with each request; to others it is nothing.
            (TUS, HeaderValue::from_static("1.0.0")),
        ];
        Self {
            method: method.clone(),
            path: path.into(),
            headers: headers.into_iter().collect(),
            body: Vec::new(),
        }
    }

    /// With the cookies of a browser.
    pub(super) fn from(mut self, browser: &Browser) -> Self {
        if let Some(line) = browser.cookies() {
            self.headers.insert(header::COOKIE, line);
        }
        self
    }

    /// With a header in place of one of that name.
    pub(super) fn with(self, (name, value): (HeaderName, impl AsRef<[u8]>)) -> Self {
        let value = HeaderValue::from_bytes(value.as_ref()).unwrap();
        let mut headers = self.headers;
        headers.insert(name, value);
        Self { headers, ..self }
    }

    pub(super) fn body(self, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self { body, ..self }
    }

    /// Sends it. `None`: it is no HTTP, and would not get past the server's parser.
    pub(super) async fn try_send(&self, router: &Router) -> Option<Reply> {
        let body = Body::from(self.body.clone());
        let request = Request::builder().method(&self.method).uri(&self.path);
        let mut request = request.body(body).ok()?;
        *request.headers_mut() = self.headers.clone();
        let [_, b, c, d] = ASKED.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let peer = SocketAddr::from(([127, b, c, d], 40_000));
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Some(Reply {
            status: parts.status,
            headers: parts.headers,
            body,
            read: Vec::new(),
        })
    }

    pub(super) async fn send(&self, router: &Router) -> Reply {
        let sent = self.try_send(router).await;
        sent.unwrap_or_else(|| panic!("no request: {} {}", self.method, self.path))
    }
}

impl Reply {
    /// A header's text, or nothing.
    pub(super) fn header(&self, name: impl header::AsHeaderName) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap_or("?"))
    }

    /// The body, as far as it comes without waiting: an event stream has no end.
    pub(super) async fn text(&mut self) -> String {
        let endless = self.header(header::CONTENT_TYPE) == "text/event-stream";
        loop {
            let frame = if endless {
                self.body.frame().now_or_never().flatten()
            } else {
                self.body.frame().await
            };
            let Some(Ok(frame)) = frame else { break };
            let data = frame.data_ref().map_or(&[][..], |data| data);
            self.read.extend_from_slice(data);
        }
        String::from_utf8_lossy(&self.read).into_owned()
    }

    /// The body as JSON.
    pub(super) async fn value(&mut self) -> Value {
        serde_json::from_str(&self.text().await).unwrap_or(Value::Null)
    }

    /// Whether it is the way to the sign-in page; whoever signs out is sent there too, without a cookie.
    pub(super) fn asks_to_sign_in(&self) -> bool {
        let place = self.header(header::LOCATION);
        let is_way = place.starts_with("/sign-in?next=")
            || (place == "/sign-in" && self.header(header::SET_COOKIE).is_empty());
        self.status == StatusCode::UNAUTHORIZED || (self.status == StatusCode::SEE_OTHER && is_way)
    }
}
