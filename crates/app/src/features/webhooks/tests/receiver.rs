//! Another program: a real server on this machine, which answers as it is told.

use std::{collections::VecDeque, net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use parking_lot::Mutex;
use serde_json::Value;
use usher_domain::{clock::Timestamp, webhook::WebhookSecret};

/// A request that came.
#[derive(Clone, Debug)]
pub(super) struct Came {
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Came {
    pub(super) fn value(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    /// Whether a careful program would take it for the hub's.
    pub(super) fn is_signed(&self, secret: &WebhookSecret, now: Timestamp) -> bool {
        let header = self.header("usher-signature");
        usher_domain::webhook::verify(secret, header, &self.body, now).is_ok()
    }
}

#[derive(Default)]
struct Inner {
    came: Vec<Came>,
    /// Status, and where it redirects to.
    answers: VecDeque<(u16, &'static str)>,
}

/// The program. It answers 200 unless it is told otherwise.
#[derive(Clone)]
pub(super) struct Receiver {
    inner: Arc<Mutex<Inner>>,
    address: SocketAddr,
}

impl Receiver {
    pub(super) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver = Self {
            inner: Arc::default(),
            address: listener.local_addr().unwrap(),
        };
        let router = Router::new().fallback(take).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        receiver
    }

    pub(super) fn address(&self) -> String {
        self.address.to_string()
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/hook?from=usher", self.address)
    }

    /// The next answers.
    pub(super) fn answers(&self, statuses: &[u16]) {
        let answers = statuses.iter().map(|status| (*status, ""));
        self.inner.lock().answers.extend(answers);
    }

    /// From now on it answers 200.
    pub(super) fn is_well(&self) {
        self.inner.lock().answers.clear();
    }

    pub(super) fn redirects(&self, to: &'static str) {
        self.inner.lock().answers.push_back((302, to));
    }

    pub(super) fn came(&self) -> Vec<Came> {
        self.inner.lock().came.clone()
    }

    /// The events in the order in which they came.
    pub(super) fn events(&self) -> Vec<String> {
        let came = self.came();
        let events = came.iter().map(|one| one.header("usher-event").to_owned());
        events.collect()
    }
}

async fn take(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> Response {
    let mut inner = receiver.inner.lock();
    inner.came.push(Came {
        headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
    });
    let (status, to) = inner.answers.pop_front().unwrap_or((200, ""));
    let status = StatusCode::from_u16(status).unwrap();
    let mut response = (status, "noted\n\u{202e}by the receiver").into_response();
    if !to.is_empty() {
        response
            .headers_mut()
            .insert(header::LOCATION, HeaderValue::from_static(to));
    }
    response
}
