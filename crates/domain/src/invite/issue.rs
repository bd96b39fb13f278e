//! Who may invite whom, and to what (invitations.md, *Who may invite*, *Making one*).

use crate::{
    access::{AppRole, EntryRole, EntryRoles, SessionRole, has_inviting_role},
    clock::Timestamp,
    config::SiteConfig,
    email::{Domain, Email},
    ids::{AccountId, GroupId},
    media::EntryKind,
};

use super::{LinkEnd, SessionPhase, UsesAllowed};

/// The member who wants to invite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inviter {
    /// The account.
    pub account: AccountId,
    /// The application role.
    pub role: AppRole,
    /// The roles in the entry, directly and through groups.
    pub entry_roles: EntryRoles,
    /// The groups they are in.
    pub groups: Vec<GroupId>,
}

/// The entry to invite to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvitableEntry {
    /// What it is.
    pub kind: EntryKind,
    /// Whether Chat & Collaboration is on; asked of rooms only.
    pub chat: bool,
    /// Where it stands, if it is a session.
    pub phase: Option<SessionPhase>,
    /// When its session is scheduled to end.
    pub scheduled_end: Option<Timestamp>,
}

impl InvitableEntry {
    /// A video, an audio recording, a document, a quiz: anything that is no session.
    pub const fn media(kind: EntryKind) -> Self {
        Self {
            kind,
            chat: false,
            phase: None,
            scheduled_end: None,
        }
    }
}

/// Who is to be invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitee {
    /// The address.
    pub email: Email,
    /// The member who has the address, verified. An address that a member only
    /// claims is nobody's yet.
    pub member: Option<AccountId>,
    /// That member's roles in the entry, directly and through groups.
    pub entry_roles: EntryRoles,
}

/// What was chosen in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestedInvite {
    /// Invitation type.
    pub role: SessionRole,
    /// Valid until.
    pub end: RequestedEnd,
    /// Recording too; of meaning for sessions only.
    pub recording_too: bool,
}

/// What was chosen for *Valid until*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RequestedEnd {
    /// The site's `LinkDuration` from now.
    #[default]
    Default,
    /// A date.
    Until(Timestamp),
    /// Until the session ends.
    SessionEnd,
}

impl RequestedEnd {
    /// What the form preselects: until the session ends, when the link would
    /// otherwise end before it is scheduled to.
    pub fn preselected(entry: &InvitableEntry, site: &SiteConfig, now: Timestamp) -> Self {
        match entry.scheduled_end {
            Some(end) if now.after(site.invite_to_media.link_duration()) < end => Self::SessionEnd,
            _ => Self::Default,
        }
    }

    pub(super) fn decide(
        self,
        entry: &InvitableEntry,
        site: &SiteConfig,
        now: Timestamp,
    ) -> Result<LinkEnd, IssueRefusal> {
        let latest = now.after(site.invite_to_media.max_link_duration());
        match self {
            Self::Default => Ok(LinkEnd::At(now.after(site.invite_to_media.link_duration()))),
            Self::Until(at) if at <= now => Err(IssueRefusal::EndInPast),
            Self::Until(at) if at > latest => Err(IssueRefusal::EndTooLate { latest }),
            Self::Until(at) => Ok(LinkEnd::At(at)),
            Self::SessionEnd => match entry.phase {
                None => Err(IssueRefusal::NoSession),
                Some(SessionPhase::Ended { .. }) => Err(IssueRefusal::EndInPast),
                Some(_) => Ok(LinkEnd::SessionEnd {
                    no_later_than: latest,
                }),
            },
        }
    }
}

/// What a new invite is made with. Where the address already has an open invite to
/// the entry, that one is renewed with the same terms: new secrets, these limits,
/// uses back to zero, seat free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The role.
    pub role: SessionRole,
    /// When the link ends.
    pub end: LinkEnd,
    /// How many uses it has.
    pub uses: UsesAllowed,
    /// Whether it opens the recording too.
    pub recording_too: bool,
    /// The member it is tied to.
    pub invitee: Option<AccountId>,
}

/// Why an invite cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssueRefusal {
    /// Check 1: the module is off.
    Disabled,
    /// Check 1: there are no media pages.
    MediaPageOff,
    /// Check 2: not the owner, a co-owner, a co-editor or a co-publisher.
    NotCollaborator,
    /// Check 2: the administrator lets owners and co-owners invite, and no other collaborators.
    OwnersInvite,
    /// Check 3: not among those whom the administrator lets invite.
    NotAllowedToInvite,
    /// Check 4: there are no rooms.
    RoomsOff,
    /// Check 4: Chat & Collaboration is off for this room.
    ChatOff,
    /// Check 5: the role is not for this kind of entry.
    RoleDoesNotFit,
    /// Check 6: newcomers of this domain are not to be invited. Try another address,
    /// or ask the administrator.
    DomainRestricted {
        /// The domain.
        domain: Domain,
    },
    /// The address is the inviter's own.
    Yourself,
    /// The person can already do all that the invite would give, as owner or
    /// collaborator.
    AlreadyInside,
    /// The chosen end is not in the future.
    EndInPast,
    /// The chosen end is beyond the administrator's maximum.
    EndTooLate {
        /// The latest that may be chosen.
        latest: Timestamp,
    },
    /// *Until the session ends* was chosen, and there is no session.
    NoSession,
}

