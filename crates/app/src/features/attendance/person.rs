//! Who it is that is here.

use std::time::Duration;

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    attendance::Extent,
    clock::Timestamp,
    ids::{AccountId, EntryId, GrantId, InviteId},
    invite::Mac,
    media::EntryKind,
};

use crate::features::media::{Asker, plays};

/// Somebody who is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::features) enum Person {
    /// A member.
    Account(AccountId),
    /// A guest by an invite.
    Invite(InviteId),
    /// A guest by a guest link.
    Guest(GrantId),
}

impl Person {
    /// The name of its sort in the table.
    pub(in crate::features) const fn sort(self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::Invite(_) => "invite",
            Self::Guest(_) => "guest",
        }
    }

    /// Its id in the table.
    pub(in crate::features) fn id(self) -> String {
        match self {
            Self::Account(id) => id.to_string(),
            Self::Invite(id) => id.to_string(),
            Self::Guest(id) => id.to_string(),
        }
    }
}

/// The invite goes before a guest link: it says who somebody is.
const SEATED: &str = "
    SELECT invite_id AS id, 'invite' AS sort FROM grants
    WHERE seat = $1 AND entry_id = $2 AND (seat_key IS NULL OR seat_key = $4)
      AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > $3)
    UNION ALL
    SELECT id, 'guest' AS sort FROM guests
    WHERE seat = $1 AND entry_id = $2 AND (seat_key IS NULL OR seat_key = $4)
      AND ended_at IS NULL AND ends_at > $3";

const EXTENT: &str = "SELECT kind, duration_us, pages FROM entries WHERE id = $1";

/// Who asks, if it is somebody who is known.
pub(in crate::features) fn person(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    now: Timestamp,
) -> Result<Option<Person>, Error> {
    if let Some(account) = asker.actor.account() {
        return Ok(Some(Person::Account(account)));
    }
    let Some(seat) = asker.seat else {
        return Ok(None);
    };
    let key = asker.key.as_ref().map(Mac::as_bytes);
    let found = tx.query(SEATED, params![seat.as_bytes(), entry, now, key], |row| {
        Ok(if row.get::<String>("sort")? == "invite" {
            Person::Invite(row.get("id")?)
        } else {
            Person::Guest(row.get("id")?)
        })
    })?;
    // In this order: an invite is less than a guest.
    Ok(found.into_iter().min())
}

/// How much there is of the entry; nothing of what neither plays nor has pages.
pub(super) fn extent(tx: &Tx, entry: EntryId) -> Result<Option<Extent>, Error> {
    let found = tx.query_opt(EXTENT, params![entry], extent_of)?;
    Ok(found.flatten())
}

/// The same of a row that has the entry's `kind`, `duration_us` and `pages`.
pub(in crate::features) fn extent_of(row: &Row<'_>) -> Result<Option<Extent>, Error> {
    let kind = row.parse::<EntryKind>("kind")?;
    if kind == EntryKind::Document {
        let pages = row.get::<Option<u32>>("pages")?;
        return Ok(pages.filter(|pages| *pages > 0).map(Extent::Pages));
    }
    let micros = row.get::<Option<i64>>("duration_us")?;
    let micros = micros.and_then(|micros| u64::try_from(micros).ok());
    let length = micros.map(Duration::from_micros);
    let length = length.filter(|length| plays(kind) && !length.is_zero());
    Ok(length.map(Extent::Length))
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 2] = [SEATED, EXTENT];
