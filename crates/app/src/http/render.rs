//! Templates and faults, rendered.

use askama::Template;
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde_json::{Value, json};

use super::{
    cookies,
    fault::{Details, Fault, FieldFault},
    page::{Page, sign_in},
    routes::HOME,
    visit::Visit,
};
use crate::{App, features::devices, words::Words};

/// A page template with its frame.
pub trait PageTemplate: Template {
    /// The frame.
    fn page(&self) -> &Page;
}

/// Renders a page with its status and content policy.
pub fn page(status: StatusCode, template: &impl PageTemplate) -> Result<Response, Fault> {
    let html = template.render().map_err(Fault::internal)?;
    let mut response = (status, Html(html)).into_response();
    response.extensions_mut().insert(template.page().policy());
    if template.page().says_what_was_left() {
        response
            .headers_mut()
            .append(header::SET_COOKIE, cookies::remove(cookies::SAID));
    }
    Ok(response)
}

/// What the keys of sentences for [`see_other_saying`] begin with.
pub const SAID_PREFIX: &str = "said-";

/// After a POST: look at what came of it, and say `key` there once.
pub fn see_other_saying(path: &str, key: &'static str) -> Response {
    let mut response = see_other(path);
    response
        .headers_mut()
        .append(header::SET_COOKIE, cookies::said(key));
    response
}

/// After a POST: look at what came of it.
pub fn see_other(path: &str) -> Response {
    Redirect::to(path).into_response()
}

#[derive(Template)]
#[template(path = "error.html")]
struct FaultPage {
    page: Page,
    icon: &'static str,
    heading: String,
    sentence: String,
    action_href: &'static str,
    action_label: String,
    reference: String,
}

impl PageTemplate for FaultPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// A fault as a page, as problem+json, or as the way to the sign-in page.
pub fn fault(app: &App, visit: &Visit, fault: &Fault) -> Response {
    let details = fault.details();
    let id = details.cause.as_ref().map(|cause| {
        let id = usher_domain::ids::JobId::new(app.now(), &*app.parts.entropy).to_string();
        tracing::error!(%id, cause, "a request failed");
        id
    });
    let mut response = if visit.wants_json {
        problem(&visit.words, details, id)
    } else if details.status == StatusCode::UNAUTHORIZED {
        see_other(&sign_in(&visit.back))
    } else if details.code == devices::NEEDED {
        devices::proving_page(app, visit)
            .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    } else {
        fault_page(app, visit, details, id)
    };
    response.headers_mut().extend(details.headers.clone());
    if let Some(wait) = details.retry_after {
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
    }
    response
}

fn fault_page(app: &App, visit: &Visit, details: &Details, id: Option<String>) -> Response {
    let words = &visit.words;
    let kind = match details.status {
        StatusCode::NOT_FOUND => "not-found",
        status if status.is_server_error() => "trouble",
        _ => "refused",
    };
    let heading = words.say(format!("fault-heading-{kind}")).to_string();
    let mut sentence = fault_sentence(words, details);
    if !details.fields.is_empty() {
        sentence = format!("{sentence} {}", field_sentences(words, &details.fields));
    }
    let template = FaultPage {
        page: Page::new(app, visit, &heading).lobby(),
        icon: "alert",
        heading,
        sentence,
        action_href: HOME,
        action_label: words.say("fault-home").to_string(),
        reference: id.unwrap_or_default(),
    };
    page(details.status, &template)
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// RFC 9457, with our stable `code` and one error per field.
fn problem(words: &Words, details: &Details, id: Option<String>) -> Response {
    let errors: Vec<Value> = details
        .fields
        .iter()
        .map(|fault| {
            json!({ "field": fault.field, "code": fault.code, "detail": field_sentence(words, fault) })
        })
        .collect();
    let mut body = json!({
        "type": format!("urn:usher:problem:{}", details.code),
        "title": fault_sentence(words, details),
        "status": details.status.as_u16(),
        "code": details.code,
    });
    if !errors.is_empty() {
        body["errors"] = Value::from(errors);
    }
    for (name, value) in &details.args {
        body[*name] = Value::from(value.said(words));
    }
    if let Some(id) = id {
        body["id"] = Value::from(id);
    }
    let mut response = (details.status, Json(body)).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
}

/// What a fault says, in the reader's language.
pub fn fault_sentence(words: &Words, details: &Details) -> String {
    let key = format!("fault-{}", details.code.replace('_', "-"));
    details
        .args
        .iter()
        .fold(words.say(key), |message, (name, value)| {
            message.with(name, value.said(words))
        })
        .to_string()
}

/// What is wrong with one field, in the reader's language.
pub fn field_sentence(words: &Words, fault: &FieldFault) -> String {
    let key = format!("field-{}", fault.code.replace('_', "-"));
    fault
        .args
        .iter()
        .fold(words.say(key), |message, (name, value)| {
            message.with(name, value.said(words))
        })
        .to_string()
}

fn field_sentences(words: &Words, fields: &[FieldFault]) -> String {
    let lines: Vec<String> = fields
        .iter()
        .map(|f| format!("{}: {}", f.field, field_sentence(words, f)))
        .collect();
    lines.join(" ")
}
