//! What the media page offers: only what would also work.

use usher_domain::access::{self, Action, Actor, EntryStanding};

/// What a visitor may do with an entry, as its pages ask.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rights {
    pub(super) edit: bool,
    pub(super) upload: bool,
    pub(super) publish: bool,
    pub(super) see_people: bool,
    pub(super) manage_people: bool,
    pub(super) change_owner: bool,
    pub(super) analytics: bool,
    pub(super) trash: bool,
    pub(super) download: bool,
    pub(super) leave: bool,
}

impl Rights {
    /// As `domain::access` decides.
    pub(super) fn of(actor: &Actor, standing: EntryStanding) -> Self {
        let may = |action| access::may(actor, action, Some(&standing)).is_ok();
        Self {
            edit: may(Action::EditEntry),
            upload: may(Action::EditEntry) && may(Action::UploadMedia),
            publish: may(Action::SetPublishStatus),
            see_people: may(Action::SeeCollaborators),
            manage_people: may(Action::ManageCollaborators),
            change_owner: may(Action::ChangeOwner),
            analytics: may(Action::SeeAnalytics),
            trash: may(Action::TrashEntry),
            download: may(Action::DownloadEntry),
            leave: may(Action::LeaveEntry),
        }
    }

    /// Whether the three-dot menu has anything in it.
    pub(super) fn any_in_menu(self) -> bool {
        self.edit || self.publish || self.see_people || self.analytics || self.trash
    }
}
