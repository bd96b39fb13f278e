//! What people are told of what happens to their media: who, and how.

use std::time::Duration;

use crate::{ids::AccountId, names::named};

named! {
    /// What is told.
    pub enum NoticeKind {
        /// Somebody who was invited came in for the first time.
        Joined = "joined",
    }
}

named! {
    /// How somebody wants to be told.
    pub enum NoticeWay {
        /// In the hub.
        Hub = "hub",
        /// Not at all.
        Off = "off",
    }
}

/// How many notices somebody has; older ones make room.
pub const MOST_NOTICES: u32 = 100;

/// How long a notice is kept.
pub const NOTICES_KEPT: Duration = Duration::from_hours(90 * 24);

/// Who is told that somebody came in: who invited them and who owns the entry, each once, and
/// nobody of themselves.
pub fn told_of_joining(
    inviter: AccountId,
    owner: AccountId,
    joined: Option<AccountId>,
) -> impl Iterator<Item = AccountId> {
    let owner = (owner != inviter).then_some(owner);
    let both = std::iter::once(inviter).chain(owner);
    both.filter(move |told| Some(*told) != joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{SeededEntropy, Timestamp};

    #[test]
    fn inviter_and_owner_are_told_once_and_nobody_of_themselves() {
        let entropy = SeededEntropy::new(1);
        let id = || AccountId::new(Timestamp::from_secs(1), &entropy);
        let (ann, bob, cy) = (id(), id(), id());
        for (inviter, owner, joined, expected) in [
            (ann, ann, None, vec![ann]),
            (ann, bob, None, vec![ann, bob]),
            (ann, bob, Some(cy), vec![ann, bob]),
            (ann, bob, Some(bob), vec![ann]),
            (ann, ann, Some(ann), vec![]),
        ] {
            let told: Vec<_> = told_of_joining(inviter, owner, joined).collect();
            assert_eq!(told, expected);
        }
    }
}
