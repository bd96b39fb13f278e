//! The site's configuration: one typed struct per module of the console.

mod invite_to_media;
mod meeting_entry;
mod theming;

pub use invite_to_media::{AllowedUsersRoles, InviteToMedia, LobbyProofs, SeatRule, Subjects};
pub use meeting_entry::MeetingEntry;
pub use theming::Theming;

use crate::media::EntryKind;

/// Whether mail can be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MailService {
    /// No: every offer of a mailed code becomes *ask the person who invited you*.
    #[default]
    Absent,
    /// Yes.
    Configured,
}

/// The configuration that the rules of invitations are decided by, as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteConfig {
    /// Module `invitetomedia`.
    pub invite_to_media: InviteToMedia,
    /// Module `theming`.
    pub theming: Theming,
    /// Module `meetingentry`.
    pub meeting_entry: MeetingEntry,
    /// Whether module `emailservice` is set up.
    pub mail: MailService,
}

impl SiteConfig {
    /// Whether links to entries of this kind work at all (invitations.md, row 2).
    pub const fn links_work_for(&self, kind: EntryKind) -> bool {
        self.invite_to_media.enabled
            && self.theming.mediapage
            && (self.meeting_entry.enabled || !kind.is_room())
    }

    /// Whether codes can be mailed.
    pub const fn mails(&self) -> bool {
        matches!(self.mail, MailService::Configured)
    }
}
