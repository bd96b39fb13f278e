//! Tokens in the database.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::{TokenScope, TokenScopes},
    clock::Timestamp,
    ids::{AccountId, ApiTokenId},
};

/// The most tokens that one member has at a time.
pub(super) const MOST: i64 = 50;

/// A token as it is listed: everything but what opens.
pub(super) struct Token {
    pub(super) id: ApiTokenId,
    pub(super) account: AccountId,
    /// Whose it is.
    pub(super) owner: String,
    pub(super) name: String,
    pub(super) scopes: TokenScopes,
    pub(super) expires_at: Timestamp,
    /// To the hour.
    pub(super) last_used_at: Option<Timestamp>,
    pub(super) revoked_at: Option<Timestamp>,
}

impl Token {
    fn of(row: &Row<'_>) -> Result<Self, Error> {
        let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
        Ok(Self {
            id: row.get("id")?,
            account: row.get("account_id")?,
            owner: format!("{first} {last}").trim().to_owned(),
            name: row.get("name")?,
            scopes: read(row.get("scopes")?),
            expires_at: row.get("expires_at")?,
            last_used_at: row.get("last_used_at")?,
            revoked_at: row.get("revoked_at")?,
        })
    }
}

/// Scopes as they are stored.
pub(super) fn written(scopes: TokenScopes) -> String {
    let names: Vec<&str> = scopes.iter().map(TokenScope::as_str).collect();
    names.join(" ")
}

/// Scopes as they were stored. A token from before there were scopes has all; a scope that this version does
/// not know opens nothing.
pub(super) fn read(stored: Option<String>) -> TokenScopes {
    match stored {
        Some(names) => (names.split(' ').filter_map(|name| name.parse().ok())).collect(),
        None => TokenScope::ALL.iter().copied().collect(),
    }
}

/// Writes down that the token was used, unless somebody just did.
pub(super) fn used(tx: &Tx, id: ApiTokenId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE api_tokens SET last_used_at = $2
         WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $3)",
        params![id, now, now.before(super::LAST_USED_BY)],
    )
    .map(drop)
}

/// A member's tokens, newest first: those that work, and the last of those that did.
pub(super) fn of_account(tx: &Tx, account: AccountId) -> Result<Vec<Token>, Error> {
    tx.query(
        "SELECT t.id, t.account_id, t.name, t.scopes, t.expires_at, t.last_used_at,
                t.revoked_at, a.first_name, a.last_name
         FROM api_tokens t JOIN accounts a ON a.id = t.account_id
         WHERE t.account_id = $1 ORDER BY t.id DESC LIMIT 100",
        params![account],
        Token::of,
    )
}

/// Everybody's tokens, newest first: the `most` before `before`.
pub(super) fn all(tx: &Tx, before: Option<ApiTokenId>, most: i64) -> Result<Vec<Token>, Error> {
    // No id sorts after this one.
    let before = before.map_or_else(|| "g".to_owned(), |id| id.to_string());
    tx.query(
        "SELECT t.id, t.account_id, t.name, t.scopes, t.expires_at, t.last_used_at,
                t.revoked_at, a.first_name, a.last_name
         FROM api_tokens t JOIN accounts a ON a.id = t.account_id
         WHERE t.id < $1 ORDER BY t.id DESC LIMIT $2",
        params![before, most],
        Token::of,
    )
}

/// How many tokens of the member work.
pub(super) fn living(tx: &Tx, account: AccountId, now: Timestamp) -> Result<i64, Error> {
    tx.query_one(
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM api_tokens
         WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2",
        params![account, now],
        |row| row.get("n"),
    )
}

/// Whose a token is.
pub(super) fn owner(tx: &Tx, id: ApiTokenId) -> Result<Option<AccountId>, Error> {
    tx.query_opt(
        "SELECT account_id FROM api_tokens WHERE id = $1",
        params![id],
        |row| row.get("account_id"),
    )
}

/// Ends a token; whether it still worked.
pub(super) fn revoke(tx: &Tx, id: ApiTokenId, now: Timestamp) -> Result<bool, Error> {
    let revoked = tx.execute(
        "UPDATE api_tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
        params![id, now],
    )?;
    Ok(revoked == 1)
}
