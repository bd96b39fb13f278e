use std::time::Duration;

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::SessionRole,
    clock::Timestamp,
    config::Language,
    email::Email,
    ids::{AccountId, EntryId, InviteId},
    invite::{
        Browser, GrantEnd, InviteState, LinkEnd, Mac, ManagedInvite, Seat, Uses, UsesAllowed,
    },
};

use crate::features::attendance::Attended;

/// One invite with what became of it.
#[derive(Clone, Debug)]
pub(in super::super) struct Invite {
    pub(in super::super) id: InviteId,
    pub(in super::super) entry: EntryId,
    pub(in super::super) inviter: AccountId,
    pub(in super::super) invitee: Option<AccountId>,
    pub(in super::super) email: Email,
    pub(in super::super) first_name: String,
    pub(in super::super) last_name: String,
    pub(in super::super) role: SessionRole,
    /// The language that the mail and the page are in; the site's own, and the reader's, if there is none.
    pub(in super::super) language: Option<Language>,
    pub(in super::super) recording_too: bool,
    pub(in super::super) uses: Uses,
    pub(in super::super) end: LinkEnd,
    pub(in super::super) seat: Seat,
    pub(in super::super) moves: u32,
    pub(in super::super) first_used_at: Option<Timestamp>,
    pub(in super::super) created_at: Timestamp,
    pub(in super::super) renewed_at: Option<Timestamp>,
    pub(in super::super) revoked_at: Option<Timestamp>,
    /// Since when the person asks for a new link.
    pub(in super::super) asked_at: Option<Timestamp>,
    pub(in super::super) grant: Option<Grant>,
    /// When they were here, and what they watched.
    pub(in super::super) attended: Option<Attended>,
    /// Since when nobody knows any more whom it was for.
    pub(in super::super) forgotten_at: Option<Timestamp>,
}

/// The grant of an invite, running or over.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Grant {
    pub(in super::super) since: Timestamp,
    pub(in super::super) last_seen_at: Timestamp,
    pub(in super::super) ends: GrantEnd,
    pub(in super::super) ended_at: Option<Timestamp>,
    /// Whether a guest holds it.
    pub(in super::super) guest: bool,
}

impl Invite {
    /// When they were seen last.
    pub(in super::super) fn seen_at(&self) -> Option<Timestamp> {
        let here = self.attended.map(|attended| attended.last_at);
        self.grant.map(|grant| grant.last_seen_at).max(here)
    }

    /// Both names as one; nothing once they are forgotten.
    pub(in super::super) fn name(&self) -> String {
        let name = format!("{} {}", self.first_name, self.last_name);
        name.trim().to_owned()
    }

    /// The address as it was written; nothing once it is forgotten.
    pub(in super::super) fn address(&self) -> &str {
        match self.forgotten_at {
            Some(_) => "",
            None => self.email.written(),
        }
    }

    /// When its link ends.
    pub(in super::super) fn link_ends(&self) -> Timestamp {
        self.end.moment(None)
    }

    /// Its grant, if that is running.
    pub(in super::super) fn running(&self, now: Timestamp) -> Option<&Grant> {
        self.grant
            .as_ref()
            .filter(|grant| grant.ended_at.is_none() && grant.ends.is_ahead(None, now))
    }

    /// How it stands.
    pub(in super::super) fn state(&self, now: Timestamp) -> InviteState {
        if self.forgotten_at.is_some() {
            return InviteState::Forgotten;
        }
        InviteState::of(
            self.revoked_at.is_some(),
            self.running(now).is_some(),
            self.link_ends(),
            self.uses,
            self.seat,
            now,
        )
    }

    /// As `domain::invite::manage` sees it.
    pub(in super::super) fn managed(&self) -> ManagedInvite {
        ManagedInvite {
            revoked: self.revoked_at.is_some(),
            link_ends: self.link_ends(),
            uses: self.uses,
        }
    }
}

/// What [`from_row`] reads, of `invites i LEFT JOIN grants g` and whoever's attendance it is: a member's, or the guest's.
macro_rules! invite_columns {
    () => {
        concat!(
            "i.id, i.entry_id, i.inviter_id, i.invitee_id, i.email_written, i.first_name, i.last_name,
         i.role, i.lang, i.recording_too, i.uses_allowed, i.uses_spent, i.expires_at, i.ends_with_session,
         i.seat, i.seat_key, i.seat_reset, i.moves, i.first_used_at, i.created_at, i.renewed_at, i.revoked_at,
         i.asked_at, i.forgotten_at,
         g.created_at AS joined_at, g.last_seen_at, g.ends_at, g.after_session_us, g.ended_at,
         g.account_id AS granted_to, ",
            $crate::features::attendance::attended_columns!(),
            " FROM invites i LEFT JOIN grants g ON g.invite_id = i.id
         LEFT JOIN attendance t ON t.entry_id = i.entry_id AND t.person = COALESCE(g.account_id, i.id)"
        )
    };
}
pub(super) use invite_columns;

