//! Channels and galleries: shelves on which entries stand, and people with a role in each channel.
//!
//! A gallery is made by administrators and open to everybody who is signed in; who may put something into it follows
//! from what somebody may do on the site. A channel has people of its own. Who may do what in either is decided by
//! [`access::may_in_channel`](crate::access::may_in_channel); here is what becomes of an entry that is put there.

mod make;
mod placement;
mod role;

pub use make::may_make_channel;
pub use placement::{Decision, MOST_PLACEMENTS, PlacementState, decided, placed, stands_after};
pub use role::{LastManager, may_become};

use crate::{access::AppRole, names::named};

named! {
    /// Which of the two a shelf is.
    pub enum ChannelKind {
        /// With people of its own, who have roles in it.
        Channel = "channel",
        /// Of the whole site.
        Gallery = "gallery",
    }
}

named! {
    /// What somebody is in a channel; each role includes those before it.
    pub enum ChannelRole {
        /// Sees what is in it.
        Member = "member",
        /// Also puts entries into it.
        Contributor = "contributor",
        /// Also decides on what waits, and takes entries out.
        Moderator = "moderator",
        /// Also looks after its people and settings, and deletes it.
        Manager = "manager",
    }
}

named! {
    /// Who sees a channel and what is in it.
    pub enum Audience {
        /// Everybody who is signed in.
        Everyone = "everyone",
        /// Its people.
        Members = "members",
    }
}

named! {
    /// Who may put entries into a channel.
    pub enum Contributors {
        /// Everybody who sees it and may have media.
        Everyone = "everyone",
        /// Contributors, moderators and managers.
        Contributors = "contributors",
    }
}

named! {
    /// Who makes channels.
    pub enum ChannelCreators {
        /// Everybody who may upload.
        Uploaders = "uploaders",
        /// Site administrators who may upload.
        Administrators = "administrators",
    }
}

named! {
    /// Who moderates galleries.
    pub enum GalleryModerators {
        /// Site administrators.
        Administrators = "administrators",
        /// They, and everybody who publishes without moderation.
        UnmoderatedAdmins = "unmoderated_admins",
    }
}

/// What the site says of all galleries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GalleryRules {
    /// The lowest application role that puts entries into galleries.
    pub contribute: AppRole,
    /// Who decides on what waits there.
    pub moderators: GalleryModerators,
}

impl Default for GalleryRules {
    /// As roles.md has it.
    fn default() -> Self {
        Self {
            contribute: AppRole::Admin,
            moderators: GalleryModerators::Administrators,
        }
    }
}
