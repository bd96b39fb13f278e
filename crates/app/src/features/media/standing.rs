//! How a visitor stands to an entry: the facts that `domain::access` decides on.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::{Actor, EntryRole, EntryRoles, EntryStanding, SessionRole},
    clock::Timestamp,
    ids::{AccountId, EntryId, InviteId},
    invite::Mac,
};

use super::store::is_gone;
use crate::{
    App,
    features::{accounts::Session, channels},
    http::{fault::Fault, visit::Visit},
};

/// Who is asking, as the database knows them.
#[derive(Clone, Copy, Debug)]
pub struct Asker {
    /// Who, as access sees it.
    pub actor: Actor,
    /// The browser of a guest's session: what grants are bound to.
    pub seat: Option<Mac>,
    /// The key of that browser, which grants are bound to if they were given to it.
    pub key: Option<Mac>,
}

impl Asker {
    /// The asker behind a visit.
    pub fn of(visit: &Visit) -> Self {
        Self::holding(visit.session.as_ref())
    }

    /// Whoever holds this session, or nobody. Only a guest's session opens by
    /// seat: a member's grants belong to the account.
    pub fn holding(session: Option<&Session>) -> Self {
        let actor = session.map_or(Actor::Anonymous, Session::actor);
        let seat = match actor {
            Actor::Guest => session.map(|session| session.browser),
            Actor::Anonymous | Actor::Member { .. } => None,
        };
        let key = session.and_then(|session| session.key);
        Self { actor, seat, key }
    }

    fn account(&self) -> Option<AccountId> {
        match self.actor {
            Actor::Member { account, .. } => Some(account),
            Actor::Anonymous | Actor::Guest => None,
        }
    }
}

/// The visitor's standing to `entry`; `None` if there is no such entry.
pub async fn standing(
    app: &App,
    visit: &Visit,
    entry: EntryId,
) -> Result<Option<EntryStanding>, Fault> {
    standing_of(app, Asker::of(visit), entry).await
}

/// The same for whoever holds another session than the visit's.
pub async fn standing_of(
    app: &App,
    asker: Asker,
    entry: EntryId,
) -> Result<Option<EntryStanding>, Fault> {
    let now = app.now();
    Ok(app
        .parts
        .db
        .read(move |tx| load(tx, asker, entry, now))
        .await?)
}

/// The same inside a transaction: what a write decides on. What the trash no
/// longer keeps is not there, for anybody.
pub fn load(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    now: Timestamp,
) -> Result<Option<EntryStanding>, Error> {
    Ok(load_held(tx, asker, entry, now)?.map(|held| held.facts))
}

/// A standing and what keeps it true: for whoever holds something open on it.
#[derive(Clone, Debug)]
pub struct Held {
    /// The facts.
    pub facts: EntryStanding,
    /// The first moment at which one of the grants in the facts ends by itself.
    pub until: Timestamp,
    /// The invites that those grants come from; none gave a guest link's.
    pub invites: Vec<InviteId>,
}

/// As [`load`], with what keeps it true.
pub fn load_held(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    now: Timestamp,
) -> Result<Option<Held>, Error> {
    let Some((owner, publish, trashed_at)) = tx.query_opt(
        "SELECT owner_id, publish, trashed_at FROM entries WHERE id = $1",
        params![entry],
        |row| {
            Ok((
                row.get::<AccountId>("owner_id")?,
                row.parse("publish")?,
                row.get::<Option<Timestamp>>("trashed_at")?,
            ))
        },
    )?
    else {
        return Ok(None);
    };
    if is_gone(tx, trashed_at, now)? {
        return Ok(None);
    }
    let roles = match asker.account() {
        Some(account) => roles(tx, account, owner, entry)?,
        None => EntryRoles::NONE,
    };
    let grants = grants(tx, asker, entry, now)?;
    let facts = EntryStanding {
        roles,
        // The highest, where there are several.
        grant: grants.iter().map(|grant| grant.role).max(),
        channels: channels::seen(tx, &asker.actor, entry)?,
        publish,
        trashed: trashed_at.is_some(),
        session: None,
    };
    Ok(Some(Held {
        facts,
        until: grants
            .iter()
            .map(|grant| grant.ends_at)
            .min()
            .unwrap_or(Timestamp::MAX),
        invites: grants
            .into_iter()
            .filter_map(|grant| grant.invite)
            .collect(),
    }))
}

/// What the account holds on the entry: as its owner, by itself, through groups.
pub fn roles(
    tx: &Tx,
    account: AccountId,
    owner: AccountId,
    entry: EntryId,
) -> Result<EntryRoles, Error> {
    let held = tx.query(
        "SELECT role FROM collaborators WHERE entry_id = $1 AND subject = $2
         UNION ALL
         SELECT c.role FROM group_members m
         JOIN collaborators c ON c.entry_id = $1 AND c.subject = m.group_id
         WHERE m.account_id = $2",
        params![entry, account],
        |row| row.parse::<EntryRole>("role"),
    )?;
    let own = (owner == account).then_some(EntryRole::Owner);
    Ok(held.into_iter().chain(own).collect())
}

/// A live grant of the visitor.
struct Grant {
    /// What it is from, unless that is a guest link.
    invite: Option<InviteId>,
    role: SessionRole,
    ends_at: Timestamp,
}

impl Grant {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            invite: row.get("invite_id")?,
            role: row.parse("role")?,
            ends_at: row.get("ends_at")?,
        })
    }
}

fn grants(tx: &Tx, asker: Asker, entry: EntryId, now: Timestamp) -> Result<Vec<Grant>, Error> {
    match (asker.account(), asker.seat) {
        (Some(account), _) => tx.query(
            "SELECT invite_id, role, ends_at FROM grants WHERE account_id = $1 AND entry_id = $2
             AND ended_at IS NULL AND ends_at > $3",
            params![account, entry, now],
            Grant::from_row,
        ),
        (None, Some(seat)) => tx.query(
            "SELECT invite_id, role, ends_at FROM grants WHERE seat = $1 AND entry_id = $2
             AND (seat_key IS NULL OR seat_key = $4)
             AND ended_at IS NULL AND ends_at > $3
             UNION ALL
             SELECT NULL, 'viewer', ends_at FROM guests WHERE seat = $1 AND entry_id = $2
             AND (seat_key IS NULL OR seat_key = $4)
             AND ended_at IS NULL AND ends_at > $3",
            params![
                seat.as_bytes(),
                entry,
                now,
                asker.key.as_ref().map(Mac::as_bytes)
            ],
            Grant::from_row,
        ),
        (None, None) => Ok(Vec::new()),
    }
}
