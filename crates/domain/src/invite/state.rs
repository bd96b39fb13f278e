use crate::{clock::Timestamp, names::named};

use super::Uses;

named! {
    /// How an invite stands in its owner's list.
    pub enum InviteState {
        /// Sent, and not used yet.
        Pending = "pending",
        /// The person is in: a grant from it is running.
        Joined = "joined",
        /// Its link has ended.
        Expired = "expired",
        /// All its uses are spent, and nobody is in.
        UsedUp = "used_up",
        /// It was used, nobody is in, and it can be used again.
        Left = "left",
        /// It was revoked, for good.
        Revoked = "revoked",
    }
}

impl InviteState {
    /// The state of an invite: whether it was revoked, whether a grant from it is
    /// running, the end of its link, and its uses. A person who is in stays *joined*
    /// when the link ends: that never ends a running grant.
    pub fn of(
        revoked: bool,
        grant_is_running: bool,
        link_ends: Timestamp,
        uses: Uses,
        now: Timestamp,
    ) -> Self {
        if revoked {
            Self::Revoked
        } else if grant_is_running {
            Self::Joined
        } else if now >= link_ends {
            Self::Expired
        } else if !uses.left() {
            Self::UsedUp
        } else if uses.spent > 0 {
            Self::Left
        } else {
            Self::Pending
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invite::UsesAllowed;

    const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);
    const LATER: Timestamp = Timestamp::from_secs(1_800_000_001);

    #[test]
    fn the_first_that_is_true_is_shown() {
        let fresh = Uses::fresh(UsesAllowed::ONCE);
        let spent = Uses { spent: 1, ..fresh };
        let some = Uses {
            allowed: UsesAllowed::Unlimited,
            spent: 1,
        };
        assert_eq!(
            InviteState::of(true, true, NOW, spent, NOW),
            InviteState::Revoked
        );
        assert_eq!(
            InviteState::of(false, true, NOW, spent, NOW),
            InviteState::Joined
        );
        assert_eq!(
            InviteState::of(false, false, NOW, spent, NOW),
            InviteState::Expired
        );
        assert_eq!(
            InviteState::of(false, false, LATER, spent, NOW),
            InviteState::UsedUp
        );
        assert_eq!(
            InviteState::of(false, false, LATER, some, NOW),
            InviteState::Left
        );
        assert_eq!(
            InviteState::of(false, false, LATER, fresh, NOW),
            InviteState::Pending
        );
    }
}
