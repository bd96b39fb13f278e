//! A right that is held while something is open on it.

use std::time::Duration;

use usher_bus::{Reach, Topic, Watch};
use usher_db::{Error, Tx};
use usher_domain::{
    access::{self, Action, Denial, EntryStanding},
    clock::Timestamp,
    ids::{EntryId, InviteId},
};

use super::{
    kept::Kept,
    lost::{self, Lost},
};
use crate::{
    App,
    features::{
        accounts::{self, Session},
        media::{self, Asker, Held},
    },
    http::{fault::Fault, visit::Visit},
};

/// How old the facts may become although nobody rang: the net under acts of an
/// administrator's command and a clock that jumps.
const NET: Duration = Duration::from_secs(30);
/// The same while other nodes are not heard, so that what they take away is gone
/// within three seconds.
const NET_WHEN_CUT: Duration = Duration::from_secs(1);

/// The right of one visitor to do one thing with one entry, watched from before
/// it was looked up until it is dropped.
///
/// [`Hold::still_allowed`] costs one load from memory while nothing happens, so
/// it is asked for every slice that is sent.
pub(super) struct Hold {
    pub(super) app: App,
    pub(super) session: Option<Session>,
    pub(super) entry: EntryId,
    pub(super) action: Action,
    pub(super) watch: Watch,
    /// The invites whose bells the watch hears.
    pub(super) invites: Vec<InviteId>,
    /// The facts of the last look.
    pub(super) facts: EntryStanding,
    /// When to look again even if nobody rings.
    pub(super) until: Timestamp,
    /// When what is open ends unless it is opened anew: it was opened by a proof of
    /// the seat's key that is good so long.
    proved_until: Timestamp,
}

/// What one look into the database found.
enum Seen<T> {
    Allowed {
        session: Box<Option<Session>>,
        held: Box<Held>,
        thing: T,
    },
    Denied(Denial),
    Lost(Lost),
}

