use crate::{clock::Timestamp, names::named};

use super::{Seat, Uses};

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
        /// Whoever was invited is not known any more: their data were removed.
        Forgotten = "forgotten",
    }
}

impl InviteState {
    /// The state of an invite: whether it was revoked, whether a grant from it is
    /// running, the end of its link, its uses and its seat. A person who is in stays
    /// *joined* when the link ends: that never ends a running grant. A seat that was
    /// reset waits for the next browser, whatever uses are left.
    pub fn of(
        revoked: bool,
        grant_is_running: bool,
        link_ends: Timestamp,
        uses: Uses,
        seat: Seat,
        now: Timestamp,
    ) -> Self {
        if revoked {
            Self::Revoked
        } else if grant_is_running {
            Self::Joined
        } else if now >= link_ends {
            Self::Expired
        } else if !uses.left() && seat != Seat::Reset {
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
            InviteState::of(true, true, NOW, spent, Seat::Free, NOW),
            InviteState::Revoked
        );
        assert_eq!(
            InviteState::of(false, true, NOW, spent, Seat::Free, NOW),
            InviteState::Joined
        );
        assert_eq!(
            InviteState::of(false, false, NOW, spent, Seat::Free, NOW),
            InviteState::Expired
        );
        assert_eq!(
            InviteState::of(false, false, LATER, spent, Seat::Free, NOW),
            InviteState::UsedUp
        );
        assert_eq!(
            InviteState::of(false, false, LATER, spent, Seat::Reset, NOW),
            InviteState::Left
        );
        assert_eq!(
            InviteState::of(false, false, LATER, some, Seat::Free, NOW),
            InviteState::Left
        );
        assert_eq!(
            InviteState::of(false, false, LATER, fresh, Seat::Free, NOW),
            InviteState::Pending
        );
    }
}
