//! What every refusal must be: a page that says what is wrong, or a problem with
//! a code and a sentence; never a bare line of some library's.

use axum::http::header;

use super::ask::Reply;

/// What is wrong with a refusal, if anything is.
pub(super) async fn flaw(reply: &mut Reply) -> Option<String> {
    let status = reply.status;
    if status.is_server_error() {
        let text = reply.text().await;
        return Some(format!("{status}: {text}"));
    }
    if !status.is_client_error() {
        return None;
    }
    let kind = reply.header(header::CONTENT_TYPE).to_owned();
    let text = reply.text().await;
    let sound = match kind.as_str() {
        "application/problem+json" => is_problem(&text, status.as_u16()),
        "text/html; charset=utf-8" => is_page(&text),
        _ => false,
    };
    (!sound).then(|| format!("{status} {kind}: {text}"))
}

fn is_problem(text: &str, status: u16) -> bool {
    let problem: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let fields = errors.iter().all(|error| {
        let text = |name: &str| error[name].as_str().unwrap_or_default();
        (1..100).contains(&text("field").chars().count())
            && is_code(text("code"))
            && is_sentence(text("detail"))
    });
    is_code(&text("code"))
        && is_sentence(&text("title"))
        && text("type") == format!("urn:usher:problem:{}", text("code"))
        && problem["status"] == status
        && (text("code") != "invalid" || !errors.is_empty())
        && fields
}

fn is_code(code: &str) -> bool {
    let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    !code.is_empty() && code.chars().all(snake)
}

/// The key of a missing sentence has no space, a missing value shows its name,
/// and nothing that was sent is sent back at length.
fn is_sentence(text: &str) -> bool {
    text.contains(' ') && !text.contains("{$") && text.chars().count() < 500
}

/// The card of a refusal, or the form again with what is wrong with it.
fn is_page(text: &str) -> bool {
    text.starts_with("<!doctype html>") && text.contains("<h1") && text.contains("</html>")
}
