//! `Idempotency-Key`: a POST of the API that is sent again, since its answer was lost, is done once and answered the
//! same (ADR 0037).
//!
//! The key belongs to the session or the token that sent it, for a day. What was asked is known by its keyed hash, and
//! what was answered is sealed under the key file: it may hold a link.

use std::time::Duration;

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use usher_db::{Error, Tx, params};
use usher_domain::{clock::Timestamp, ids::AccountId, invite::Mac};

use super::{fault::Fault, visit::Visit};
use crate::App;

/// The header.
pub const KEY: &str = "idempotency-key";
/// What an answer says that was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// The longest key.
const LONGEST: usize = 200;
/// The largest body of a request, and of an answer, that is compared and kept.
const MAX_BODY: usize = 4 << 20;
/// How long an answer is kept.
const KEPT: Duration = Duration::from_hours(24);
/// After which time whoever began is taken for dead.
const GIVEN_UP: Duration = Duration::from_mins(2);
/// How many keys one account has at most.
const MOST: u32 = 10_000;
/// What answers are sealed for.
const PURPOSE: &str = "idempotency";

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

/// How a key stands.
enum Stands {
    /// It is new: go on.
    Fresh,
    /// It was used for something else.
    OtherRequest,
    /// It is being done at this moment.
    UnderWay,
    /// It was answered; sealed.
    Answered(Vec<u8>),
    /// The account has too many.
    TooMany,
}

/// The middleware, behind the guard: whoever may not do it is told so, whatever was answered before.
pub(super) async fn once(
    State(app): State<App>,
    visit: Visit,
    request: Request,
    next: Next,
) -> Response {
    let Some(key) = request.headers().get(KEY).cloned() else {
        return next.run(request).await;
    };
    match answered(&app, &visit, &key, request, next).await {
        Ok(response) => response,
        Err(fault) => fault.into_response(),
    }
}

async fn answered(
    app: &App,
    visit: &Visit,
    key: &HeaderValue,
    request: Request,
    next: Next,
) -> Result<Response, Fault> {
    // Who is nobody has no key; a file on its way has an offset instead.
    let (Some(session), true) = (&visit.session, is_small(request.headers())) else {
        return Ok(next.run(request).await);
    };
    let Ok(account) = visit.member().map(|member| member.id) else {
        return Ok(next.run(request).await);
    };
    let text = key.to_str().unwrap_or_default().trim();
    if text.is_empty() || text.len() > LONGEST {
        return Err(Fault::new(StatusCode::BAD_REQUEST, "bad_idempotency_key").with("max", LONGEST));
    }
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, MAX_BODY).await.map_err(|_| {
        Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large").with("max", MAX_BODY >> 10)
    })?;
    let id = app.parts.key.mac(
        "idempotency key",
        format!("{} {text}", session.id).as_bytes(),
    );
    let asked = [visit.path.as_bytes(), b"\n", &body[..]].concat();
    let asked = app.parts.key.mac("idempotent request", &asked);
    let now = app.now();
    let begin = move |tx: &Tx| begin(tx, id, asked, account, now);
    match app.parts.db.write(begin).await? {
        Stands::Fresh => {}
        Stands::OtherRequest => {
            return Err(Fault::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency_key_reused",
            ));
        }
        Stands::UnderWay => {
            return Err(Fault::new(StatusCode::CONFLICT, "idempotency_under_way")
                .retry_after(Duration::from_secs(1)));
        }
        Stands::TooMany => {
            return Err(
                Fault::new(StatusCode::TOO_MANY_REQUESTS, "too_many_idempotency_keys")
                    .with("max", MOST)
                    .retry_after(Duration::from_hours(1)),
            );
        }
        Stands::Answered(sealed) => {
            let open = app.sealer().open(PURPOSE, &about(id), &sealed);
            let answer = open.and_then(|json| serde_json::from_slice::<Answer>(&json).ok());
            return replay(answer.ok_or_else(|| Fault::internal("a kept answer cannot be read"))?);
        }
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    keep(app, id, response).await
}

