use crate::{clock::Timestamp, names::named};

use super::GuestLinkFacts;

named! {
    /// How a guest link stands in its owner's list.
    pub enum GuestLinkState {
        /// It lets people in.
        Open = "open",
        /// It would, were *Guest access* on.
        Off = "off",
        /// All its uses are spent.
        UsedUp = "used_up",
        /// It has ended.
        Expired = "expired",
        /// It was deleted, for good.
        Deleted = "deleted",
    }
}

impl GuestLinkState {
    /// The state of a link; the first that is true is shown.
    pub fn of(link: &GuestLinkFacts, now: Timestamp) -> Self {
        if link.deleted {
            Self::Deleted
        } else if link.ends_at.is_some_and(|end| now >= end) {
            Self::Expired
        } else if !link.uses.left() {
            Self::UsedUp
        } else if link.access_on {
            Self::Open
        } else {
            Self::Off
        }
    }
}
