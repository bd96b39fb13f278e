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

/// `POST path` with a form of fields and one file.
pub(crate) fn post_file(path: &str, fields: &[(&str, &str)], file: &str, headers: &str) -> Request {
    const EDGE: &str = "an-edge-that-no-file-contains";
    let mut body = String::new();
    for (name, value) in fields {
        let _ = write!(
            body,
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    let _ = write!(
        body,
        "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--{EDGE}--\r\n"
    );
    post(
        path,
        &format!("multipart/form-data; boundary={EDGE}"),
        &body,
        headers,
    )
}

/// `PUT path` with JSON.
pub(crate) fn put_json(path: &str, body: &serde_json::Value, headers: &str) -> Request {
    with_body("PUT", path, "application/json", &body.to_string(), headers)
}

fn post(path: &str, kind: &str, body: &str, headers: &str) -> Request {
    with_body("POST", path, kind, body, headers)
}

/// Another method with a body of that kind.
pub(crate) fn with_body(
    method: &str,
    path: &str,
    kind: &str,
    body: &str,
    headers: &str,
) -> Request {
    let text = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{headers}\r\n{body}",
        body.len()
    );
    text.into_bytes().into()
}