/// Whether the body is one that is read whole.
fn is_small(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_none_or(|kind| {
        let kind = kind.to_str().unwrap_or_default();
        kind.starts_with("application/json")
    })
}

fn about(id: Mac) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(id.as_bytes())
}

/// Keeps what was answered, if something was done. A refusal did nothing: the same request is simply decided again.
async fn keep(app: &App, id: Mac, response: Response) -> Result<Response, Fault> {
    if !response.status().is_success() {
        let forget = move |tx: &Tx| {
            tx.execute(
                "DELETE FROM idempotency WHERE id = $1",
                params![id.as_bytes()],
            )
        };
        // It is as well forgotten later: whoever began is taken for dead soon.
        let _ = app.parts.db.write(forget).await;
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body: Bytes = to_bytes(body, MAX_BODY).await.map_err(Fault::internal)?;
    let text = |value: &HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let headers = [header::CONTENT_TYPE, header::LOCATION]
        .into_iter()
        .filter_map(|name| {
            let value = parts.headers.get(&name)?;
            Some((name.as_str().to_owned(), text(value)))
        });
    let answer = Answer {
        status: parts.status.as_u16(),
        headers: headers.collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    let json = serde_json::to_vec(&answer).map_err(Fault::internal)?;
    let sealed = app.sealer().seal(PURPOSE, &about(id), &json);
    let now = app.now();
    let keep = move |tx: &Tx| {
        tx.execute(
            "UPDATE idempotency SET sealed = $2, answered_at = $3 WHERE id = $1",
            params![id.as_bytes(), &sealed, now],
        )
    };
    if let Err(error) = app.parts.db.write(keep).await {
        tracing::warn!(%error, "an answer was given and could not be kept");
    }
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn replay(answer: Answer) -> Result<Response, Fault> {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).map_err(Fault::internal)?;
    for (name, value) in answer.headers {
        let name = HeaderName::try_from(name).map_err(Fault::internal)?;
        let value = HeaderValue::try_from(value).map_err(Fault::internal)?;
        response.headers_mut().insert(name, value);
    }
    response
        .headers_mut()
        .insert(REPLAYED, HeaderValue::from_static("true"));
    Ok(response)
}

fn begin(
    tx: &Tx,
    id: Mac,
    asked: Mac,
    account: AccountId,
    now: Timestamp,
) -> Result<Stands, Error> {
    let found = tx.query_opt(
        "SELECT asked, sealed, created_at, answered_at FROM idempotency WHERE id = $1",
        params![id.as_bytes()],
        |row| {
            Ok((
                row.get::<[u8; 32]>("asked")?,
                row.get::<Option<Vec<u8>>>("sealed")?,
                row.get::<Timestamp>("created_at")?,
            ))
        },
    )?;
    let old = now.before(KEPT);
    match found {
        Some((before, _, at)) if at > old && before != *asked.as_bytes() => {
            return Ok(Stands::OtherRequest);
        }
        Some((_, Some(sealed), at)) if at > old => return Ok(Stands::Answered(sealed)),
        Some((_, None, at)) if now.since(at) < GIVEN_UP => return Ok(Stands::UnderWay),
        _ => {}
    }
    let many = tx.query_one(
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM idempotency WHERE account_id = $1 AND created_at > $2",
        params![account, old],
        |row| row.get::<u32>("n"),
    )?;
    if many >= MOST {
        return Ok(Stands::TooMany);
    }
    tx.execute(
        "INSERT INTO idempotency (id, account_id, asked, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET asked = excluded.asked, created_at = excluded.created_at,
           sealed = NULL, answered_at = NULL",
        params![id.as_bytes(), account, asked.as_bytes(), now],
    )?;
    Ok(Stands::Fresh)
}

/// Forgets keys of the day before, some hundred at a time; how many.
pub(crate) fn forget(tx: &Tx, now: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "DELETE FROM idempotency WHERE id IN
           (SELECT id FROM idempotency WHERE created_at < $1 ORDER BY created_at LIMIT 500)",
        params![now.before(KEPT)],
    )
}
