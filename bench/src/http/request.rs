//! Requests, written out once before the clock runs.

use std::fmt::Write;
use std::sync::Arc;

/// A request as it goes over the wire.
pub(crate) type Request = Arc<[u8]>;

/// `GET path` with further header lines, each ending in CRLF.
pub(crate) fn get(path: &str, headers: &str) -> Request {
    let text = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n");
    text.into_bytes().into()
}

/// `POST path` with a form: pairs of names and values.
pub(crate) fn post_form(path: &str, fields: &[(&str, &str)], headers: &str) -> Request {
    let mut body = String::new();
    for (name, value) in fields {
        if !body.is_empty() {
            body.push('&');
        }
        body.push_str(name);
        body.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                body.push(char::from(byte));
            } else {
                let _ = write!(body, "%{byte:02X}");
            }
        }
    }
    post(path, "application/x-www-form-urlencoded", &body, headers)
}

/// `POST path` with JSON.
pub(crate) fn post_json(path: &str, body: &serde_json::Value, headers: &str) -> Request {
    post(path, "application/json", &body.to_string(), headers)
}

fn post(path: &str, kind: &str, body: &str, headers: &str) -> Request {
    let text = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{headers}\r\n{body}",
        body.len()
    );
    text.into_bytes().into()
}
