//! Who comes after the audit's rows and tells people of what they say.

use std::{collections::BTreeMap, time::Duration};

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, ChannelId, EntryId, InviteId},
    notices::{NoticeKind, NoticeWay, told},
};

use super::{
    by_mail,
    store::{self, News},
};
use crate::{
    App,
    features::{
        audit::{self, Done, Settled},
        channels,
    },
};

/// How often new deeds are looked for. They are told of at the time after the next.
const EVERY: Duration = Duration::from_secs(5);
/// How many deeds are read at once, and after how many of which nobody is told the place is
/// written down all the same.
const AT_ONCE: u32 = 1_000;

/// Tells people of deeds once no earlier one can appear any more. Every server runs one; each
/// deed is told of by one of them.
#[derive(Debug, Default)]
pub struct Follower {
    settled: Settled,
    /// Up to where there was nothing to tell.
    looked: i64,
}

/// What a look found.
pub(super) struct Found {
    /// The place that is written down.
    told: i64,
    /// The last deed that was read.
    last: i64,
    /// How many were read.
    count: u32,
    news: BTreeMap<(AccountId, NoticeKind, EntryId), News>,
}

impl Follower {
    /// Up to where there was nothing to tell.
    #[cfg(test)]
    pub(super) fn looked(&self) -> i64 {
        self.looked
    }

    /// Tells of what was there at the look before this one; how many people.
    pub async fn pass(&mut self, app: &App) -> Result<usize, Error> {
        let db = &app.parts.db;
        let Some(sure) = self.settled.look(db).await? else {
            return Ok(0);
        };
        if db.read(store::told).await?.is_none() {
            db.write(move |tx| store::begin(tx, sure)).await?;
        }
        let mut told = 0;
        loop {
            let looked = self.looked;
            let Some(found) = db.read(move |tx| find(tx, looked, sure)).await? else {
                return Ok(told);
            };
            let count = found.count;
            // Another server has told of some of these: what is left begins where it stopped.
            let Some(more) = self.take(app, found).await? else {
                continue;
            };
            told += more;
            if count < AT_ONCE {
                return Ok(told);
            }
        }
    }

    /// Tells of what was found, or only remembers that there was nothing to tell; how many people.
    /// `None`: another server was here first.
    pub(super) async fn take(&mut self, app: &App, found: Found) -> Result<Option<usize>, Error> {
        let last = found.last;
        let mut told = Some(0);
        if !found.news.is_empty() || last - found.told >= i64::from(AT_ONCE) {
            let (now, inner) = (app.now(), app.clone());
            let write = move |tx: &Tx| -> Result<Option<usize>, Error> {
                if !store::go_on(tx, found.told, last)? {
                    return Ok(None);
                }
                for (to, news) in &found.news {
                    tell(tx, *to, news, (&inner, now))?;
                }
                Ok(Some(found.news.len()))
            };
            told = app.parts.db.write(write).await?;
        }
        if told.is_some() {
            self.looked = last;
        }
        Ok(told)
    }
}

/// Tells somebody as they wish now: in the hub, by mail, or both.
fn tell(
    tx: &Tx,
    to: (AccountId, NoticeKind, EntryId),
    news: &News,
    (app, now): (&App, Timestamp),
) -> Result<(), Error> {
    let (account, kind, _) = to;
    let (mails, entropy) = (app.settings.now().mails(), &*app.parts.entropy);
    let way = store::way(tx, account, kind)?.reached(mails);
    if way.in_hub() {
        store::tell(tx, to, news, now, entropy)?;
    }
    if way.by_mail() {
        by_mail::add(tx, to, news, now, entropy)?;
    }
    Ok(())
}

