//! API tokens: `usher_` and base64url of `id || secret`, shown once, stored as a MAC.

mod console;
mod list;
mod pages;
mod store;
#[cfg(test)]
mod tests;
mod view;

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretBox, SecretString};
use subtle::ConstantTimeEq;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::TokenScopes,
    clock::{Clock, Entropy, Timestamp, draw},
    ids::{AccountId, ApiTokenId, SessionId},
    invite::{Mac, SecretKey},
};
use uuid::Uuid;

use super::sessions::Session;
use crate::{
    App,
    http::{fault::Fault, routes::Routes},
};

const PREFIX: &str = "usher_";

/// The longest that a token lasts.
pub const LONGEST_DAYS: u32 = 366;
/// How exactly it is known when a token was used last: so seldom is it written down.
const LAST_USED_BY: Duration = Duration::from_hours(1);

/// This feature's routes.
pub(super) fn routes(routes: Routes) -> Routes {
    console::routes(pages::routes(routes))
}

/// Makes a token for an account that ends after `lasts`; the text is shown once.
pub fn issue(
    tx: &Tx,
    account: AccountId,
    name: &str,
    scopes: TokenScopes,
    lasts: Duration,
    (clock, entropy, key): (&dyn Clock, &dyn Entropy, &SecretKey),
) -> Result<SecretString, Error> {
    let now = clock.now();
    let id = ApiTokenId::new(now, entropy);
    let secret = SecretBox::new(Box::new(draw::<32>(entropy)));
    tx.execute(
        "INSERT INTO api_tokens (id, secret_mac, account_id, name, created_at, expires_at, scopes)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            id,
            key.mac("api-token", secret.expose_secret()).as_bytes(),
            account,
            name,
            now,
            now.after(lasts),
            store::written(scopes)
        ],
    )?;
    let mut bytes = id.uuid().as_bytes().to_vec();
    bytes.extend_from_slice(secret.expose_secret());
    Ok(SecretString::from(format!(
        "{PREFIX}{}",
        URL_SAFE_NO_PAD.encode(bytes)
    )))
}

/// The account behind an `Authorization` header.
pub(super) async fn identify(app: &App, value: &HeaderValue) -> Result<Session, Fault> {
    let refused = || Fault::new(StatusCode::UNAUTHORIZED, "bad_token");
    let (id, mac) = value
        .to_str()
        .ok()
        .and_then(|text| text.strip_prefix("Bearer "))
        .and_then(|text| text.trim().strip_prefix(PREFIX))
        .and_then(|text| URL_SAFE_NO_PAD.decode(text).ok())
        .and_then(|bytes| {
            let (id, secret) = bytes.split_first_chunk::<16>()?;
            let id = ApiTokenId::from_uuid(Uuid::from_bytes(*id));
            Some((id, app.parts.key.mac("api-token", secret)))
        })
        .ok_or_else(refused)?;
    let now = app.now();
    let found = app.parts.db.read(move |tx| load(tx, id, now)).await?;
    let (_, session, last_used) = found
        .filter(|(stored, ..)| bool::from(stored.as_slice().ct_eq(mac.as_bytes())))
        .ok_or_else(refused)?;
    if last_used.is_none_or(|last| now.since(last) >= LAST_USED_BY) {
        let used = app.parts.db.write(move |tx| store::used(tx, id, now)).await;
        if let Err(error) = used {
            tracing::debug!(%error, "when a token was used was not written down");
        }
    }
    Ok(session)
}

/// The same token as the database knows it now.
pub(super) fn renewed(tx: &Tx, id: SessionId, now: Timestamp) -> Result<Option<Session>, Error> {
    let found = load(tx, ApiTokenId::from_uuid(id.uuid()), now)?;
    Ok(found.map(|(_, session, _)| session))
}

type Found = (Vec<u8>, Session, Option<Timestamp>);

fn load(tx: &Tx, id: ApiTokenId, now: Timestamp) -> Result<Option<Found>, Error> {
    tx.query_opt(
        "SELECT t.secret_mac, t.expires_at, t.account_id, t.scopes, t.last_used_at,
                a.first_name, a.last_name, a.app_role, a.site_admin
         FROM api_tokens t JOIN accounts a ON a.id = t.account_id
         WHERE t.id = $1 AND t.expires_at > $2 AND t.revoked_at IS NULL AND a.suspended_at IS NULL",
        params![id, now],
        |row| {
            let account = row.get("account_id")?;
            let session = Session {
                id: SessionId::from_uuid(id.uuid()),
                // A program has no browser, and so no seat.
                browser: Mac::from_bytes([0; 32]),
                key: None,
                expires_at: row.get("expires_at")?,
                member: Some(super::store::member(row, account)?),
                by_token: true,
                scopes: store::read(row.get("scopes")?),
                seen_at: now,
                unread: 0,
                waiting: 0,
                lang: None,
            };
            Ok((row.get("secret_mac")?, session, row.get("last_used_at")?))
        },
    )
}
