use std::time::Duration;

use crate::{
    access::SessionRole,
    clock::Timestamp,
    email::Email,
    ids::{AccountId, GrantId, InviteId},
    names::named,
};

use super::{Browser, SessionPhase};

/// How long a grant for a session outlives the session's real end
/// (invitations.md, *How long*).
const AFTER_THE_SESSION: Duration = Duration::from_hours(1);

/// Whom a grant belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A member.
    Account(AccountId),
    /// A guest: the browser that has the seat.
    Seat(Browser),
}

/// Where a grant came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GrantSource {
    /// An invite, and the address it is tied to. One invite gives one grant.
    Invite {
        /// The invite.
        id: InviteId,
        /// Its address.
        email: Email,
    },
    /// A guest link: its visitors' addresses prove nothing.
    GuestLink(GrantId),
}

named! {
    /// What the holder of a grant has shown, weakest first.
    pub enum Proof {
        /// Typed the address.
        Typed = "typed",
        /// Typed the address over the mailed link.
        Mailed = "mailed",
        /// Gave a mailed code.
        Code = "code",
        /// Signed in as the invited person.
        Verified = "verified",
    }
}

/// When a grant ends. It works until just before that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantEnd {
    /// At a moment.
    At(Timestamp),
    /// So long after the real end of the session, which is not known before.
    AfterSession(Duration),
}

impl GrantEnd {
    /// For a session without a recording: one hour after its real end. With one,
    /// at least as long after it as the site gives to watch.
    pub(super) fn after_session(recording: Option<Duration>) -> Self {
        Self::AfterSession(recording.map_or(AFTER_THE_SESSION, |span| span.max(AFTER_THE_SESSION)))
    }

    /// The moment, or nothing while the session has not ended.
    pub fn moment(self, phase: Option<SessionPhase>) -> Option<Timestamp> {
        match (self, phase) {
            (Self::At(at), _) => Some(at),
            (Self::AfterSession(span), Some(SessionPhase::Ended { at })) => Some(at.after(span)),
            (Self::AfterSession(_), _) => None,
        }
    }

    /// Whether it lies in the future.
    pub fn is_ahead(self, phase: Option<SessionPhase>, now: Timestamp) -> bool {
        self.moment(phase).is_none_or(|end| now < end)
    }

    /// The later of two.
    pub(super) fn later(self, other: Self, phase: Option<SessionPhase>) -> Self {
        let known = |end: Self| end.moment(phase).unwrap_or(Timestamp::MAX);
        if known(other) > known(self) {
            other
        } else {
            self
        }
    }
}

/// A grant for the entry that the visitor's account or browser holds and that was
/// neither given back nor revoked. Whether it has run out is decided here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldGrant {
    /// Where it came from; with an invite's id it is also its name.
    pub source: GrantSource,
    /// Whom it belongs to.
    pub holder: Holder,
    /// Its role.
    pub role: SessionRole,
    /// Its end.
    pub ends: GrantEnd,
    /// What was shown for it.
    pub proof: Proof,
}

impl HeldGrant {
    /// Whether it came from this invite.
    pub fn is_from(&self, invite: InviteId) -> bool {
        matches!(&self.source, GrantSource::Invite { id, .. } if *id == invite)
    }

    /// Whether it came from an invite to this address.
    pub(super) fn is_for(&self, invited: &Email) -> bool {
        matches!(&self.source, GrantSource::Invite { email, .. } if email == invited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_ends_the_later_counts_and_of_equal_ones_the_first() {
        let ended = Some(SessionPhase::Ended {
            at: Timestamp::from_secs(100),
        });
        let at = |secs| GrantEnd::At(Timestamp::from_secs(secs));
        let after = |secs| GrantEnd::AfterSession(Duration::from_secs(secs));
        for (first, second, later) in [
            (at(110), at(120), at(120)),
            (at(120), at(110), at(120)),
            (at(110), after(20), after(20)),
            (after(10), at(110), after(10)),
            (at(110), after(10), at(110)),
        ] {
            assert_eq!(first.later(second, ended), later, "{first:?} {second:?}");
        }
        // Nobody knows yet when a session ends: that is later than any moment.
        assert_eq!(at(500).later(after(1), None), after(1));
    }
}
