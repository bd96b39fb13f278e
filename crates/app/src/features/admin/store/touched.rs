use usher_db::{Error, Tx, params};
use usher_domain::{
    access::SessionRole,
    clock::Timestamp,
    config::SiteConfig,
    email::Email,
    invite::{GuestLinkFacts, GuestLinkState, Uses, UsesAllowed},
};

/// More than this is not counted: nobody decides otherwise at 1,001.
const COUNTED: usize = 1000;
/// How many invites are looked at.
pub(super) const LOOKED_AT: i64 = 4000;

/// How many there are of what is touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Count {
    /// So many.
    Exactly(usize),
    /// More than that; then it was enough.
    MoreThan(usize),
    /// None was seen among the first thousands.
    Unknown,
}

impl Count {
    fn of(seen: usize, all_looked_at: bool) -> Self {
        if seen > COUNTED {
            Self::MoreThan(COUNTED)
        } else if all_looked_at {
            Self::Exactly(seen)
        } else {
            seen.checked_sub(1).map_or(Self::Unknown, Self::MoreThan)
        }
    }

    /// Whether there is any, as far as is known.
    pub(in super::super) fn any(self) -> bool {
        self != Self::Exactly(0)
    }
}

/// Invites whose link still lets somebody in: neither revoked nor ended, with a use
/// left.
pub(in super::super) fn open_invites(tx: &Tx, now: Timestamp) -> Result<Count, Error> {
    count(tx, now, |_, _| Ok(true))
}

/// Those of them that let in as `role`.
pub(in super::super) fn open_invites_as(
    tx: &Tx,
    role: SessionRole,
    now: Timestamp,
) -> Result<Count, Error> {
    count(tx, now, |_, one| Ok(one == role))
}

const GRANTS: &str = "
    SELECT ended_at, ends_at FROM grants WHERE invite_id < $1 ORDER BY invite_id DESC LIMIT $2";
const GUEST_LINKS: &str = "
    SELECT l.uses_allowed, l.uses_spent, l.ends_at, l.deleted_at, e.guest_access
    FROM guest_links l JOIN entries e ON e.id = l.entry_id
    WHERE l.id < $1 AND e.trashed_at IS NULL ORDER BY l.id DESC LIMIT $2";
const GUESTS: &str = "
    SELECT ended_at FROM guests WHERE ends_at > $1 ORDER BY ends_at LIMIT $2";
/// An id is of hexadecimal digits: all come before this.
pub(super) const BEYOND: &str = "g";

/// How many are inside by an invite, of those that were let in by the newest thousands.
pub(in super::super) fn invited_inside(tx: &Tx, now: Timestamp) -> Result<Count, Error> {
    let rows = tx.query(GRANTS, params![BEYOND, LOOKED_AT], |row| {
        let ended = row.get::<Option<Timestamp>>("ended_at")?.is_some();
        let ends = row.get::<Option<Timestamp>>("ends_at")?;
        Ok(!ended && ends.is_none_or(|ends| now < ends))
    })?;
    Ok(counted(&rows))
}

/// How many guest links let somebody in, of the newest thousands.
pub(in super::super) fn guest_links(tx: &Tx, now: Timestamp) -> Result<Count, Error> {
    let rows = tx.query(GUEST_LINKS, params![BEYOND, LOOKED_AT], |row| {
        let allowed = UsesAllowed::try_from(row.get::<i64>("uses_allowed")?);
        let facts = GuestLinkFacts {
            uses: Uses {
                allowed: allowed.map_err(|_| Error::Column {
                    column: "uses_allowed",
                    wanted: "a number of uses",
                })?,
                spent: row.get("uses_spent")?,
            },
            ends_at: row.get("ends_at")?,
            deleted: row.get::<Option<Timestamp>>("deleted_at")?.is_some(),
            replaced_at: None,
            access_on: row.get("guest_access")?,
        };
        Ok(GuestLinkState::of(&facts, now) == GuestLinkState::Open)
    })?;
    Ok(counted(&rows))
}

/// How many are inside by a guest link.
pub(in super::super) fn guests_inside(tx: &Tx, now: Timestamp) -> Result<Count, Error> {
    let rows = tx.query(GUESTS, params![now, LOOKED_AT], |row| {
        Ok(row.get::<Option<Timestamp>>("ended_at")?.is_none())
    })?;
    Ok(counted(&rows))
}

/// How many of what was looked at count.
pub(super) fn counted(rows: &[bool]) -> Count {
    let all = rows.len() < usize::try_from(LOOKED_AT).unwrap_or(usize::MAX);
    Count::of(rows.iter().filter(|counts| **counts).count(), all)
}

/// Open invites of people without an account, to addresses whose domain `after`
/// restricts and `before` did not.
pub(in super::super) fn newcomers_of(
    tx: &Tx,
    before: &SiteConfig,
    after: &SiteConfig,
    now: Timestamp,
) -> Result<Count, Error> {
    let restricted = |config: &SiteConfig, email: &Email| {
        let rules = &config.invite_to_media.restrict_new_user_domains;
        rules.name(email.domain())
    };
    count(tx, now, |email, _| {
        if restricted(before, email) || !restricted(after, email) {
            return Ok(false);
        }
        let member = tx.query_opt(
            "SELECT 1 AS one FROM addresses WHERE email = $1 AND verified_how IS NOT NULL",
            params![email.as_str()],
            |_| Ok(()),
        )?;
        Ok(member.is_none())
    })
}

fn count(
    tx: &Tx,
    now: Timestamp,
    mut counts: impl FnMut(&Email, SessionRole) -> Result<bool, Error>,
) -> Result<Count, Error> {
    let rows = tx.query(
        "SELECT email, role, uses_allowed, uses_spent FROM invites
         WHERE revoked_at IS NULL AND expires_at > $1 ORDER BY expires_at LIMIT $2",
        params![now, LOOKED_AT],
        |row| {
            let (allowed, spent): (i64, i64) = (row.get("uses_allowed")?, row.get("uses_spent")?);
            let usable = allowed < 0 || spent < allowed;
            Ok((usable, row.parse::<Email>("email")?, row.parse("role")?))
        },
    )?;
    let all = rows.len() < usize::try_from(LOOKED_AT).unwrap_or(usize::MAX);
    let mut seen = 0;
    for (_, email, role) in rows.iter().filter(|(usable, ..)| *usable) {
        if counts(email, *role)? {
            seen += 1;
        }
        if seen > COUNTED {
            break;
        }
    }
    Ok(Count::of(seen, all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn what_is_counted_is_found_by_indices() {
        let hub = Hub::new();
        for sql in [GRANTS, GUEST_LINKS, GUESTS] {
            assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
        }
    }

    #[test]
    fn counting_stops_where_it_no_longer_matters() {
        assert_eq!(Count::of(0, true), Count::Exactly(0));
        assert_eq!(Count::of(1000, true), Count::Exactly(1000));
        assert_eq!(Count::of(1001, true), Count::MoreThan(1000));
        assert_eq!(Count::of(37, false), Count::MoreThan(36));
        assert_eq!(Count::of(0, false), Count::Unknown);
        assert!(Count::Unknown.any() && !Count::of(0, true).any());
    }
}
