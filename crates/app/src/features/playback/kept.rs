//! A right to a film that was looked up a moment ago, kept for the next piece of it.
//!
//! A player fetches a film in many ranges. Each is authorised, but not each by a look of its own
//! into the database: what one look has found stands for a second, unless a bell rings (ADR 0002).

use std::{sync::Arc, time::Duration};

use axum::http::HeaderMap;
use moka::sync::Cache;
use usher_bus::Watch;
use usher_domain::{
    access::{Action, EntryStanding},
    clock::Timestamp,
    ids::{BlobId, EntryId, InviteId, SessionId},
    invite::Mac,
};

use super::{answer::Label, hold::Hold};
use crate::{
    App,
    features::accounts::{self, Session},
};

/// How long one look stands although nobody rang: the bound for what another process does.
const STANDS: Duration = Duration::from_secs(1);
/// How many are kept; whoever falls out is looked up again.
const MOST: u64 = 4096;

/// A right as it was looked up, and what was found with it.
pub(super) struct Kept {
    /// The session that holds it.
    pub(super) session: Session,
    /// The entry it is about.
    pub(super) entry: EntryId,
    /// What it allows.
    pub(super) action: Action,
    /// The facts that it rests on.
    pub(super) facts: EntryStanding,
    /// What lies behind the address: what plays, or one of its renditions.
    pub(super) film: Label,
    /// The invites that gave it.
    pub(super) invites: Vec<InviteId>,
    /// When it ends by itself.
    pub(super) until: Timestamp,
    /// What the cookie's secret hashes to.
    secret: Mac,
    since: Timestamp,
    /// Hears every ring since before the look.
    watch: Watch,
}

impl Kept {
    /// Whether what was found may still stand for what there is.
    pub(super) fn stands(&self, now: Timestamp) -> bool {
        self.since <= now
            && now < self.since.after(STANDS)
            && now < self.until
            && !self.watch.has_rung()
    }
}

/// An entry's film: what plays by itself, or one of the renditions that players choose among.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Film {
    pub(super) entry: EntryId,
    pub(super) rendition: Option<BlobId>,
}

/// What is kept, by session and film.
pub(super) struct Shelf(Cache<(SessionId, Film), Arc<Kept>>);

impl Default for Shelf {
    fn default() -> Self {
        // Beyond its time it is of no use; the cache lets go of it soon after.
        let shelf = Cache::builder().max_capacity(MOST).time_to_live(STANDS * 4);
        Self(shelf.build())
    }
}

/// The right to a film that the session behind this request was just found to have.
pub(super) fn kept(app: &App, headers: &HeaderMap, film: Film) -> Option<Arc<Kept>> {
    let (session, secret) = accounts::shown(app, headers)?;
    let kept = app.playback.kept.0.get(&(session, film))?;
    (kept.secret == secret && kept.stands(app.now())).then_some(kept)
}

/// Keeps what `hold` has just looked up for the session whose cookie the request has shown.
pub(super) fn keep(app: &App, headers: &HeaderMap, hold: &Hold, film: Film, label: &Label) {
    let Some((id, secret)) = accounts::shown(app, headers) else {
        return;
    };
    if let Some(kept) = hold.keep(label.clone(), secret)
        && kept.session.id == id
    {
        app.playback.kept.0.insert((id, film), Arc::new(kept));
    }
}

impl Hold {
    /// The right as it can be kept: none if a bell has rung since it was looked up.
    fn keep(&self, film: Label, secret: Mac) -> Option<Kept> {
        let session = self.session.clone().filter(|session| !session.by_token)?;
        // Our own watch hears everything from before the look until the new one listens.
        let watch = self.app.parts.bus.watch(&self.topics());
        (!self.watch.has_rung()).then(|| Kept {
            session,
            entry: self.entry,
            action: self.action,
            facts: self.facts,
            film,
            invites: self.invites.clone(),
            until: self.until,
            secret,
            since: self.app.now(),
            watch,
        })
    }
}
