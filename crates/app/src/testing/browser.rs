//! One device: a cookie jar in front of the router.

use std::{collections::BTreeMap, net::SocketAddr};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::ConnectInfo,
    http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// A device with its own cookies.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    peer: SocketAddr,
    cookies: BTreeMap<String, String>,
    /// Sent with every request, e.g. `accept-language`.
    pub(crate) headers: HeaderMap,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Browser {
    pub(super) fn new(router: Router, peer: SocketAddr) -> Self {
        Self {
            router,
            peer,
            cookies: BTreeMap::new(),
            headers: HeaderMap::new(),
        }
    }

    /// The same device, its cookies kept, after the hub was started again.
    pub(crate) fn at(mut self, hub: &super::Hub) -> Self {
        self.router = hub.router.clone();
        self
    }

    /// The same device in another network.
    pub(crate) fn in_network(mut self, peer: [u8; 4]) -> Self {
        self.peer = SocketAddr::from((peer, 40_000));
        self
    }

    /// Keeps (or drops) a cookie as a browser would.
    pub(crate) fn keep(&mut self, set_cookie: &HeaderValue) {
        let cookie = cookie::Cookie::parse(set_cookie.to_str().unwrap().to_owned()).unwrap();
        if cookie
            .max_age()
            .is_some_and(cookie::time::Duration::is_zero)
        {
            self.cookies.remove(cookie.name());
        } else {
            self.cookies
                .insert(cookie.name().to_owned(), cookie.value().to_owned());
        }
    }

    /// The value of a cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Every cookie, as the browser sends them.
    pub(crate) fn cookies(&self) -> Option<HeaderValue> {
        let pairs = self.cookies.iter();
        let line: Vec<String> = pairs
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        (!line.is_empty()).then(|| line.join("; ").parse().unwrap())
    }

    /// Forgets a cookie.
    pub(crate) fn forget(&mut self, name: &str) {
        self.cookies.remove(name);
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// Posts a form as a page would.
    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        self.send(Method::POST, path, &kind, Body::from(body)).await
    }

    /// Posts without any body.
    pub(crate) async fn post_nothing(&mut self, path: &str) -> Answer {
        self.send(Method::POST, path, &[], Body::empty()).await
    }

    /// Sends JSON as a program would.
    pub(crate) async fn json(&mut self, method: Method, path: &str, body: Value) -> Answer {
        let kind = [("content-type", "application/json")];
        self.send(method, path, &kind, Body::from(body.to_string()))
            .await
    }

    /// Sends anything and reads nothing yet of what comes back.
    pub(crate) async fn open(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Opened {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .body(body)
            .unwrap();
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let map = request.headers_mut();
        map.insert(header::HOST, HeaderValue::from_static("hub.uni.edu"));
        map.extend(self.headers.clone());
        for (name, value) in headers {
            map.insert(
                header::HeaderName::try_from(*name).unwrap(),
                value.parse().unwrap(),
            );
        }
        if let Some(line) = self.cookies() {
            map.insert(header::COOKIE, line);
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for set_cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(set_cookie);
        }
        Opened {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// Sends anything.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let mut opened = self.open(method, path, headers, body).await;
        // A body may break off on purpose (a revoked stream): what came, came.
        let mut bytes = Vec::new();
        while let Some(Ok(data)) = opened.next().await {
            bytes.extend_from_slice(&data);
        }
        Answer {
            status: opened.status,
            headers: opened.headers,
            bytes,
        }
    }
}

/// An answer whose body is read piece by piece, as a player does.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    body: Body,
}

impl Opened {
    /// The next piece; `None` after the last, an error where it broke off.
    pub(crate) async fn next(&mut self) -> Option<Result<Bytes, axum::Error>> {
        loop {
            match self.body.frame().await? {
                Ok(frame) => {
                    if let Ok(data) = frame.into_data() {
                        return Some(Ok(data));
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    pub(crate) fn value(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    /// The stable code of a problem.
    pub(crate) fn code(&self) -> String {
        self.value()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// Where it redirects to.
    pub(crate) fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |value| value.to_str().unwrap())
    }
}
