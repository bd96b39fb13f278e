//! Who comes after the audit's rows, and after the ends of links, and makes deliveries of them.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use usher_db::{Error, Tx};
use usher_domain::{clock::Timestamp, ids::DeliveryId, webhook::WebhookEvent};

use super::{
    event::{self, Happened},
    store::{self, Expiry, Hook, NewDelivery},
};
use crate::{
    App,
    features::{
        audit::{self, Settled},
        jobs::{self, Work},
    },
};

/// How often new deeds are looked for. They are told of at the time after the next.
const EVERY: Duration = Duration::from_secs(5);
/// How many deeds are read at once.
const AT_ONCE: u32 = 200;
/// After how many deeds of which nobody is told the place is written down all the same.
const QUIET: i64 = 1_000;

/// Makes deliveries of deeds once no earlier one can appear any more. Every server runs one; each deed is told of by
/// one of them.
#[derive(Debug, Default)]
pub struct Follower {
    settled: Settled,
    /// Up to where there was nothing to tell.
    looked: i64,
}

/// What a look found.
struct Found {
    /// The place that is written down.
    told: i64,
    /// The last deed that was read, and how many were.
    last: i64,
    count: u32,
    happened: Vec<Happened>,
}

impl Follower {
    /// Up to where there was nothing to tell.
    #[cfg(test)]
    pub(super) fn looked(&self) -> i64 {
        self.looked
    }

    /// Tells of what was there at the look before this one; how many deliveries were made.
    pub async fn pass(&mut self, app: &App) -> Result<usize, Error> {
        let db = &app.parts.db;
        let Some(sure) = self.settled.look(db).await? else {
            return Ok(0);
        };
        let now = app.now();
        if db.read(store::told).await?.is_none() {
            db.write(move |tx| store::begin(tx, sure, now)).await?;
        }
        let mut made = expired(app).await?;
        loop {
            let looked = self.looked;
            let Some(found) = db.read(move |tx| find(tx, looked, sure, now)).await? else {
                break;
            };
            let (count, last) = (found.count, found.last);
            if !found.happened.is_empty() || last - found.told >= QUIET {
                let inner = app.clone();
                let write = move |tx: &Tx| -> Result<Option<usize>, Error> {
                    if store::go_on(tx, found.told, last)? {
                        deliver(&inner, tx, &found.happened, now).map(Some)
                    } else {
                        Ok(None)
                    }
                };
                match db.write(write).await? {
                    Some(more) => made += more,
                    // Another server has told of some of these: what is left begins where it stopped.
                    None => continue,
                }
            }
            self.looked = last;
            if count < AT_ONCE {
                break;
            }
        }
        if made > 0 {
            jobs::wake(app);
        }
        Ok(made)
    }
}

/// What is new after `looked`, up to `sure`; `None` if nothing is.
fn find(tx: &Tx, looked: i64, sure: i64, now: Timestamp) -> Result<Option<Found>, Error> {
    let told = store::told(tx)?.unwrap_or(sure);
    let deeds = audit::done_between(tx, told.max(looked), sure, AT_ONCE)?;
    let Some(last) = deeds.last().map(|done| done.id) else {
        return Ok(None);
    };
    let mut found = Found {
        told,
        last,
        count: u32::try_from(deeds.len()).unwrap_or(AT_ONCE),
        happened: Vec::new(),
    };
    // Nobody listens: there is nothing to look up.
    if !listening(tx)?.is_empty() {
        for done in &deeds {
            found.happened.extend(event::of_deed(tx, done, now)?);
        }
    }
    Ok(Some(found))
}

/// The webhooks that are on.
fn listening(tx: &Tx) -> Result<Vec<Hook>, Error> {
    let mut hooks = store::all(tx)?;
    hooks.retain(|hook| hook.disabled.is_none());
    Ok(hooks)
}

/// Tells of links that came to their end; how many deliveries were made.
async fn expired(app: &App) -> Result<usize, Error> {
    let db = &app.parts.db;
    let now = app.now();
    let look = move |tx: &Tx| -> Result<_, Error> {
        let told = |hook: &Hook| hook.events.has(WebhookEvent::InviteExpired);
        let listening = listening(tx)?.into_iter().filter(told);
        let Some(since) = listening.map(|hook| hook.created_at).min() else {
            return Ok(None);
        };
        let Some(last) = store::expired(tx)? else {
            return Ok(None);
        };
        // What ended before anybody listened is no news.
        let begin = last.no_earlier_than(since);
        let ended = store::expired_since(tx, &begin, now, AT_ONCE)?;
        Ok(Some((last, ended)))
    };
    let Some((last, ended)) = db.read(look).await? else {
        return Ok(0);
    };
    let Some((invite, at)) = ended.last() else {
        return Ok(0);
    };
    let next = Expiry {
        at: *at,
        invite: invite.to_string(),
    };
    let inner = app.clone();
    let write = move |tx: &Tx| -> Result<usize, Error> {
        if !store::go_on_expiring(tx, &last, &next)? {
            return Ok(0);
        }
        let happened = ended.iter().map(|one| event::of_expiry(tx, *one, now));
        let happened = happened.collect::<Result<Vec<_>, _>>()?;
        deliver(&inner, tx, &happened, now)
    };
    db.write(write).await
}

/// Puts it into the line of each webhook that is told of it; how many that were.
fn deliver(app: &App, tx: &Tx, happened: &[Happened], now: Timestamp) -> Result<usize, Error> {
    let mut made = 0;
    for hook in listening(tx)? {
        let before = made;
        // Several things may follow from one deed.
        let (mut deed, mut place) = (0, 0);
        for one in happened {
            place = if one.number == deed { place + 1 } else { 0 };
            deed = one.number;
            // What was before it was made is no news to it.
            if hook.events.has(one.event) && one.at >= hook.created_at {
                put(app, tx, &hook, (place, one), now)?;
                made += 1;
            }
        }
        if made > before {
            let work = Work::Webhook(hook.id);
            jobs::enqueue(tx, &work, None, now, &*app.parts.entropy)?;
        }
    }
    Ok(made)
}

/// Puts one thing into the line of a webhook.
pub(super) fn put(
    app: &App,
    tx: &Tx,
    hook: &Hook,
    (place, happened): (i64, &Happened),
    now: Timestamp,
) -> Result<DeliveryId, Error> {
    let id = DeliveryId::new(now, &*app.parts.entropy);
    let body = happened.body(app, id, hook.with_people);
    let new = NewDelivery {
        id,
        webhook: hook.id,
        event: happened.event,
        number: happened.number.saturating_mul(10).saturating_add(place),
        body: &body,
        about: happened.about.as_deref(),
    };
    store::add(tx, &new, now)?;
    Ok(id)
}

/// Tells of what is done from now on and of what was not told yet, until asked to stop. What it does not come to is
/// told after the next start.
pub async fn follow(app: App, asked_to_stop: CancellationToken) {
    let mut follower = Follower::default();
    let mut tick = interval(EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while (asked_to_stop.run_until_cancelled(tick.tick()).await).is_some() {
        if let Err(error) = follower.pass(&app).await {
            tracing::warn!(%error, "webhooks could not be told of what happened; it is tried again");
        }
    }
}
