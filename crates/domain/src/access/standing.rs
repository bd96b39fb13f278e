use crate::media::PublishStatus;

use super::{ChannelSight, EntryRoles, SessionRole, SessionSwitches};

/// What is true between an actor and one entry: the facts that [`may`](super::may)
/// decides on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryStanding {
    /// The member's roles in the entry, directly and through groups.
    pub roles: EntryRoles,
    /// The role of the live grant that the actor holds for the entry, if any.
    pub grant: Option<SessionRole>,
    /// What channels let the member see of it.
    pub channels: ChannelSight,
    /// The entry's publish status.
    pub publish: PublishStatus,
    /// Whether the entry lies in the trash.
    pub trashed: bool,
    /// What its hosts allow, if the entry is a live session or a room.
    pub session: Option<SessionSwitches>,
}

impl Default for EntryStanding {
    /// A stranger before a private entry that is no session.
    fn default() -> Self {
        Self {
            roles: EntryRoles::NONE,
            grant: None,
            channels: ChannelSight::None,
            publish: PublishStatus::Private,
            trashed: false,
            session: None,
        }
    }
}
