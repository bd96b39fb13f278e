//! What is sent, and what became of it.

use std::time::Duration;

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{DeliveryId, WebhookId},
    webhook::{DeliveryState, WebhookEvent},
};

/// How long it is remembered what was sent.
const REMEMBERED: Duration = Duration::from_hours(30 * 24);

/// A delivery.
#[derive(Clone, Debug)]
pub(in super::super) struct Delivery {
    pub(in super::super) id: DeliveryId,
    pub(in super::super) webhook: WebhookId,
    pub(in super::super) event: String,
    pub(in super::super) body: String,
    pub(in super::super) state: DeliveryState,
    pub(in super::super) tries: u32,
    /// The status of the last answer.
    pub(in super::super) status: Option<u16>,
    /// What stood in the way, where there was no answer.
    pub(in super::super) trouble: Option<String>,
    /// The first bytes of the last answer, or the machine's words.
    pub(in super::super) answer: String,
    pub(in super::super) created_at: Timestamp,
    /// Since when it waits, or waited.
    pub(in super::super) queued_at: Timestamp,
    pub(in super::super) tried_at: Option<Timestamp>,
}

/// One to be made.
pub(in super::super) struct NewDelivery<'a> {
    pub(in super::super) id: DeliveryId,
    pub(in super::super) webhook: WebhookId,
    pub(in super::super) event: WebhookEvent,
    /// Its place among those that were made, or begin to wait, at the same moment.
    pub(in super::super) number: i64,
    pub(in super::super) body: &'a str,
    /// Whose person it may name.
    pub(in super::super) about: Option<&'a str>,
}

/// What came of a try.
#[derive(Clone, Debug)]
pub(in super::super) struct Tried {
    pub(in super::super) state: DeliveryState,
    pub(in super::super) status: Option<u16>,
    pub(in super::super) trouble: Option<&'static str>,
    pub(in super::super) answer: String,
}

macro_rules! columns {
    () => {
        "d.id, d.webhook_id, d.event, d.body, d.state, d.tries, d.status, d.trouble, d.answer, d.created_at,
         d.queued_at, d.tried_at"
    };
}

const FIRST: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM webhook_deliveries d
     WHERE d.webhook_id = $1 AND d.state = 'waiting' ORDER BY d.queued_at, d.number LIMIT 1"
);
const ONE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM webhook_deliveries d WHERE d.id = $1"
);
const LOG: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM webhook_deliveries d
     WHERE d.webhook_id = $1 AND d.created_at <= $2 AND (d.created_at < $2 OR d.number < $3)
     ORDER BY d.created_at DESC, d.number DESC LIMIT $4"
);
const PLACE: &str = "SELECT created_at, number FROM webhook_deliveries WHERE id = $1";
const OLD: &str = "DELETE FROM webhook_deliveries WHERE id IN
    (SELECT id FROM webhook_deliveries WHERE created_at <= $1 ORDER BY created_at LIMIT 500)";

/// Puts one into the line.
pub(in super::super) fn add(tx: &Tx, new: &NewDelivery<'_>, now: Timestamp) -> Result<(), Error> {
    tx.put(
        "INSERT INTO webhook_deliveries (id, webhook_id, event, number, body, about, state, created_at, queued_at)
         VALUES ($1, $2, $3, $4, $5, $7, 'waiting', $6, $6)",
        params![
            new.id,
            new.webhook,
            new.event.as_str(),
            new.number,
            new.body,
            now,
            new.about
        ],
    )
}

const NAMING: &str = "SELECT id, body FROM webhook_deliveries WHERE about = $1";
const UNNAME: &str = "UPDATE webhook_deliveries SET body = $2 WHERE id = $1";

/// Takes the person out of what was sent about an invite or a guest, and of what still waits.
pub fn forget_person(tx: &Tx, about: &str) -> Result<(), Error> {
    let sent = tx.query(NAMING, params![about], |row| {
        Ok((row.get::<DeliveryId>("id")?, row.get::<String>("body")?))
    })?;
    for (id, body) in sent {
        let Ok(serde_json::Value::Object(mut body)) = serde_json::from_str(&body) else {
            continue;
        };
        if body.remove("person").is_some() {
            let body = serde_json::Value::Object(body).to_string();
            tx.execute(UNNAME, params![id, body.as_str()])?;
        }
    }
    Ok(())
}

