use std::time::Duration;

use crate::{clock::Timestamp, email::Domain};

/// Why somebody is not let in, with what the page needs to say so and to show a way
/// on. A refusal spends nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The secret never existed (row 1). Callers answer so when they find no invite.
    Unknown,
    /// The module is off (row 2).
    Disabled,
    /// The invite was revoked (row 3).
    Revoked,
    /// The entry was deleted (row 4).
    EntryGone,
    /// The person was removed or is suspended (row 5).
    Barred,
    /// Signed in as somebody else (row 6).
    WrongAccount {
        /// The invited address, masked.
        invited: String,
    },
    /// A newer link took the place of this one (row 8).
    Replaced {
        /// When.
        since: Timestamp,
    },
    /// The session is over and no recording was promised (row 9).
    Ended {
        /// Since when.
        at: Timestamp,
    },
    /// There is nothing to see yet (row 10). The page waits.
    NotReady {
        /// The media could not be prepared: its owner has to upload it again.
        failed: bool,
    },
    /// The link has ended (row 11).
    Expired {
        /// When.
        at: Timestamp,
    },
    /// The seat is another browser's (row 12): also one that has the cookie of this
    /// and a key that this has not.
    OtherDevice {
        /// The invited address, masked.
        invited: String,
        /// How to bring the seat here.
        way: WayBack,
    },
    /// It may be the browser in the seat, but it shows its key with a word that is too
    /// old (rows 7 and 12): the same press on a fresh page tells.
    StaleProof,
    /// No use is left (row 13).
    UsedUp {
        /// The invited address, masked.
        invited: String,
        /// How the same person comes back in.
        way: WayBack,
    },
    /// Newcomers of this domain may not be invited any more (row 14).
    DomainBlocked {
        /// The domain.
        domain: Domain,
    },
    /// Another address was typed, or none that could be one. It counts as a failed try.
    WrongEmail,
    /// No address was typed.
    MissingEmail,
    /// Too many tries from this browser or network failed.
    TooManyTries {
        /// How long to wait, rounded up to seconds.
        retry_after: Duration,
    },
    /// The browser sent no cookie with the form, so nothing could be bound to it.
    CookiesOff,
}

/// How a person who is refused can get in without a new invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayBack {
    /// By a code mailed to the invited address.
    Code,
    /// Only by the person who invited them.
    AskInviter,
}

impl Refusal {
    /// Its name in the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Disabled => "disabled",
            Self::Revoked => "revoked",
            Self::EntryGone => "entry_gone",
            Self::Barred => "barred",
            Self::WrongAccount { .. } => "wrong_account",
            Self::Replaced { .. } => "replaced",
            Self::Ended { .. } => "ended",
            Self::NotReady { .. } => "not_ready",
            Self::Expired { .. } => "expired",
            Self::OtherDevice { .. } => "other_device",
            Self::StaleProof => "stale_proof",
            Self::UsedUp { .. } => "used_up",
            Self::DomainBlocked { .. } => "domain_blocked",
            Self::WrongEmail => "wrong_email",
            Self::MissingEmail => "missing_email",
            Self::TooManyTries { .. } => "too_many_tries",
            Self::CookiesOff => "cookies_off",
        }
    }

    /// Its HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Unknown => 404,
            Self::Revoked
            | Self::EntryGone
            | Self::Expired { .. }
            | Self::UsedUp { .. }
            | Self::Replaced { .. }
            | Self::Ended { .. } => 410,
            Self::OtherDevice { .. }
            | Self::WrongAccount { .. }
            | Self::NotReady { .. }
            | Self::StaleProof
            | Self::CookiesOff => 409,
            Self::WrongEmail | Self::MissingEmail => 422,
            Self::Barred | Self::DomainBlocked { .. } | Self::Disabled => 403,
            Self::TooManyTries { .. } => 429,
        }
    }

    /// Whether a new link would help, so that the inviter may be asked for one.
    pub const fn may_ask(&self) -> bool {
        matches!(
            self,
            Self::Replaced { .. }
                | Self::Ended { .. }
                | Self::Expired { .. }
                | Self::OtherDevice { .. }
                | Self::UsedUp { .. }
        )
    }

    /// Whether it counts as a failed try of this browser and network.
    pub const fn is_failed_try(&self) -> bool {
        matches!(self, Self::WrongEmail)
    }
}