const BY_ID: &str = concat!("SELECT ", invite_columns!(), " WHERE i.id = $1");

/// An invite by its id.
pub(in super::super) fn load(tx: &Tx, id: InviteId) -> Result<Option<Invite>, Error> {
    tx.query_opt(BY_ID, params![id], from_row)
}

/// An invite by its id, locked until the transaction ends.
pub(super) fn load_locked(tx: &Tx, id: InviteId) -> Result<Option<Invite>, Error> {
    tx.query_opt(tx.lock("i", BY_ID), params![id], from_row)
}

const OPEN: &str = concat!(
    "SELECT ",
    invite_columns!(),
    " WHERE i.entry_id = $1 AND i.email = $2 AND i.revoked_at IS NULL"
);

/// The one open invite of an address to an entry, locked until the transaction ends.
pub(super) fn open_invite(tx: &Tx, entry: EntryId, email: &Email) -> Result<Option<Invite>, Error> {
    tx.query_opt(tx.lock("i", OPEN), params![entry, email.as_str()], from_row)
}

/// The same, only to be looked at.
pub(super) fn open_invite_seen(
    tx: &Tx,
    entry: EntryId,
    email: &Email,
) -> Result<Option<Invite>, Error> {
    tx.query_opt(OPEN, params![entry, email.as_str()], from_row)
}

pub(super) fn from_row(row: &Row<'_>) -> Result<Invite, Error> {
    Ok(Invite {
        id: row.get("id")?,
        entry: row.get("entry_id")?,
        inviter: row.get("inviter_id")?,
        invitee: row.get("invitee_id")?,
        email: row.parse("email_written")?,
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
        role: row.parse("role")?,
        language: (row.get::<Option<String>>("lang")?).and_then(|tag| tag.parse().ok()),
        recording_too: row.get("recording_too")?,
        uses: Uses {
            allowed: UsesAllowed::try_from(row.get::<i64>("uses_allowed")?).map_err(|_| {
                Error::Column {
                    column: "uses_allowed",
                    wanted: "a number of uses",
                }
            })?,
            spent: row.get("uses_spent")?,
        },
        end: link_end(row)?,
        seat: seat(row)?,
        moves: row.get("moves")?,
        first_used_at: row.get("first_used_at")?,
        created_at: row.get("created_at")?,
        renewed_at: row.get("renewed_at")?,
        revoked_at: row.get("revoked_at")?,
        asked_at: row.get("asked_at")?,
        grant: grant(row)?,
        attended: Attended::of(row)?,
        forgotten_at: row.get("forgotten_at")?,
    })
}

fn link_end(row: &Row<'_>) -> Result<LinkEnd, Error> {
    let moment = row.get("expires_at")?;
    Ok(if row.get("ends_with_session")? {
        LinkEnd::SessionEnd {
            no_later_than: moment,
        }
    } else {
        LinkEnd::At(moment)
    })
}

fn seat(row: &Row<'_>) -> Result<Seat, Error> {
    let bound = row.get::<Option<[u8; 32]>>("seat")?;
    Ok(match (row.get("seat_reset")?, bound) {
        (true, _) => Seat::Reset,
        (false, Some(cookie)) => Seat::Bound(Browser {
            cookie: Mac::from_bytes(cookie),
            key: row
                .get::<Option<[u8; 32]>>("seat_key")?
                .map(Mac::from_bytes),
        }),
        (false, None) => Seat::Free,
    })
}

fn grant(row: &Row<'_>) -> Result<Option<Grant>, Error> {
    let Some(since) = row.get("joined_at")? else {
        return Ok(None);
    };
    let ends = match row.get::<Option<i64>>("after_session_us")? {
        Some(span) => {
            GrantEnd::AfterSession(Duration::from_micros(u64::try_from(span).unwrap_or(0)))
        }
        None => GrantEnd::At(row.get("ends_at")?),
    };
    Ok(Some(Grant {
        since,
        last_seen_at: row.get("last_seen_at")?,
        ends,
        ended_at: row.get("ended_at")?,
        guest: row.get::<Option<AccountId>>("granted_to")?.is_none(),
    }))
}
