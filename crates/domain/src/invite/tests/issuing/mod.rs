//! *Who may invite* and *Making one*.

mod terms;
mod who;

use super::scene::{INVITER, NOW, account, email};
use crate::{
    access::{AppRole, EntryRole, EntryRoles, SessionRole},
    config::SiteConfig,
    invite::{
        InvitableEntry, Invitee, Inviter, IssueRefusal, MenuState, RequestedEnd, RequestedInvite,
        SessionPhase, Terms, issue, may_invite, menu,
    },
    media::EntryKind,
};

pub(super) struct Desk {
    pub(super) site: SiteConfig,
    pub(super) inviter: Inviter,
    pub(super) entry: InvitableEntry,
    pub(super) invitee: Invitee,
    pub(super) request: RequestedInvite,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self {
            site: SiteConfig::default(),
            inviter: Inviter {
                account: account(INVITER),
                role: AppRole::PrivateOnly,
                entry_roles: EntryRole::Owner.into(),
                groups: Vec::new(),
            },
            entry: InvitableEntry::media(EntryKind::Video),
            invitee: Invitee {
                email: email("ada@example.org"),
                member: None,
                entry_roles: EntryRoles::NONE,
            },
            request: RequestedInvite {
                role: SessionRole::Viewer,
                end: RequestedEnd::Default,
                recording_too: false,
            },
        }
    }

    pub(super) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(super) fn room(self) -> Self {
        self.with(|d| {
            d.entry = InvitableEntry {
                kind: EntryKind::Room,
                chat: true,
                phase: Some(SessionPhase::Open),
                scheduled_end: None,
            };
        })
    }

    pub(super) fn issue(&self) -> Result<Terms, IssueRefusal> {
        issue(
            &self.site,
            &self.inviter,
            &self.entry,
            &self.invitee,
            &self.request,
            NOW,
        )
    }

    pub(super) fn may(&self) -> Result<(), IssueRefusal> {
        may_invite(&self.site, &self.inviter, &self.entry)
    }

    pub(super) fn menu(&self) -> MenuState {
        menu(&self.site, &self.inviter, &self.entry)
    }
}