/// The one whose turn it is.
pub(in super::super) fn first(tx: &Tx, webhook: WebhookId) -> Result<Option<Delivery>, Error> {
    tx.query_opt(FIRST, params![webhook], delivery)
}

/// Whether something waits for a webhook that is on.
pub fn waits(tx: &Tx, webhook: WebhookId) -> Result<bool, Error> {
    let hook = super::load(tx, webhook)?;
    Ok(hook.is_some_and(|hook| hook.disabled.is_none()) && first(tx, webhook)?.is_some())
}

/// One of a webhook's.
pub(in super::super) fn one(
    tx: &Tx,
    webhook: WebhookId,
    id: DeliveryId,
) -> Result<Option<Delivery>, Error> {
    let found = tx.query_opt(ONE, params![id], delivery)?;
    Ok(found.filter(|delivery| delivery.webhook == webhook))
}

/// The newest first, those before `before`.
pub(in super::super) fn log(
    tx: &Tx,
    webhook: WebhookId,
    before: Option<DeliveryId>,
    most: u32,
) -> Result<Vec<Delivery>, Error> {
    let place = match before {
        Some(id) => tx.query_opt(PLACE, params![id], |row| {
            Ok((row.get("created_at")?, row.get("number")?))
        })?,
        None => Some((Timestamp::MAX, i64::MAX)),
    };
    // It is forgotten, and with it all that came before.
    let Some((at, number)) = place else {
        return Ok(Vec::new());
    };
    tx.query(LOG, params![webhook, at, number, most], delivery)
}

/// The newest, for the list of webhooks.
pub(in super::super) fn recent(tx: &Tx, webhook: WebhookId) -> Result<Option<Delivery>, Error> {
    Ok(log(tx, webhook, None, 1)?.pop())
}

/// Writes down what came of a try. `false`: it does not wait any more.
pub(in super::super) fn note(
    tx: &Tx,
    id: DeliveryId,
    tried: &Tried,
    now: Timestamp,
) -> Result<bool, Error> {
    let ended = (tried.state != DeliveryState::Waiting).then_some(now);
    let written = tx.execute(
        "UPDATE webhook_deliveries SET state = $2, status = $3, trouble = $4, answer = $5, tries = tries + 1,
           tried_at = $6, ended_at = $7
         WHERE id = $1 AND state = 'waiting'",
        params![
            id,
            tried.state.as_str(),
            tried.status.map(i64::from),
            tried.trouble,
            tried.answer,
            now,
            ended
        ],
    )?;
    Ok(written == 1)
}

/// Puts it into the line once more, at the end.
pub(in super::super) fn again(tx: &Tx, id: DeliveryId, now: Timestamp) -> Result<(), Error> {
    tx.put(
        "UPDATE webhook_deliveries SET state = 'waiting', queued_at = $2, ended_at = NULL WHERE id = $1",
        params![id, now],
    )
}

/// Calls off whatever waits: after a restore nobody knows what was sent since.
pub fn call_off_all(tx: &Tx, now: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "UPDATE webhook_deliveries SET state = 'cancelled', ended_at = $1 WHERE state = 'waiting'",
        params![now],
    )
}

/// Forgets what is old, some at a time; how many.
pub fn forget(tx: &Tx, now: Timestamp) -> Result<u64, Error> {
    tx.execute(OLD, params![now.before(REMEMBERED)])
}

fn delivery(row: &Row<'_>) -> Result<Delivery, Error> {
    let status = row.get::<Option<i64>>("status")?;
    Ok(Delivery {
        id: row.get("id")?,
        webhook: row.get("webhook_id")?,
        event: row.get("event")?,
        body: row.get("body")?,
        state: row.parse("state")?,
        tries: row.get("tries")?,
        status: status.and_then(|status| u16::try_from(status).ok()),
        trouble: row.get("trouble")?,
        answer: row.get("answer")?,
        created_at: row.get("created_at")?,
        queued_at: row.get("queued_at")?,
        tried_at: row.get("tried_at")?,
    })
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 7] = [FIRST, ONE, LOG, PLACE, OLD, NAMING, UNNAME];