impl IssueRefusal {
    /// Its name in the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::MediaPageOff => "media_page_off",
            Self::NotCollaborator => "not_collaborator",
            Self::OwnersInvite => "owners_invite",
            Self::NotAllowedToInvite => "not_allowed_to_invite",
            Self::RoomsOff => "rooms_off",
            Self::ChatOff => "chat_off",
            Self::RoleDoesNotFit => "role_does_not_fit",
            Self::DomainRestricted { .. } => "domain_restricted",
            Self::Yourself => "yourself",
            Self::AlreadyInside => "already_inside",
            Self::EndInPast => "end_in_past",
            Self::EndTooLate { .. } => "end_too_late",
            Self::NoSession => "no_session",
        }
    }

    /// The field of the form that the refusal is about, if it is about one: what can
    /// be put right there.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::RoleDoesNotFit => Some("role"),
            Self::DomainRestricted { .. } | Self::Yourself | Self::AlreadyInside => Some("email"),
            Self::EndInPast | Self::EndTooLate { .. } | Self::NoSession => Some("valid_until"),
            Self::Disabled
            | Self::MediaPageOff
            | Self::NotCollaborator
            | Self::OwnersInvite
            | Self::NotAllowedToInvite
            | Self::RoomsOff
            | Self::ChatOff => None,
        }
    }
}

/// How the menu of the media page shows *Invite users*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuState {
    /// Not at all: the person is no collaborator who could invite.
    Hidden,
    /// Greyed out, with the reason.
    Disabled(IssueRefusal),
    /// To be used.
    Shown,
}

/// How *Invite users* is shown to `inviter`.
pub fn menu(site: &SiteConfig, inviter: &Inviter, entry: &InvitableEntry) -> MenuState {
    if !has_inviting_role(inviter.entry_roles) {
        return MenuState::Hidden;
    }
    match may_invite(site, inviter, entry) {
        Ok(()) => MenuState::Shown,
        Err(refusal) => MenuState::Disabled(refusal),
    }
}

/// Checks 1 to 4, in order: whether `inviter` may invite to `entry` at all.
pub fn may_invite(
    site: &SiteConfig,
    inviter: &Inviter,
    entry: &InvitableEntry,
) -> Result<(), IssueRefusal> {
    let module = &site.invite_to_media;
    if !module.enabled {
        return Err(IssueRefusal::Disabled);
    }
    if !site.theming.mediapage {
        return Err(IssueRefusal::MediaPageOff);
    }
    if !has_inviting_role(inviter.entry_roles) {
        return Err(IssueRefusal::NotCollaborator);
    }
    if !site
        .media_collaboration
        .who_invites
        .lets(inviter.entry_roles)
    {
        return Err(IssueRefusal::OwnersInvite);
    }
    let allowed = match module.allowed_users_roles.lowest() {
        Some(lowest) => inviter.role >= lowest,
        None => module.allowed_users.name(inviter.account, &inviter.groups),
    };
    // Whoever may only view on the site may only view in the entry (roles.md), even
    // if named.
    if !allowed || inviter.role < AppRole::PrivateOnly {
        return Err(IssueRefusal::NotAllowedToInvite);
    }
    if entry.kind.is_room() && !site.meeting_entry.enabled {
        return Err(IssueRefusal::RoomsOff);
    }
    if entry.kind.is_room() && !entry.chat {
        return Err(IssueRefusal::ChatOff);
    }
    Ok(())
}

/// All six checks, in order, and then what the invite is made with. The address is
/// well formed, being an [`Email`].
pub fn issue(
    site: &SiteConfig,
    inviter: &Inviter,
    entry: &InvitableEntry,
    invitee: &Invitee,
    request: &RequestedInvite,
    now: Timestamp,
) -> Result<Terms, IssueRefusal> {
    may_invite(site, inviter, entry)?;
    if !role_fits(request.role, entry.kind) {
        return Err(IssueRefusal::RoleDoesNotFit);
    }
    let domain = invitee.email.domain();
    if invitee.member.is_none() && site.invite_to_media.restrict_new_user_domains.name(domain) {
        return Err(IssueRefusal::DomainRestricted {
            domain: domain.clone(),
        });
    }
    if invitee.member == Some(inviter.account) {
        return Err(IssueRefusal::Yourself);
    }
    if is_inside_already(invitee.entry_roles, request.role, entry.kind) {
        return Err(IssueRefusal::AlreadyInside);
    }
    Ok(Terms {
        role: request.role,
        end: request.end.decide(entry, site, now)?,
        uses: site.invite_to_media.link_reusability,
        recording_too: request.recording_too && entry.kind.is_session(),
        invitee: invitee.member,
    })
}

/// Check 5: viewers everywhere, the other roles where there is a session.
pub const fn role_fits(role: SessionRole, kind: EntryKind) -> bool {
    matches!(role, SessionRole::Viewer) || kind.is_session()
}

/// Whether a collaborator could do nothing more with the invite. In a session its
/// hosts can do everything; a co-publisher or co-viewer is a viewer there and may
/// well be invited to speak.
fn is_inside_already(roles: EntryRoles, invited_as: SessionRole, kind: EntryKind) -> bool {
    let hosts = [EntryRole::Owner, EntryRole::CoOwner, EntryRole::CoEditor];
    let hosting = hosts.iter().any(|host| roles.contains(*host));
    !roles.is_empty() && (!kind.is_session() || hosting || invited_as == SessionRole::Viewer)
}
