//! How long guests are known: names, addresses and what they did go some days after the last of what they held.

use std::time::Duration;

use crate::clock::Timestamp;

/// What a guest holds, or held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Until when the link lets them in: its end, or when it was revoked. A guest by a guest link has none of their own.
    pub link_ends: Option<Timestamp>,
    /// What they came in by, if they did.
    pub grant: Option<Grant>,
}

/// A grant, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// When it ends by itself; nothing if that hangs on a session that has not ended.
    pub ends_at: Option<Timestamp>,
    /// When it was ended before.
    pub ended_at: Option<Timestamp>,
}

impl Held {
    /// Since when nothing lets them in, or from when on; `None` if nobody can say yet.
    pub fn over_at(&self) -> Option<Timestamp> {
        let grant = match self.grant {
            None => None,
            Some(Grant { ends_at, ended_at }) => Some(match (ends_at, ended_at) {
                (Some(ends), Some(ended)) => ends.min(ended),
                (ends, ended) => ended.or(ends)?,
            }),
        };
        self.link_ends.max(grant)
    }

    /// Whether nothing has let them in for as long as guests are `kept`.
    pub fn is_over(&self, kept: Duration, now: Timestamp) -> bool {
        self.over_at().is_some_and(|over| over.after(kept) <= now)
    }
}

/// Whether a guest is forgotten: nothing of what they hold or held may let them in, or have done so lately. Who has
/// an account is no guest.
pub fn is_forgotten(held: &[Held], is_member: bool, kept: Duration, now: Timestamp) -> bool {
    !is_member && !held.is_empty() && held.iter().all(|one| one.is_over(kept, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEPT: Duration = Duration::from_hours(24);
    const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

    fn ago(hours: u64) -> Timestamp {
        NOW.before(Duration::from_hours(hours))
    }

    fn link(ends: Timestamp) -> Held {
        Held {
            link_ends: Some(ends),
            grant: None,
        }
    }

    fn grant(link: Timestamp, ends: Option<Timestamp>, ended: Option<Timestamp>) -> Held {
        let grant = Grant {
            ends_at: ends,
            ended_at: ended,
        };
        Held {
            link_ends: Some(link),
            grant: Some(grant),
        }
    }

    #[test]
    fn a_guest_is_known_as_long_as_anything_lets_them_in_and_some_days_more() {
        let later = NOW.after(KEPT);
        let table = [
            ("an open link", link(later), false),
            ("a link that ended just now", link(NOW), false),
            (
                "a link that ended a little less than a day ago",
                link(ago(23)),
                false,
            ),
            ("a link that ended a day ago", link(ago(24)), true),
            (
                "a grant that runs",
                grant(ago(99), Some(later), None),
                false,
            ),
            (
                "a grant that ended a day ago",
                grant(ago(99), Some(ago(24)), None),
                true,
            ),
            (
                "a grant that was left long before its end",
                grant(ago(99), Some(later), Some(ago(25))),
                true,
            ),
            (
                "a grant that was left just now",
                grant(ago(99), Some(later), Some(NOW)),
                false,
            ),
            (
                "left, but the link is open",
                grant(later, Some(later), Some(ago(99))),
                false,
            ),
            (
                "until a session has ended",
                grant(ago(99), None, None),
                false,
            ),
            (
                "a session's, left",
                grant(ago(99), None, Some(ago(24))),
                true,
            ),
            (
                "ended again after its end",
                grant(ago(99), Some(ago(30)), Some(NOW)),
                true,
            ),
        ];
        for (what, held, forgotten) in table {
            assert_eq!(is_forgotten(&[held], false, KEPT, NOW), forgotten, "{what}");
            assert!(
                !is_forgotten(&[held], true, KEPT, NOW),
                "{what}, of a member"
            );
            assert!(
                !is_forgotten(&[held, link(later)], false, KEPT, NOW),
                "{what}, and an open link"
            );
        }
        assert!(!is_forgotten(&[], false, KEPT, NOW));
        let over = [link(ago(24)), link(ago(48))];
        assert!(is_forgotten(&over, false, KEPT, NOW));
    }

    #[test]
    fn a_guest_by_a_guest_link_has_a_grant_alone() {
        let held = |ends| Held {
            link_ends: None,
            grant: Some(Grant {
                ends_at: Some(ends),
                ended_at: None,
            }),
        };
        assert!(is_forgotten(&[held(ago(24))], false, KEPT, NOW));
        assert!(!is_forgotten(&[held(ago(23))], false, KEPT, NOW));
    }
}
