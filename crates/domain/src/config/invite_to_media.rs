use std::{collections::BTreeSet, time::Duration};

use serde::{Deserialize, Serialize};

use crate::{
    access::{AppRole, SessionRole},
    email::DomainRules,
    ids::{AccountId, GroupId},
    invite::{LobbyProof, UsesAllowed},
    names::named,
};

use super::MailService;

named! {
    /// Who may invite, beside being a collaborator of the entry.
    pub enum AllowedUsersRoles {
        /// Members of this application role or a higher one.
        PrivateOnly = "private_only",
        /// Members of this application role or a higher one.
        Admin = "admin",
        /// Members of this application role.
        UnmoderatedAdmin = "unmoderated_admin",
        /// The members and groups of `AllowedUsers`.
        Specific = "specific",
    }
}

impl AllowedUsersRoles {
    /// The lowest application role that may invite, unless persons are named.
    pub const fn lowest(self) -> Option<AppRole> {
        match self {
            Self::PrivateOnly => Some(AppRole::PrivateOnly),
            Self::Admin => Some(AppRole::Admin),
            Self::UnmoderatedAdmin => Some(AppRole::UnmoderatedAdmin),
            Self::Specific => None,
        }
    }
}

named! {
    /// What a guest's invite does in a second browser.
    pub enum SeatRule {
        /// It is refused, whatever uses are left.
        Strict = "strict",
        /// A further use moves the seat there and signs the first browser out.
        Follows = "follows",
    }
}

/// Members and groups, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Subjects {
    /// Members.
    pub accounts: BTreeSet<AccountId>,
    /// Groups, with all their members.
    pub groups: BTreeSet<GroupId>,
}

impl Subjects {
    /// Whether the member is named, or a group they are in.
    pub fn name(&self, account: AccountId, groups: &[GroupId]) -> bool {
        self.accounts.contains(&account) || groups.iter().any(|group| self.groups.contains(group))
    }
}

/// What the lobby asks for before it lets somebody in, per invited role. A role
/// without a choice follows the default (invitations.md, *In the lobby*): viewers
/// `typed`; moderators and speakers `mailed` when mail can be sent, else `typed`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LobbyProofs {
    /// For viewers.
    pub viewer: Option<LobbyProof>,
    /// For speakers.
    pub speaker: Option<LobbyProof>,
    /// For moderators.
    pub moderator: Option<LobbyProof>,
}

impl LobbyProofs {
    /// What is asked of somebody invited as `role`.
    pub fn asked(&self, role: SessionRole, mail: MailService) -> LobbyProof {
        let (chosen, default) = match role {
            SessionRole::Viewer => (self.viewer, LobbyProof::Typed),
            SessionRole::Speaker => (self.speaker, LobbyProof::Mailed),
            SessionRole::Moderator => (self.moderator, LobbyProof::Mailed),
        };
        match (chosen, mail) {
            (Some(proof), _) => proof,
            (None, MailService::Configured) => default,
            (None, MailService::Absent) => LobbyProof::Typed,
        }
    }
}

/// Module `invitetomedia`. Field names outside of the code are those of the
/// console (admin.md).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub struct InviteToMedia {
    /// Whether members may invite and links work.
    #[serde(rename = "enabled")]
    pub enabled: bool,
    /// How long a link works, in minutes, unless the inviter chooses otherwise.
    pub link_duration: u32,
    /// The longest that an inviter may choose, in minutes.
    pub max_link_duration: u32,
    /// How many uses a link has.
    pub link_reusability: UsesAllowed,
    /// Who may invite.
    pub allowed_users_roles: AllowedUsersRoles,
    /// Who may invite when `AllowedUsersRoles` is `specific`.
    pub allowed_users: Subjects,
    /// Domains whose people sign in with the organisation and are not to be invited
    /// as newcomers.
    pub restrict_new_user_domains: DomainRules,
    /// What a second browser is told.
    pub seat_rule: SeatRule,
    /// How long a person may watch from the first use on, in minutes, if the link
    /// ends sooner.
    pub access_duration: u32,
    /// What the lobby asks for.
    pub lobby_proof: LobbyProofs,
    /// Whether an invitee may move the seat without the inviter.
    pub self_service_move: bool,
}

impl Default for InviteToMedia {
    fn default() -> Self {
        Self {
            enabled: true,
            link_duration: 1440,
            max_link_duration: 525_600,
            link_reusability: UsesAllowed::ONCE,
            allowed_users_roles: AllowedUsersRoles::PrivateOnly,
            allowed_users: Subjects::default(),
            restrict_new_user_domains: DomainRules::default(),
            seat_rule: SeatRule::Strict,
            access_duration: 1440,
            lobby_proof: LobbyProofs::default(),
            self_service_move: true,
        }
    }
}

impl InviteToMedia {
    /// `LinkDuration` as a span, never beyond `MaxLinkDuration`.
    pub fn link_duration(&self) -> Duration {
        minutes(self.link_duration.min(self.max_link_duration))
    }

    /// `MaxLinkDuration` as a span.
    pub fn max_link_duration(&self) -> Duration {
        minutes(self.max_link_duration)
    }

    /// `AccessDuration` as a span.
    pub fn access_duration(&self) -> Duration {
        minutes(self.access_duration)
    }
}

fn minutes(count: u32) -> Duration {
    Duration::from_mins(u64::from(count))
}
