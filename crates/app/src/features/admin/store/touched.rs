use usher_db::{Error, Tx, params};
use usher_domain::{clock::Timestamp, config::SiteConfig, email::Email};

/// More than this is not counted: nobody decides otherwise at 1,001.
const COUNTED: usize = 1000;
/// How many invites are looked at.
const LOOKED_AT: i64 = 4000;

/// How many invites there are.
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
    count(tx, now, |_| Ok(true))
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
    count(tx, now, |email| {
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
    mut counts: impl FnMut(&Email) -> Result<bool, Error>,
) -> Result<Count, Error> {
    let rows = tx.query(
        "SELECT email, uses_allowed, uses_spent FROM invites
         WHERE revoked_at IS NULL AND expires_at > $1 ORDER BY expires_at LIMIT $2",
        params![now, LOOKED_AT],
        |row| {
            let (allowed, spent): (i64, i64) = (row.get("uses_allowed")?, row.get("uses_spent")?);
            let usable = allowed < 0 || spent < allowed;
            Ok((usable, row.parse::<Email>("email")?))
        },
    )?;
    let all = rows.len() < usize::try_from(LOOKED_AT).unwrap_or(usize::MAX);
    let mut seen = 0;
    for (_, email) in rows.iter().filter(|(usable, _)| *usable) {
        if counts(email)? {
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
