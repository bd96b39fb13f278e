//! A paper on its way to the site, in pieces.

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{Method, StatusCode, header::LOCATION};
use serde_json::{Value, json};

use crate::{demonstration::Demonstration, machine::Server, visitor::Visitor};

/// A PDF that is sent for an entry of its own.
pub(crate) struct Sending {
    pub(crate) entry: String,
    place: String,
    pub(crate) bytes: Vec<u8>,
    sent: usize,
}

impl Sending {
    /// Makes the entry and the upload; nothing is sent yet.
    pub(crate) async fn begin(site: &Demonstration, server: &Server, bytes: Vec<u8>) -> Self {
        let mut owner = Visitor::at(&server.base_url);
        let new = json!({ "kind": "document", "title": "A long paper" });
        let request = owner.request(Method::POST, "/api/v1/entries").json(&new);
        let made = owner.send(request.bearer_auth(&site.token)).await;
        let made: Value = made.expect("it answers").json().await.expect("JSON");
        let entry = made["id"]
            .as_str()
            .unwrap_or_else(|| panic!("an entry: {made}"));
        let (id, name) = (STANDARD.encode(entry), STANDARD.encode("paper.pdf"));
        let request = owner
            .request(Method::POST, "/api/v1/uploads")
            .bearer_auth(&site.token)
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", bytes.len())
            .header("Upload-Metadata", format!("entry {id},filename {name}"));
        let answer = owner.send(request).await.expect("it answers");
        assert_eq!(answer.status(), StatusCode::CREATED);
        let place = answer.headers()[LOCATION].to_str().expect("a text");
        Self {
            entry: entry.to_owned(),
            place: place.trim_start_matches(&server.base_url).to_owned(),
            bytes,
            sent: 0,
        }
    }

    /// Sends as far as `until`, from where the server says that it stands.
    pub(crate) async fn send(
        &mut self,
        site: &Demonstration,
        server: &Server,
        until: usize,
    ) -> StatusCode {
        let mut owner = Visitor::at(&server.base_url);
        let asked = |owner: &Visitor, method| {
            let request = owner.request(method, &self.place);
            let request = request.bearer_auth(&site.token);
            request.header("Tus-Resumable", "1.0.0")
        };
        let head = asked(&owner, Method::HEAD);
        let stands = owner.send(head).await.expect("it answers");
        let offset = stands.headers()["Upload-Offset"].to_str().expect("a text");
        let offset: usize = offset.parse().expect("a number");
        assert!(offset >= self.sent, "what was acknowledged is there");
        let patch = asked(&owner, Method::PATCH)
            .header("Content-Type", "application/offset+octet-stream")
            .header("Upload-Offset", offset)
            .body(self.bytes[offset..until].to_vec());
        let status = owner.send(patch).await.expect("it answers").status();
        if status == StatusCode::NO_CONTENT {
            self.sent = until;
        }
        status
    }
}
