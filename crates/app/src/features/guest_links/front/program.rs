//! The same answers for programs (`Accept: application/json`).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde_json::{Value, json};
use usher_domain::invite::{GuestAdmission, GuestRefusal};

use super::{door::Door, said::explain};
use crate::{
    features::guest_links::store::Answer,
    http::{
        body,
        render::{field_sentence, see_other},
        time::rfc3339,
    },
};

/// The answer to a decision. `None`: the secret never existed.
pub(super) fn answer(door: &Door<'_>, answer: Option<&Answer>) -> Response {
    let Some(answer) = answer else {
        return problem(door, None, GuestRefusal::Unknown);
    };
    let state = match &answer.decision {
        Ok(GuestAdmission::Enter { grant }) if !door.knock.is_open_to(grant.holder) => "continue",
        Ok(GuestAdmission::Inside | GuestAdmission::Enter { .. } | GuestAdmission::Admit(_)) => {
            return see_other(&format!("/media/{}", answer.found.entry_id));
        }
        Ok(GuestAdmission::Ask) => "lobby",
        Err(refusal) => return problem(door, Some(answer), *refusal),
    };
    let at = &answer.found;
    let view = json!({
        "state": state,
        "title": at.title,
        "kind": at.entry.kind.as_str(),
        "inviter": at.maker,
        "poster": at.poster.map(|_| format!("{}/poster", door.path())),
        "signs_out": door.signs_out().is_some(),
        "nonce": door.nonce(),
    });
    body::json(StatusCode::OK, view)
}

/// RFC 9457: the refusal's name as `code`, and what it knows beside it.
fn problem(door: &Door<'_>, answer: Option<&Answer>, refusal: GuestRefusal) -> Response {
    let explained = explain(door, answer, refusal);
    let mut body = json!({
        "type": format!("urn:usher:problem:{}", refusal.code()),
        "title": explained.heading.text(),
        "status": refusal.status(),
        "code": refusal.code(),
    });
    if let Some(text) = &explained.text {
        body["detail"] = json!(text.text());
    }
    match refusal {
        GuestRefusal::Replaced { since } => body["since"] = json!(rfc3339(since)),
        GuestRefusal::Expired { at } => body["at"] = json!(rfc3339(at)),
        GuestRefusal::NotReady { failed } => body["failed"] = json!(failed),
        GuestRefusal::Introduce => {
            let error = |fault: &crate::http::fault::FieldFault| {
                let detail = field_sentence(&door.visit.words, fault);
                json!({ "field": fault.field, "code": fault.code, "detail": detail })
            };
            body["errors"] = Value::Array(door.faults().iter().map(error).collect());
        }
        _ => {}
    }
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::FORBIDDEN);
    let mut response = body::json(status, body);
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
}
