use crate::{access::SessionRole, clock::Timestamp, ids::AccountId};

use super::{Browser, GrantEnd, HeldGrant, Holder, LobbyProof, Proof};

/// What happens instead of a refusal: a page to show, or what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Already in (row 7): on to the entry's page. Nothing is written but, if the
    /// browser has none, a session for the grant's holder.
    Enter {
        /// By this grant.
        grant: HeldGrant,
    },
    /// The inviter opened the link: show what the invitee will see (row 6).
    Preview,
    /// Inside in a lower role (row 15): a page whose script presses the button.
    OfferUpgrade {
        /// The role now.
        from: SessionRole,
        /// The role of the invite.
        to: SessionRole,
    },
    /// The button of [`Admission::OfferUpgrade`] was pressed: write this.
    Upgrade(Upgrade),
    /// The session has not started (row 16): a page with a countdown.
    Countdown {
        /// When it is to start.
        starts_at: Timestamp,
        /// The end of the link, if it ends before the doors open.
        link_ends_before: Option<Timestamp>,
    },
    /// Something is asked for (rows 17 and 19).
    Lobby(Lobby),
    /// A member with the invited address (row 18): a page whose script presses the
    /// button.
    Verified {
        /// The member.
        account: AccountId,
    },
    /// Let in: write this.
    Admit(Write),
}

/// What the lobby asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lobby {
    /// What is needed in the end.
    pub proof: LobbyProof,
    /// The next thing to ask.
    pub ask: Ask,
}

/// The lobby's next question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The invited address. Also asked before a code is mailed: what opens links by
    /// itself does not know it, and so mails nothing.
    Address,
    /// To sign in, since people of the domain that was typed have a sign-in of their own; or to
    /// go on without. It is asked of whatever address has such a domain: it tells nothing.
    SignIn,
    /// The code that is mailed to the invited address.
    Code,
    /// A code is needed and none can be mailed: the inviter has to help.
    NobodyCanMail,
}

/// A higher role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upgrade {
    /// The role until now.
    pub from: SessionRole,
    /// What to write.
    pub write: Write,
}

/// Everything that a store writes when somebody is let in. An invite has one grant:
/// it is made, or brought to these values; if somebody else held it, their sessions
/// end, so that there are never two at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The grant's role.
    pub role: SessionRole,
    /// The grant's holder: a member or a guest in a seat.
    pub holder: Holder,
    /// The grant's end.
    pub ends: GrantEnd,
    /// What was shown for it.
    pub proof: Proof,
    /// What it costs.
    pub spend: Spend,
    /// What becomes of the seat.
    pub seat: SeatChange,
    /// The invite's first use, now or before.
    pub first_used_at: Timestamp,
}

/// What an admission costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spend {
    /// Nothing.
    Nothing,
    /// One use.
    One,
}

/// What becomes of an invite's seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatChange {
    /// It stays as it is.
    Keep,
    /// A member came in while a reset waited: the seat is free, and nothing waits any
    /// more.
    Free,
    /// A browser sits down in a free seat.
    Bind(Browser),
    /// It moves; the sessions of the old browser end.
    Move {
        /// The old browser.
        from: Browser,
        /// The new browser.
        to: Browser,
        /// By what.
        by: MovedBy,
    },
}

/// What moved a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MovedBy {
    /// A further use, where the seat follows. It is not one of the three moves.
    Use,
    /// A mailed code: one of the three moves.
    Code,
    /// The hand-over shown by the old browser: one of the three moves.
    HandOver,
}

impl MovedBy {
    /// Whether it is one of the moves after which the inviter is needed.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Code | Self::HandOver)
    }
}

impl Admission {
    /// What is to be written, if anything is.
    pub const fn write(&self) -> Option<&Write> {
        match self {
            Self::Admit(write) | Self::Upgrade(Upgrade { write, .. }) => Some(write),
            _ => None,
        }
    }
}
