//! Bodies that are not what a route takes.

use axum::http::{StatusCode, header};

use super::{
    super::ask::{FORM, JSON},
    Trial, acting, request, willing,
};
use crate::testing::share;

const FORM_KIND: &str = FORM.1;
const JSON_KIND: &str = JSON.1;

/// A body, what is said of it, and whether a route that needs nothing may take it.
struct Body {
    what: &'static str,
    kind: &'static str,
    bytes: Vec<u8>,
    empty: bool,
}

fn body(what: &'static str, kind: &'static str, bytes: impl Into<Vec<u8>>) -> Body {
    let bytes = bytes.into();
    Body {
        what,
        kind,
        empty: matches!(bytes.as_slice(), b"" | b"{}" | b"[]" | b"null" | b"&"),
        bytes,
    }
}

fn bodies() -> Vec<Body> {
    let garbage: Vec<u8> = (0..4096_u32).map(|n| (n * 167 % 251) as u8).collect();
    let many = "a=1&".repeat(20_000);
    vec![
        body("nothing", "", ""),
        body("an empty form", FORM_KIND, ""),
        body("an empty pair", FORM_KIND, "&"),
        body("nothing as JSON", JSON_KIND, ""),
        body("an empty object", JSON_KIND, "{}"),
        body("an empty list", JSON_KIND, "[]"),
        body("garbage as a form", FORM_KIND, garbage.clone()),
        body("garbage as JSON", JSON_KIND, garbage.clone()),
        body("garbage as nothing", "", garbage.clone()),
        body(
            "garbage as parts",
            "multipart/form-data; boundary=x",
            garbage,
        ),
        body("JSON as a form", FORM_KIND, r#"{"title":"x"}"#),
        body("a form as JSON", JSON_KIND, "title=x"),
        body("a form as text", "text/plain", "title=x"),
        body("an unknown field", FORM_KIND, "nobody=1"),
        body("an unknown field", JSON_KIND, r#"{"nobody":1}"#),
        body("a field twice", JSON_KIND, r#"{"nobody":1,"nobody":2}"#),
        body("no UTF-8", FORM_KIND, "title=%FF%FE&email=%C3%28"),
        body("no UTF-8", JSON_KIND, b"{\"title\":\"\xff\xfe\"}".to_vec()),
        body("broken escapes", FORM_KIND, "title=%zz&%=%&=x&%00=%00"),
        body("broken escapes", JSON_KIND, r#"{"title":"\ud800\u0000\x"}"#),
        body("NUL", JSON_KIND, "{\"title\":\"\\u0000\"}\0"),
        body("many fields", FORM_KIND, many),
        body("deep lists", JSON_KIND, "[".repeat(100_000)),
        body("deep objects", JSON_KIND, "{\"a\":".repeat(40_000)),
        body(
            "a deep field",
            JSON_KIND,
            format!("{{\"title\":{}", "[".repeat(90_000)),
        ),
        body("null", JSON_KIND, "null"),
        body("a number", JSON_KIND, "1e999"),
        body("a long number", JSON_KIND, "9".repeat(10_000)),
        body("a text", JSON_KIND, "\"x\""),
        body("two values", JSON_KIND, "{} {}"),
        body("half an object", JSON_KIND, "{\"title\":"),
        body("a byte order mark", JSON_KIND, "\u{feff}{}"),
        body(
            "UTF-16",
            "application/json; charset=utf-16",
            b"{\0}\0".to_vec(),
        ),
        body("no boundary", "multipart/form-data", "--x"),
        body(
            "no end",
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../x\"\r\n\r\nWEBVTT",
        ),
        body("no parts", "multipart/form-data; boundary=x", "--x--\r\n"),
        body(
            "an odd type",
            "application/x-www-form-urlencoded/json;;==",
            "a=b",
        ),
        body("1 MiB", FORM_KIND, format!("title={}", "a".repeat(1 << 20))),
        body(
            "1 MiB",
            JSON_KIND,
            format!("{{\"title\":\"{}\"}}", "a".repeat(1 << 20)),
        ),
    ]
}

#[tokio::test]
async fn whatever_the_body_is_no_route_stumbles() {
    let mut trial = Trial::new().await;
    for route in acting(&trial.campus) {
        let case = willing(&trial.campus, &route);
        let plain = request(&trial.campus, &route, case);
        let bare = trial.send(&plain, "nothing").await.unwrap();
        let needs_none = !bare.status.is_client_error();
        for body in share(bodies(), trial.asked) {
            let mut ask = plain.clone().body(body.bytes.clone());
            if !body.kind.is_empty() {
                ask = ask.with((header::CONTENT_TYPE, body.kind));
            }
            let what = format!("{} ({})", body.what, body.kind);
            let Some(reply) = trial.send(&ask, &what).await else {
                continue;
            };
            let refused = reply.status.is_client_error();
            if !refused && !needs_none && !body.empty {
                trial.flaws.push(format!("{} takes {what}", route.path));
            }
            if body.what == "1 MiB" && refused {
                let fine = [
                    StatusCode::PAYLOAD_TOO_LARGE,
                    StatusCode::UNSUPPORTED_MEDIA_TYPE,
                ];
                // Files, lists of ten thousand people, and quizzes.
                let large = route.path.starts_with("/api/v1/uploads")
                    || route.path.ends_with("/invites/batches")
                    || route.path.ends_with("/entries/{entry}/quiz");
                // Who is refused for another reason, whatever is sent, has nothing read.
                let unread = [bare.status, reply.status] == [StatusCode::CONFLICT; 2];
                if !large && !unread && !fine.contains(&reply.status) {
                    let flaw = format!("{} reads {what}: {}", route.path, reply.status);
                    trial.flaws.push(flaw);
                }
            }
        }
    }
    trial.end("bodies");
}
