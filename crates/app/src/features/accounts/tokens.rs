//! API tokens: `usher_` and base64url of `id || secret`, shown once, stored as a MAC.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretBox, SecretString};
use subtle::ConstantTimeEq;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::{Clock, Entropy, Timestamp, draw},
    ids::{AccountId, ApiTokenId, SessionId},
    invite::{Mac, SecretKey},
};
use uuid::Uuid;

use super::{sessions::Session, store};
use crate::{App, http::fault::Fault};

const PREFIX: &str = "usher_";

/// Makes a token for an account that ends after `lasts`; the text is shown once.
pub fn issue(
    tx: &Tx,
    account: AccountId,
    name: &str,
    lasts: Duration,
    (clock, entropy, key): (&dyn Clock, &dyn Entropy, &SecretKey),
) -> Result<SecretString, Error> {
    let now = clock.now();
    let id = ApiTokenId::new(now, entropy);
    let secret = SecretBox::new(Box::new(draw::<32>(entropy)));
    tx.execute(
        "INSERT INTO api_tokens (id, secret_mac, account_id, name, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            id,
            key.mac("api-token", secret.expose_secret()).as_bytes(),
            account,
            name,
            now,
            now.after(lasts)
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
    found
        .filter(|(stored, _)| bool::from(stored.as_slice().ct_eq(mac.as_bytes())))
        .map(|(_, session)| session)
        .ok_or_else(refused)
}

pub(super) fn load(
    tx: &Tx,
    id: ApiTokenId,
    now: Timestamp,
) -> Result<Option<(Vec<u8>, Session)>, Error> {
    tx.query_opt(
        "SELECT t.secret_mac, t.expires_at, t.account_id,
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
                member: Some(store::member(row, account)?),
                by_token: true,
            };
            Ok((row.get("secret_mac")?, session))
        },
    )
}