/// What is new after `looked`, up to `sure`; `None` if nothing is.
pub(super) fn find(tx: &Tx, looked: i64, sure: i64) -> Result<Option<Found>, Error> {
    let told = store::told(tx)?.unwrap_or(sure);
    let deeds = audit::done_between(tx, told.max(looked), sure, AT_ONCE)?;
    let Some(last) = deeds.last().map(|done| done.id) else {
        return Ok(None);
    };
    let mut found = Found {
        told,
        last,
        count: u32::try_from(deeds.len()).unwrap_or(AT_ONCE),
        news: BTreeMap::new(),
    };
    let mut ways = BTreeMap::new();
    for done in &deeds {
        let kind = match &*done.deed {
            "entered" => NoticeKind::Joined,
            "seat_moved" => NoticeKind::Moved,
            "link_asked" => NoticeKind::Asks,
            "placement_approved" => NoticeKind::Approved,
            "placement_rejected" => NoticeKind::Rejected,
            _ => continue,
        };
        if matches!(kind, NoticeKind::Approved | NoticeKind::Rejected) {
            add_decision(tx, (kind, done), &mut found, &mut ways)?;
            continue;
        }
        add(tx, (kind, done), &mut found, &mut ways)?;
    }
    Ok(Some(found))
}

/// Adds whom to tell that somebody came in for the first time, or of what else an invited person did.
fn add(
    tx: &Tx,
    (kind, done): (NoticeKind, &Done),
    found: &mut Found,
    listening: &mut BTreeMap<(AccountId, NoticeKind), bool>,
) -> Result<(), Error> {
    let invite = done
        .subject
        .as_ref()
        .and_then(|id| id.parse::<InviteId>().ok());
    let Some(invite) = invite else { return Ok(()) };
    let Some(entrance) = store::entrance(tx, invite)? else {
        return Ok(());
    };
    if kind == NoticeKind::Joined && entrance.first_used_at != Some(done.at) {
        return Ok(());
    }
    for told in told(kind, (entrance.inviter, entrance.owner), done.by) {
        if listens(tx, (told, kind), listening)? {
            let news = (found.news)
                .entry((told, kind, entrance.entry))
                .or_default();
            news.people += 1;
            news.at = done.at;
            news.invite = Some(invite);
            news.who.clone_from(&entrance.name);
        }
    }
    Ok(())
}

/// Adds whom to tell of what a moderator decided about an entry: the name is the channel's.
fn add_decision(
    tx: &Tx,
    (kind, done): (NoticeKind, &Done),
    found: &mut Found,
    listening: &mut BTreeMap<(AccountId, NoticeKind), bool>,
) -> Result<(), Error> {
    let channel = (done.subject.as_ref()).and_then(|id| id.parse::<ChannelId>().ok());
    let (Some(entry), Some(channel)) = (done.entry, channel) else {
        return Ok(());
    };
    // What went since is no news.
    let (Some(whose), Some(name)) = (
        channels::whose(tx, entry, channel)?,
        channels::name(tx, channel)?,
    ) else {
        return Ok(());
    };
    for told in told(kind, whose, done.by) {
        if listens(tx, (told, kind), listening)? {
            let news = found.news.entry((told, kind, entry)).or_default();
            news.people += 1;
            news.at = done.at;
            news.who.clone_from(&name);
        }
    }
    Ok(())
}

/// Whether somebody wants to be told of such a thing at all.
fn listens(
    tx: &Tx,
    (account, kind): (AccountId, NoticeKind),
    known: &mut BTreeMap<(AccountId, NoticeKind), bool>,
) -> Result<bool, Error> {
    let listens = match known.get(&(account, kind)) {
        Some(listens) => *listens,
        None => store::way(tx, account, kind)? != NoticeWay::Off,
    };
    known.insert((account, kind), listens);
    Ok(listens)
}

/// Tells of what is done from now on and of what was not told yet, until asked to stop. What it
/// does not come to is told after the next start.
pub async fn follow(app: App, asked_to_stop: CancellationToken) {
    let mut follower = Follower::default();
    let mut tick = interval(EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while (asked_to_stop.run_until_cancelled(tick.tick()).await).is_some() {
        if let Err(error) = follower.pass(&app).await {
            tracing::warn!(%error, "people could not be told of what happened; it is tried again");
        }
    }
}
