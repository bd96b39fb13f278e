//! Webhooks.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{clock::Timestamp, ids::WebhookId, webhook::WebhookEvents};

/// Why one is sent nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Why {
    /// Somebody switched it off.
    Hand,
    /// It took nothing for days.
    Failing,
}

impl Why {
    /// Its name in the database and the API.
    pub(in super::super) const fn as_str(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Failing => "failing",
        }
    }
}

/// A webhook.
#[derive(Clone, Debug)]
pub(in super::super) struct Hook {
    pub(in super::super) id: WebhookId,
    pub(in super::super) url: String,
    pub(in super::super) events: WebhookEvents,
    /// Whether it is told names and addresses.
    pub(in super::super) with_people: bool,
    pub(in super::super) created_at: Timestamp,
    /// Since when it has taken nothing.
    pub(in super::super) failing_since: Option<Timestamp>,
    pub(in super::super) disabled: Option<(Timestamp, Why)>,
}

impl Hook {
    /// Since when nothing is sent to it because it took nothing.
    pub(in super::super) fn given_up(&self) -> Option<Timestamp> {
        let failing = self.disabled.filter(|(_, why)| *why == Why::Failing);
        failing.map(|(at, _)| at)
    }
}

/// What somebody chose.
#[derive(Clone, Debug)]
pub(in super::super) struct NewHook {
    pub(in super::super) url: String,
    pub(in super::super) events: WebhookEvents,
    pub(in super::super) with_people: bool,
}

const ALL: &str =
    "SELECT id, url, events, with_people, created_at, failing_since, disabled_at, disabled_why
    FROM webhooks ORDER BY id";
const ONE: &str =
    "SELECT w.id, w.url, w.events, w.with_people, w.created_at, w.failing_since, w.disabled_at,
    w.disabled_why FROM webhooks w WHERE w.id = $1";

/// Every webhook, in the order in which they were made: twenty at most.
pub(in super::super) fn all(tx: &Tx) -> Result<Vec<Hook>, Error> {
    tx.query(ALL, &[], hook)
}

/// One of them.
pub(in super::super) fn load(tx: &Tx, id: WebhookId) -> Result<Option<Hook>, Error> {
    tx.query_opt(ONE, params![id], hook)
}

/// Its secret, as it is kept.
pub(in super::super) fn sealed(tx: &Tx, id: WebhookId) -> Result<Option<Vec<u8>>, Error> {
    tx.query_opt(
        "SELECT secret FROM webhooks WHERE id = $1",
        params![id],
        |row| row.get("secret"),
    )
}

/// Makes one; `false`: the address has one already.
pub(in super::super) fn insert(
    tx: &Tx,
    (id, new): (WebhookId, &NewHook),
    sealed: &[u8],
    now: Timestamp,
) -> Result<bool, Error> {
    let made = tx.execute(
        "INSERT INTO webhooks (id, url, events, with_people, secret, created_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (url) DO NOTHING",
        params![
            id,
            new.url,
            new.events.written(),
            new.with_people,
            sealed,
            now
        ],
    )?;
    Ok(made == 1)
}

/// Changes what was chosen; `false`: the address has another one already.
pub(in super::super) fn update(tx: &Tx, id: WebhookId, new: &NewHook) -> Result<bool, Error> {
    let taken = tx.query_opt(
        "SELECT id FROM webhooks WHERE url = $1",
        params![new.url],
        |row| row.get::<WebhookId>("id"),
    )?;
    if taken.is_some_and(|other| other != id) {
        return Ok(false);
    }
    tx.execute(
        "UPDATE webhooks SET url = $2, events = $3, with_people = $4 WHERE id = $1",
        params![id, new.url, new.events.written(), new.with_people],
    )?;
    Ok(true)
}

/// Keeps another secret.
pub(in super::super) fn reseal(tx: &Tx, id: WebhookId, sealed: &[u8]) -> Result<(), Error> {
    tx.put(
        "UPDATE webhooks SET secret = $2 WHERE id = $1",
        params![id, sealed],
    )
}

/// Deletes it with everything that was or was to be sent.
pub(in super::super) fn delete(tx: &Tx, id: WebhookId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM webhook_deliveries WHERE webhook_id = $1",
        params![id],
    )?;
    tx.execute("DELETE FROM webhooks WHERE id = $1", params![id])
        .map(drop)
}

/// Sends it nothing from now on.
pub(in super::super) fn disable(
    tx: &Tx,
    id: WebhookId,
    why: Why,
    now: Timestamp,
) -> Result<(), Error> {
    tx.put(
        "UPDATE webhooks SET disabled_at = $2, disabled_why = $3 WHERE id = $1",
        params![id, now, why.as_str()],
    )
}

/// Sends it what happens again; what it failed before is forgiven.
pub(in super::super) fn enable(tx: &Tx, id: WebhookId) -> Result<(), Error> {
    tx.put(
        "UPDATE webhooks SET disabled_at = NULL, disabled_why = NULL, failing_since = NULL WHERE id = $1",
        params![id],
    )
}

/// It has taken something.
pub(in super::super) fn succeeds(tx: &Tx, id: WebhookId) -> Result<(), Error> {
    tx.put(
        "UPDATE webhooks SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL",
        params![id],
    )
}

/// It has not; since when that is so.
pub(in super::super) fn fails(tx: &Tx, id: WebhookId, now: Timestamp) -> Result<Timestamp, Error> {
    tx.execute(
        "UPDATE webhooks SET failing_since = COALESCE(failing_since, $2) WHERE id = $1",
        params![id, now],
    )?;
    Ok(load(tx, id)?
        .and_then(|hook| hook.failing_since)
        .unwrap_or(now))
}

fn hook(row: &Row<'_>) -> Result<Hook, Error> {
    let disabled = row.get::<Option<Timestamp>>("disabled_at")?;
    let why = match row.get::<Option<String>>("disabled_why")?.as_deref() {
        Some("failing") => Why::Failing,
        _ => Why::Hand,
    };
    Ok(Hook {
        id: row.get("id")?,
        url: row.get("url")?,
        events: WebhookEvents::read(&row.get::<String>("events")?),
        with_people: row.get("with_people")?,
        created_at: row.get("created_at")?,
        failing_since: row.get("failing_since")?,
        disabled: disabled.map(|at| (at, why)),
    })
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 1] = [ONE];
