//! Who may come, how they stand to an entry, and what the rules say of it:
//! written from the facts of the scene, not read back from the database.

use usher_domain::{
    access::{
        Action, Actor, AppRole, ChannelSight, ChannelStanding, Denial, EntryRole, EntryRoles,
        EntryStanding, Scope, SessionRole, TokenScopes, may, may_in_channel,
    },
    channel::{ChannelRole, Contributors},
    ids::AccountId,
    media::PublishStatus,
};

/// A member, by what they are on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Viewer,
    PrivateOnly,
    Admin,
    UnmoderatedAdmin,
    SiteAdministrator,
    /// Was signed in when suspended.
    Suspended,
}

impl Rank {
    pub(super) const ALL: [Self; 6] = [
        Self::Viewer,
        Self::PrivateOnly,
        Self::Admin,
        Self::UnmoderatedAdmin,
        Self::SiteAdministrator,
        Self::Suspended,
    ];

    pub(super) const fn role(self) -> AppRole {
        match self {
            Self::Viewer | Self::SiteAdministrator => AppRole::Viewer,
            Self::PrivateOnly => AppRole::PrivateOnly,
            Self::Admin => AppRole::Admin,
            Self::UnmoderatedAdmin | Self::Suspended => AppRole::UnmoderatedAdmin,
        }
    }
}

impl Rank {
    /// What they are in the channel.
    pub(super) const fn in_channel(self) -> Option<ChannelRole> {
        match self {
            Self::PrivateOnly => Some(ChannelRole::Member),
            Self::Admin => Some(ChannelRole::Contributor),
            Self::UnmoderatedAdmin | Self::Suspended => Some(ChannelRole::Manager),
            Self::Viewer | Self::SiteAdministrator => None,
        }
    }
}

/// Somebody at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    Anonymous,
    /// Invited to the entry that is asked for.
    Guest,
    /// Invited to another one.
    GuestElsewhere,
    Member(Rank),
}

/// How a member stands to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    None,
    /// In one of the entry's roles.
    As(EntryRole),
    /// As a co-editor, through a group.
    ThroughGroup,
    /// By an invite that the account holds.
    Invited,
}

impl Relation {
    pub(super) const ALL: [Self; 8] = [
        Self::As(EntryRole::Owner),
        Self::As(EntryRole::CoOwner),
        Self::As(EntryRole::CoEditor),
        Self::As(EntryRole::CoPublisher),
        Self::As(EntryRole::CoViewer),
        Self::ThroughGroup,
        Self::Invited,
        Self::None,
    ];
}

/// What can be done to an entry so that more or fewer people see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Private,
    Unlisted,
    Published,
    /// Was published before.
    Trashed,
}

impl State {
    pub(super) const ALL: [Self; 4] = [
        Self::Private,
        Self::Unlisted,
        Self::Published,
        Self::Trashed,
    ];

    pub(super) const fn publish(self) -> PublishStatus {
        match self {
            Self::Private => PublishStatus::Private,
            Self::Unlisted => PublishStatus::Unlisted,
            Self::Published | Self::Trashed => PublishStatus::Published,
        }
    }
}

/// One way to stand before an entry: a column of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Case {
    pub(super) who: Who,
    pub(super) relation: Relation,
    pub(super) state: State,
}

impl Case {
    /// Every way, those who may most first.
    pub(super) fn all() -> Vec<Self> {
        let members = Relation::ALL.into_iter().flat_map(|relation| {
            let ranks = Rank::ALL.into_iter().rev().map(Who::Member);
            ranks.map(move |who| (who, relation))
        });
        let others = [Who::Anonymous, Who::Guest, Who::GuestElsewhere];
        members
            .chain(others.map(|who| (who, Relation::None)))
            .flat_map(|(who, relation)| {
                State::ALL.map(|state| Self {
                    who,
                    relation,
                    state,
                })
            })
            .collect()
    }

    /// As the rules should see whoever asks. `account` is the member's.
    pub(super) fn actor(self, account: AccountId) -> Actor {
        match self.who {
            Who::Anonymous | Who::Member(Rank::Suspended) => Actor::Anonymous,
            Who::Guest | Who::GuestElsewhere => Actor::Guest,
            Who::Member(rank) => Actor::Member {
                account,
                role: rank.role(),
                site_admin: rank == Rank::SiteAdministrator,
                scopes: TokenScopes::PERSON,
            },
        }
    }

    /// The facts of the channel, where each rank is what [`Rank::in_channel`] says.
    pub(super) fn in_channel(self) -> ChannelStanding {
        ChannelStanding {
            contributors: Contributors::Everyone,
            moderated: true,
            role: match self.who {
                Who::Member(rank) => rank.in_channel(),
                Who::Anonymous | Who::Guest | Who::GuestElsewhere => None,
            },
            ..ChannelStanding::default()
        }
    }

    /// What the rules say of an action, about the entry of the case or the channel.
    pub(super) fn verdict(self, account: AccountId, action: Action) -> Result<(), Denial> {
        let actor = self.actor(account);
        if action.scope() == Scope::Channel {
            may_in_channel(&actor, action, Some(&self.in_channel()))
        } else {
            may(&actor, action, Some(&self.standing()))
        }
    }

    /// The facts of the scene.
    pub(super) fn standing(self) -> EntryStanding {
        let suspended = self.who == Who::Member(Rank::Suspended);
        let roles = match self.relation {
            _ if suspended => EntryRoles::NONE,
            Relation::As(role) => role.into(),
            Relation::ThroughGroup => EntryRole::CoEditor.into(),
            Relation::Invited | Relation::None => EntryRoles::NONE,
        };
        let invited = self.relation == Relation::Invited && !suspended;
        EntryStanding {
            roles,
            grant: (invited || self.who == Who::Guest).then_some(SessionRole::Viewer),
            channels: ChannelSight::None,
            publish: self.state.publish(),
            trashed: self.state == State::Trashed,
            session: None,
        }
    }
}