impl Hold {
    /// Takes the right, and reads `look` in the same snapshot. Refuses as
    /// `domain::access` does.
    pub(super) async fn begin<T: Send + 'static>(
        app: &App,
        visit: &Visit,
        (entry, action): (EntryId, Action),
        look: impl Fn(&Tx) -> Result<T, Error> + Clone + Send + 'static,
    ) -> Result<(Self, T), Fault> {
        let session = visit.session.clone();
        let mut hold = Self {
            watch: app.parts.bus.watch(&topics(entry, session.as_ref(), &[])),
            app: app.clone(),
            session,
            entry,
            action,
            invites: Vec::new(),
            facts: EntryStanding::default(),
            until: Timestamp::from_micros(0),
            proved_until: visit.proved_until,
        };
        match hold.look(look).await? {
            Seen::Allowed { thing, .. } => Ok((hold, thing)),
            Seen::Denied(denial) => Err(denial.into()),
            Seen::Lost(_) => Err(Fault::not_found()),
        }
    }

    /// It was opened by showing the key itself: nobody who copied a cookie could have.
    pub(super) fn proved_for_good(&mut self) {
        self.proved_until = Timestamp::MAX;
    }

    /// Takes a right that was looked up a moment ago, if it still stands.
    pub(super) fn resume(app: &App, proved_until: Timestamp, kept: &Kept) -> Option<Self> {
        let session = Some(kept.session.clone());
        let topics = topics(kept.entry, session.as_ref(), &kept.invites);
        let hold = Self {
            watch: app.parts.bus.watch(&topics),
            app: app.clone(),
            session,
            entry: kept.entry,
            action: kept.action,
            invites: kept.invites.clone(),
            facts: kept.facts,
            until: kept.until,
            proved_until,
        };
        // Asked once our own watch listens, so that nothing rings between the two.
        kept.stands(app.now()).then_some(hold)
    }

    /// What the right rests on.
    pub(super) fn topics(&self) -> Vec<Topic> {
        topics(self.entry, self.session.as_ref(), &self.invites)
    }

    /// The visitor's standing as last read.
    pub(super) fn facts(&self) -> EntryStanding {
        self.facts
    }

    /// Whether the right is still there. Looks again if a bell rang or the facts
    /// have run out; if that fails nobody knows, and the answer is no.
    pub(super) async fn still_allowed(&mut self) -> Result<(), Lost> {
        let now = self.app.now();
        if self.proved_until <= now {
            return Err(Lost::Unproved);
        }
        if !self.watch.rang() && now < self.until {
            return Ok(());
        }
        self.again(|_| Ok(())).await
    }

    /// Waits until there may be news, then looks: the right, and `look` in the
    /// same snapshot.
    pub(super) async fn news<T: Send + 'static>(
        &mut self,
        look: impl Fn(&Tx) -> Result<T, Error> + Clone + Send + 'static,
    ) -> Result<T, Lost> {
        let left = self.until.since(self.app.now());
        // Either way it is time to look; which of the two it was is of no interest.
        let _ = tokio::time::timeout(left, self.watch.wait()).await;
        self.again(look).await
    }

    async fn again<T: Send + 'static>(
        &mut self,
        look: impl Fn(&Tx) -> Result<T, Error> + Clone + Send + 'static,
    ) -> Result<T, Lost> {
        match self.look(look).await {
            Ok(Seen::Allowed { thing, .. }) => Ok(thing),
            Ok(Seen::Lost(lost)) => Err(lost),
            Ok(Seen::Denied(_)) => Err(Lost::Unshared),
            Err(error) => {
                tracing::warn!(%error, "a right could not be looked up; what is open on it ends");
                Err(Lost::Unsure)
            }
        }
    }

    /// Reads the truth, and keeps it if it allows.
    async fn look<T: Send + 'static>(
        &mut self,
        look: impl Fn(&Tx) -> Result<T, Error> + Clone + Send + 'static,
    ) -> Result<Seen<T>, Error> {
        loop {
            let now = self.app.now();
            let seen = self.read(look.clone(), now).await?;
            let Seen::Allowed { session, held, .. } = &seen else {
                return Ok(seen);
            };
            let session = &**session;
            if held.invites != self.invites {
                // Watch first, then look: what rang before this watch was not heard by it.
                self.invites.clone_from(&held.invites);
                let topics = topics(self.entry, session.as_ref(), &self.invites);
                self.watch = self.app.parts.bus.watch(&topics);
                continue;
            }
            let ends = session.as_ref().map_or(Timestamp::MAX, |s| s.expires_at);
            // Read after the look: whoever is cut off later rings for everything.
            let net = match self.app.parts.bus.reach() {
                Reach::Cut => NET_WHEN_CUT,
                Reach::Alone | Reach::Whole => NET,
            };
            self.until = held.until.min(ends).min(now.after(net));
            self.facts = held.facts;
            self.session.clone_from(session);
            return Ok(seen);
        }
    }

    async fn read<T: Send + 'static>(
        &self,
        look: impl Fn(&Tx) -> Result<T, Error> + Send + 'static,
        now: Timestamp,
    ) -> Result<Seen<T>, Error> {
        let (before, entry, action) = (self.session.clone(), self.entry, self.action);
        let granted = self.facts.grant.is_some();
        let read = move |tx: &Tx| {
            let session = match &before {
                None => None,
                Some(session) => match accounts::renewed(tx, session, now)? {
                    Some(session) => Some(session),
                    None => return lost::with_session(tx, session).map(Seen::Lost),
                },
            };
            let asker = Asker::holding(session.as_ref());
            let Some(held) = media::load_held(tx, asker, entry, now)? else {
                return Ok(Seen::Lost(Lost::EntryGone));
            };
            match access::may(&asker.actor, action, Some(&held.facts)) {
                Ok(()) => Ok(Seen::Allowed {
                    thing: look(tx)?,
                    session: Box::new(session),
                    held: Box::new(held),
                }),
                Err(_) if held.facts.trashed => Ok(Seen::Lost(Lost::EntryGone)),
                Err(_) if granted => lost::with_grant(tx, asker, entry, now).map(Seen::Lost),
                Err(denial) => Ok(Seen::Denied(denial)),
            }
        };
        self.app.parts.db.read(read).await
    }
}

fn topics(entry: EntryId, session: Option<&Session>, invites: &[InviteId]) -> Vec<Topic> {
    let mut topics = vec![Topic::Entry(entry)];
    if let Some(session) = session {
        topics.push(Topic::Session(session.id));
        topics.extend(session.member().map(|member| Topic::Account(member.id)));
    }
    topics.extend(invites.iter().copied().map(Topic::Invite));
    topics
}
