//! A browser without a window: its own cookies, and no redirect is followed.

use std::collections::BTreeMap;

use reqwest::{
    Client, Method, RequestBuilder, Response,
    header::{ACCEPT, COOKIE, SET_COOKIE},
    redirect::Policy,
};
use serde_json::{Value, json};

/// One browser at one server. Cookies are kept by hand: a jar would hold those
/// that are for secure connections back from plain http, also on this machine.
#[derive(Clone)]
pub(crate) struct Visitor {
    client: Client,
    base_url: String,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// A browser that has never been here.
    pub(crate) fn at(base_url: &str) -> Self {
        let client = Client::builder()
            .redirect(Policy::none())
            .build()
            .expect("a client");
        Self {
            client,
            base_url: base_url.to_owned(),
            cookies: BTreeMap::new(),
        }
    }

    /// A browser in which somebody is signed in.
    pub(crate) async fn signed_in(base_url: &str, email: &str, password: &str) -> Self {
        let mut visitor = Self::at(base_url);
        let form = json!({ "email": email, "password": password });
        let answer = visitor.json(Method::POST, "/api/v1/session", form).await;
        assert!(answer.status().is_success(), "{email}: {}", answer.status());
        visitor
    }

    /// The same browser, after the server has moved to another port.
    pub(crate) fn moved_to(&mut self, base_url: &str) {
        base_url.clone_into(&mut self.base_url);
    }

    /// What its cookies say.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = &str> {
        self.cookies.values().map(String::as_str)
    }

    pub(crate) async fn get(&mut self, path: &str) -> Response {
        let request = self.request(Method::GET, path);
        self.send(request).await.expect("it answers")
    }

    pub(crate) async fn json(&mut self, method: Method, path: &str, body: Value) -> Response {
        let request = self.request(method, path).json(&body);
        self.send(request).await.expect("it answers")
    }

    /// A request with this browser's cookies; `path` may be a whole address.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let path = path.strip_prefix(&self.base_url).unwrap_or(path);
        let request = self
            .client
            .request(method, format!("{}{path}", self.base_url))
            .header(ACCEPT, "application/json");
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        if cookies.is_empty() {
            request
        } else {
            request.header(COOKIE, cookies.join("; "))
        }
    }

    /// Sends it and keeps the cookies that come back.
    pub(crate) async fn send(&mut self, request: RequestBuilder) -> reqwest::Result<Response> {
        let answer = request.send().await?;
        for cookie in answer.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap_or_default().split(';').next();
            if let Some((name, value)) = pair.and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(answer)
    }
}
