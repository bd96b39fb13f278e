//! The same answers for programs (`Accept: application/json`).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde_json::{Map, Value, json};
use usher_domain::{
    invite::{Admission, Ask, Refusal, WayBack},
    proof::Judgement,
};

use super::{
    door::Door,
    pages::{code_refused, explain, home, wrong_account},
    store::Answer,
};
use crate::{
    features::proofs::Proof,
    http::{body, render::see_other, time::rfc3339},
};

/// The answer to a decision. `None`: the secret never existed.
pub(super) fn answer(door: &Door<'_>, answer: Option<&Answer>) -> Response {
    let Some(answer) = answer else {
        return problem(door, None, &Refusal::Unknown);
    };
    match &answer.decision {
        Ok(admission) => admitted(door, answer, admission),
        Err(refusal) => problem(door, Some(answer), refusal),
    }
}

fn admitted(door: &Door<'_>, answer: &Answer, admission: &Admission) -> Response {
    let entry = answer.invitation.entry_id;
    let (state, more) = match admission {
        Admission::Enter { grant } if !door.knock.is_open_to(grant.holder) => {
            ("continue", json!({}))
        }
        Admission::Enter { .. } | Admission::Admit(_) | Admission::Upgrade(_) => {
            return see_other(&door.inside(entry));
        }
        Admission::Preview if door.may_preview(answer) => {
            return see_other(&format!("/media/{entry}/preview"));
        }
        Admission::Preview => return problem(door, Some(answer), &wrong_account(answer)),
        Admission::OfferUpgrade { from, to } => (
            "upgrade",
            json!({ "from": from.as_str(), "to": to.as_str() }),
        ),
        Admission::Verified { .. } => ("verified", json!({})),
        Admission::Countdown {
            starts_at,
            link_ends_before,
        } => (
            "countdown",
            json!({
                "starts_at": rfc3339(*starts_at),
                "link_ends_before": link_ends_before.map(rfc3339),
            }),
        ),
        Admission::Lobby(lobby) => {
            let ask = match lobby.ask {
                Ask::Address => "email",
                Ask::SignIn => "sign_in",
                Ask::Code => "code",
                Ask::NobodyCanMail => "inviter",
            };
            (
                "lobby",
                json!({
                    "ask": ask,
                    "proof": lobby.proof.as_str(),
                    "sign_in": (lobby.ask == Ask::SignIn).then(|| home(door)).flatten().map(|(_, way)| way.1),
                }),
            )
        }
    };
    body::json(StatusCode::OK, view(door, answer, state, more))
}

/// What may be told before a proof.
fn view(door: &Door<'_>, answer: &Answer, state: &str, more: Value) -> Value {
    let at = &answer.invitation;
    let mut view = json!({
        "state": state,
        "title": at.title,
        "kind": at.entry.kind.as_str(),
        "inviter": at.inviter,
        "role": at.invite.role.as_str(),
        "poster": at.poster.map(|_| format!("{}/poster", door.path())),
        "signs_out": door.signs_out(answer),
        "nonce": door.nonce(),
    });
    if let (Value::Object(view), Value::Object(more)) = (&mut view, more) {
        view.extend(more);
    }
    view
}

/// RFC 9457: the refusal's name as `code`, and what it knows beside it.
pub(super) fn problem(door: &Door<'_>, answer: Option<&Answer>, refusal: &Refusal) -> Response {
    let words = explain(door, answer, refusal);
    let mut body = json!({
        "type": format!("urn:usher:problem:{}", refusal.code()),
        "title": words.heading.text(),
        "status": refusal.status(),
        "code": refusal.code(),
    });
    if let Value::Object(members) = &mut body {
        if let Some(text) = &words.text {
            members.insert("detail".to_owned(), text.text().into());
        }
        members.extend(known(refusal));
        if matches!(refusal, Refusal::WrongEmail | Refusal::MissingEmail) {
            let error = json!({
                "field": "email", "code": refusal.code(), "detail": words.heading.text(),
            });
            members.insert("errors".to_owned(), json!([error]));
        }
    }
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::FORBIDDEN);
    let mut response = body::json(status, body);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    if let Refusal::TooManyTries { retry_after } = refusal {
        let seconds = HeaderValue::from(retry_after.as_secs().max(1));
        headers.insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// A code is on its way, if the address is the invited one: where it is sent to.
pub(super) fn code_asked(path: &str) -> Response {
    body::json(
        StatusCode::ACCEPTED,
        json!({ "state": "code", "code": path }),
    )
}

/// Whoever invited is told, if there is an invite to that address.
pub(super) fn asked() -> Response {
    body::json(StatusCode::ACCEPTED, json!({ "state": "asked" }))
}

/// Where a code is typed, or why the one that was is not taken.
pub(super) fn code(door: &Door<'_>, proof: &Proof, judged: Option<Judgement>) -> Response {
    let now = door.knock.now;
    let Some(judged) = judged else {
        let another_in = proof.asked.another_after(now).map(|wait| wait.as_secs());
        let view = json!({
            "state": "code",
            "open": proof.asked.takes_codes(now),
            "another_in": another_in,
            "nonce": door.nonce(),
        });
        return body::json(StatusCode::OK, view);
    };
    let (code, left) = match judged {
        Judgement::NoCode => ("no_code", None),
        Judgement::Wrong { left } if left > 0 => ("wrong_code", Some(left)),
        _ => ("dead_code", None),
    };
    let detail = code_refused(&door.words, judged);
    let mut response = body::json(
        StatusCode::UNPROCESSABLE_ENTITY,
        json!({
            "type": format!("urn:usher:problem:{code}"),
            "title": detail,
            "status": 422,
            "code": code,
            "left": left,
            "errors": [{ "field": "code", "code": code, "detail": detail }],
        }),
    );
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
}

fn known(refusal: &Refusal) -> Map<String, Value> {
    let members = match refusal {
        Refusal::WrongAccount { invited } => json!({ "invited": invited }),
        Refusal::Replaced { since } => json!({ "since": rfc3339(*since) }),
        Refusal::Ended { at } | Refusal::Expired { at } => json!({ "at": rfc3339(*at) }),
        Refusal::NotReady { failed } => json!({ "failed": failed }),
        Refusal::OtherDevice { invited, way } | Refusal::UsedUp { invited, way } => {
            let way = match way {
                WayBack::Code => "code",
                WayBack::AskInviter => "ask_inviter",
            };
            json!({ "invited": invited, "way": way })
        }
        Refusal::DomainBlocked { domain } => json!({ "domain": domain.shown() }),
        Refusal::TooManyTries { retry_after } => {
            json!({ "retry_after": retry_after.as_secs() })
        }
        _ => json!({}),
    };
    match members {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
