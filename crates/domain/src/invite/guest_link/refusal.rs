use crate::{clock::Timestamp, invite::IssueRefusal};

/// Why somebody is not let in by a guest link. A refusal spends nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuestRefusal {
    /// The secret never existed. Callers answer so when they find no link.
    Unknown,
    /// The module is off, or guest links are.
    Disabled,
    /// The link was deleted.
    Deleted,
    /// The entry was deleted.
    EntryGone,
    /// *Guest access* of the entry is off.
    SwitchedOff,
    /// A newer link took the place of this one.
    Replaced {
        /// When.
        since: Timestamp,
    },
    /// There is nothing to see yet. The page waits.
    NotReady {
        /// The media could not be prepared: its owner has to upload it again.
        failed: bool,
    },
    /// The link has ended.
    Expired {
        /// When.
        at: Timestamp,
    },
    /// No use is left.
    UsedUp,
    /// It may be the browser of a guest, but it shows its key with a word that is too old: the same press on a fresh
    /// page tells.
    StaleProof,
    /// The browser sent no cookie with the form.
    CookiesOff,
    /// What was typed is no name or no address.
    Introduce,
}

impl GuestRefusal {
    /// Its name in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Disabled => "disabled",
            Self::Deleted => "link_deleted",
            Self::EntryGone => "entry_gone",
            Self::SwitchedOff => "guests_off",
            Self::Replaced { .. } => "replaced",
            Self::NotReady { .. } => "not_ready",
            Self::Expired { .. } => "expired",
            Self::UsedUp => "used_up",
            Self::StaleProof => "stale_proof",
            Self::CookiesOff => "cookies_off",
            Self::Introduce => "invalid",
        }
    }

    /// Its HTTP status.
    pub const fn status(self) -> u16 {
        match self {
            Self::Unknown => 404,
            Self::Deleted
            | Self::EntryGone
            | Self::Replaced { .. }
            | Self::Expired { .. }
            | Self::UsedUp => 410,
            Self::NotReady { .. } | Self::StaleProof | Self::CookiesOff => 409,
            Self::Introduce => 422,
            Self::Disabled | Self::SwitchedOff => 403,
        }
    }
}

/// Why a guest link cannot be made, renewed or switched on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkRefusal {
    /// Whoever may invite nobody here may hand out no guest link either.
    Issue(IssueRefusal),
    /// The administrator wants no guest links.
    NoGuestLinks,
    /// The entry has as many as it may.
    TooMany,
    /// More uses than the administrator allows.
    TooManyUses {
        /// The most.
        most: u32,
    },
    /// More days than the administrator allows.
    TooManyDays {
        /// The most.
        most: u32,
    },
    /// It was deleted, for good.
    Deleted,
}

impl LinkRefusal {
    /// Its name in the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Issue(refusal) => refusal.code(),
            Self::NoGuestLinks => "no_guest_links",
            Self::TooMany => "too_many_guest_links",
            Self::TooManyUses { .. } => "too_many_uses",
            Self::TooManyDays { .. } => "too_many_days",
            Self::Deleted => "link_deleted",
        }
    }

    /// The field of the form that it is about, if it is about one.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::TooManyUses { .. } => Some("uses"),
            Self::TooManyDays { .. } => Some("days"),
            Self::Issue(_) | Self::NoGuestLinks | Self::TooMany | Self::Deleted => None,
        }
    }
}

impl From<IssueRefusal> for LinkRefusal {
    fn from(refusal: IssueRefusal) -> Self {
        Self::Issue(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_has_its_name_and_status_in_the_api() {
        let (since, at) = (Timestamp::from_secs(1), Timestamp::from_secs(2));
        for (refusal, code, status) in [
            (GuestRefusal::Unknown, "unknown", 404),
            (GuestRefusal::Disabled, "disabled", 403),
            (GuestRefusal::Deleted, "link_deleted", 410),
            (GuestRefusal::EntryGone, "entry_gone", 410),
            (GuestRefusal::SwitchedOff, "guests_off", 403),
            (GuestRefusal::Replaced { since }, "replaced", 410),
            (GuestRefusal::NotReady { failed: false }, "not_ready", 409),
            (GuestRefusal::NotReady { failed: true }, "not_ready", 409),
            (GuestRefusal::Expired { at }, "expired", 410),
            (GuestRefusal::UsedUp, "used_up", 410),
            (GuestRefusal::StaleProof, "stale_proof", 409),
            (GuestRefusal::CookiesOff, "cookies_off", 409),
            (GuestRefusal::Introduce, "invalid", 422),
        ] {
            assert_eq!((refusal.code(), refusal.status()), (code, status));
        }
    }

    #[test]
    fn what_a_link_is_refused_for_stands_at_its_field() {
        let issue = IssueRefusal::Disabled;
        for (refusal, code, field) in [
            (LinkRefusal::from(issue.clone()), issue.code(), None),
            (LinkRefusal::NoGuestLinks, "no_guest_links", None),
            (LinkRefusal::TooMany, "too_many_guest_links", None),
            (
                LinkRefusal::TooManyUses { most: 9 },
                "too_many_uses",
                Some("uses"),
            ),
            (
                LinkRefusal::TooManyDays { most: 9 },
                "too_many_days",
                Some("days"),
            ),
            (LinkRefusal::Deleted, "link_deleted", None),
        ] {
            assert_eq!((refusal.code(), refusal.field()), (code, field));
        }
    }
}
