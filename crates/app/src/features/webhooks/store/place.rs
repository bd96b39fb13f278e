//! How far the follower has come: in the audit, and among the links that come to their end.

use usher_db::{Error, Tx, params};
use usher_domain::{clock::Timestamp, ids::InviteId};

/// The last link whose end was told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Expiry {
    pub(in super::super) at: Timestamp,
    /// Of several at that moment.
    pub(in super::super) invite: String,
}

impl Expiry {
    /// This place, or the beginning of what is told of where that is later.
    pub(in super::super) fn no_earlier_than(&self, begin: Timestamp) -> Self {
        if self.at >= begin {
            return self.clone();
        }
        Self {
            at: begin,
            invite: String::new(),
        }
    }

    fn written(&self) -> String {
        format!("{} {}", self.at.micros(), self.invite)
    }

    fn read(text: &str) -> Option<Self> {
        let (at, invite) = text.split_once(' ')?;
        Some(Self {
            at: Timestamp::from_micros(at.parse().ok()?),
            invite: invite.to_owned(),
        })
    }
}

const EXPIRED: &str = "SELECT id, expires_at FROM invites
    WHERE revoked_at IS NULL AND expires_at >= $1 AND expires_at <= $3 AND (expires_at > $1 OR id > $2)
    ORDER BY expires_at, id LIMIT $4";

fn noted(tx: &Tx, name: &str) -> Result<Option<String>, Error> {
    tx.query_opt(
        "SELECT value FROM site WHERE name = $1",
        params![name],
        |row| row.get("value"),
    )
}

/// The last deed that was told of; `None` before anybody ever looked.
pub(in super::super) fn told(tx: &Tx) -> Result<Option<i64>, Error> {
    Ok(noted(tx, "webhooks.told")?.and_then(|text| text.parse().ok()))
}

/// Begins with what is done after number `last` and what ends after now: what was before is no news.
pub(in super::super) fn begin(tx: &Tx, last: i64, now: Timestamp) -> Result<(), Error> {
    let expiry = Expiry {
        at: now,
        invite: "g".to_owned(),
    };
    for (name, value) in [
        ("webhooks.told", last.to_string()),
        ("webhooks.expired", expiry.written()),
    ] {
        tx.execute(
            "INSERT INTO site (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
            params![name, value],
        )?;
    }
    Ok(())
}

fn moved(tx: &Tx, name: &str, from: &str, to: &str) -> Result<bool, Error> {
    let written = tx.execute(
        "UPDATE site SET value = $3 WHERE name = $1 AND value = $2",
        params![name, from, to],
    )?;
    Ok(written == 1)
}

/// Writes the place down; whether nobody else had gone on meanwhile.
pub(in super::super) fn go_on(tx: &Tx, from: i64, to: i64) -> Result<bool, Error> {
    moved(tx, "webhooks.told", &from.to_string(), &to.to_string())
}

/// The last link whose end was told of.
pub(in super::super) fn expired(tx: &Tx) -> Result<Option<Expiry>, Error> {
    Ok(noted(tx, "webhooks.expired")?.and_then(|text| Expiry::read(&text)))
}

/// The links that came to their end after that, up to now; the first `most` of them.
pub(in super::super) fn expired_since(
    tx: &Tx,
    last: &Expiry,
    now: Timestamp,
    most: u32,
) -> Result<Vec<(InviteId, Timestamp)>, Error> {
    tx.query(EXPIRED, params![last.at, last.invite, now, most], |row| {
        Ok((row.get("id")?, row.get("expires_at")?))
    })
}

/// Writes the place down; whether nobody else had gone on meanwhile.
pub(in super::super) fn go_on_expiring(tx: &Tx, from: &Expiry, to: &Expiry) -> Result<bool, Error> {
    moved(tx, "webhooks.expired", &from.written(), &to.written())
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 1] = [EXPIRED];
