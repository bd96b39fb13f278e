//! Who may do what in a channel or gallery.

use crate::channel::{
    Audience, ChannelKind, ChannelRole, Contributors, GalleryModerators, GalleryRules,
};

use super::{Action, Actor, AppRole, Denial, decide::Need};

/// What is true between a member and one channel or gallery: the facts that [`may_in_channel`] decides on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelStanding {
    /// Which of the two.
    pub kind: ChannelKind,
    /// Who sees it; a gallery is seen by everybody who is signed in.
    pub audience: Audience,
    /// Who may put entries into it, if it is a channel.
    pub contributors: Contributors,
    /// Whether what others put there waits for a moderator.
    pub moderated: bool,
    /// The member's role, if it is a channel.
    pub role: Option<ChannelRole>,
    /// What the site says of galleries.
    pub galleries: GalleryRules,
}

impl Default for ChannelStanding {
    /// A stranger before an open channel without moderation.
    fn default() -> Self {
        Self {
            kind: ChannelKind::Channel,
            audience: Audience::Everyone,
            contributors: Contributors::Contributors,
            moderated: false,
            role: None,
            galleries: GalleryRules::default(),
        }
    }
}

/// What an action about a channel takes of whoever may know that it exists.
#[derive(Clone, Copy)]
pub(super) enum ChannelNeed {
    View,
    Leave,
    Contribute,
    Moderate,
    Manage,
}

/// What channels let a member see of an entry, over what the member is to the entry itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChannelSight {
    /// Nothing.
    #[default]
    None,
    /// It waits in a channel where the member decides on it.
    Decides,
    /// It stands in a channel that the member sees.
    Shown,
}

/// Whether `actor` may do `action` in a channel; without a standing the channel is unknown. Channels are for members:
/// whoever is here by an invite or a guest link has no part in any.
///
/// Site administrators decide on everything that waits, and look after every channel; what stands in a channel of its
/// members only is not theirs to watch for that ([`sight`]).
pub fn may_in_channel(
    actor: &Actor,
    action: Action,
    standing: Option<&ChannelStanding>,
) -> Result<(), Denial> {
    let Actor::Member {
        role: app,
        site_admin,
        ..
    } = *actor
    else {
        return Err(Denial::SignIn);
    };
    let Need::Channel(need) = action.need() else {
        return Err(Denial::NotFound);
    };
    let standing = standing.ok_or(Denial::NotFound)?;
    if !site_admin && !is_seen(*standing) {
        return Err(Denial::NotFound);
    }
    // The application role caps the role in the channel: whoever may only view on the site is a member there at most.
    let holds = |lowest| app >= AppRole::PrivateOnly && standing.role >= Some(lowest);
    let gallery = standing.kind == ChannelKind::Gallery;
    let allowed = match need {
        ChannelNeed::View => true,
        ChannelNeed::Leave => !gallery && standing.role.is_some(),
        ChannelNeed::Contribute if gallery => {
            app >= AppRole::PrivateOnly.max(standing.galleries.contribute)
        }
        ChannelNeed::Contribute => {
            let open = standing.contributors == Contributors::Everyone && is_seen(*standing);
            holds(ChannelRole::Contributor) || (open && app >= AppRole::PrivateOnly)
        }
        ChannelNeed::Moderate if gallery => {
            let others = standing.galleries.moderators == GalleryModerators::UnmoderatedAdmins;
            site_admin || (others && app >= AppRole::UnmoderatedAdmin)
        }
        ChannelNeed::Moderate => site_admin || holds(ChannelRole::Moderator),
        ChannelNeed::Manage if gallery => site_admin,
        ChannelNeed::Manage => site_admin || holds(ChannelRole::Manager),
    };
    if allowed && actor.asks_by_what_is_for(action) {
        Ok(())
    } else {
        Err(Denial::NotAllowed)
    }
}

/// Whether a member sees the channel by what they are in it.
fn is_seen(standing: ChannelStanding) -> bool {
    standing.kind == ChannelKind::Gallery
        || standing.audience == Audience::Everyone
        || standing.role.is_some()
}

/// What a channel lets `actor` see of an entry that stands or `waits` there.
pub fn sight(actor: &Actor, standing: &ChannelStanding, waits: bool) -> ChannelSight {
    let may = |action| may_in_channel(actor, action, Some(standing)).is_ok();
    match actor {
        Actor::Member { .. } if waits && may(Action::ModerateChannel) => ChannelSight::Decides,
        Actor::Member { .. } if !waits && is_seen(*standing) => ChannelSight::Shown,
        Actor::Member { .. } | Actor::Anonymous | Actor::Guest => ChannelSight::None,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::{
        access::{Scope, TokenScope, TokenScopes},
        clock::{SeededEntropy, Timestamp},
        ids::AccountId,
    };

    fn member(app: AppRole, site_admin: bool) -> Actor {
        let account = AccountId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
        Actor::Member {
            account,
            role: app,
            site_admin,
            scopes: TokenScopes::PERSON,
        }
    }

    fn channel(audience: Audience, role: Option<ChannelRole>) -> ChannelStanding {
        ChannelStanding {
            audience,
            role,
            ..ChannelStanding::default()
        }
    }

    fn columns() -> Vec<(&'static str, Actor, ChannelStanding)> {
        use ChannelRole::{Contributor, Manager, Member, Moderator};
        let private = member(AppRole::PrivateOnly, false);
        let viewer = member(AppRole::Viewer, false);
        let admin = member(AppRole::Admin, false);
        let unmoderated = member(AppRole::UnmoderatedAdmin, false);
        let site_admin = member(AppRole::Viewer, true);
        let open = |role| channel(Audience::Everyone, role);
        let closed = |role| channel(Audience::Members, role);
        let everybodys = ChannelStanding {
            contributors: Contributors::Everyone,
            ..open(None)
        };
        let gallery = ChannelStanding {
            kind: ChannelKind::Gallery,
            ..closed(None)
        };
        // Galleries have no roles: one that a row says nevertheless gives nothing.
        let ruled = ChannelStanding {
            role: Some(Manager),
            ..gallery
        };
        let helped = ChannelStanding {
            galleries: GalleryRules {
                contribute: AppRole::PrivateOnly,
                moderators: GalleryModerators::UnmoderatedAdmins,
            },
            ..gallery
        };
        vec![
            ("anonymous", Actor::Anonymous, open(None)),
            ("guest", Actor::Guest, open(None)),
            ("guest/role", Actor::Guest, closed(Some(Manager))),
            ("stranger", private, open(None)),
            ("stranger/shut", private, closed(None)),
            ("member", private, closed(Some(Member))),
            ("contributor", private, closed(Some(Contributor))),
            ("moderator", private, closed(Some(Moderator))),
            ("manager", private, closed(Some(Manager))),
            ("viewer", viewer, closed(Some(Manager))),
            ("everybody's", private, everybodys),
            ("its viewer", viewer, everybodys),
            ("site admin", site_admin, closed(None)),
            ("gallery", private, gallery),
            ("g. admin", admin, gallery),
            ("g. unmod.", unmoderated, gallery),
            ("g. site a.", site_admin, gallery),
            ("g. role", private, ruled),
            ("helped", private, helped),
            ("h. unmod.", unmoderated, helped),
        ]
    }

    #[test]
    fn t10_every_role_against_every_action_in_a_channel() {
        let mut table = format!("{:<22}", "");
        for (name, ..) in columns() {
            let _ = write!(table, "| {name:<14}");
        }
        let mut rows: Vec<(&str, Option<Action>)> = (Action::ALL.iter())
            .filter(|action| action.scope() == Scope::Channel)
            .map(|action| (action.as_str(), Some(*action)))
            .collect();
        rows.extend([("sees what stands", None), ("sees what waits", None)]);
        for (name, action) in rows {
            let _ = write!(table, "\n{name:<22}");
            for (_, actor, standing) in columns() {
                let said = match action.map(|it| may_in_channel(&actor, it, Some(&standing))) {
                    Some(Ok(())) => "y",
                    Some(Err(Denial::NotAllowed)) => "-",
                    Some(Err(Denial::SignIn)) => "sign in",
                    Some(Err(Denial::NotFound)) => "404",
                    None => match sight(&actor, &standing, name.ends_with("waits")) {
                        ChannelSight::None => "-",
                        ChannelSight::Decides | ChannelSight::Shown => "y",
                    },
                };
                let _ = write!(table, "| {said:<14}");
            }
        }
        let lines: Vec<&str> = table.lines().map(str::trim_end).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn a_channel_that_is_not_there_is_as_one_that_is_not_seen() {
        let stranger = member(AppRole::UnmoderatedAdmin, false);
        let shut = channel(Audience::Members, None);
        for action in Action::ALL.iter().filter(|it| it.scope() == Scope::Channel) {
            for standing in [None, Some(&shut)] {
                let answer = may_in_channel(&stranger, *action, standing);
                assert_eq!(answer, Err(Denial::NotFound), "{action}");
            }
        }
    }

    #[test]
    fn a_token_does_in_a_channel_what_it_is_for() {
        let with = |scopes| Actor::Member {
            account: AccountId::new(Timestamp::from_secs(1), &SeededEntropy::new(1)),
            role: AppRole::PrivateOnly,
            site_admin: false,
            scopes,
        };
        let managed = channel(Audience::Members, Some(ChannelRole::Manager));
        for scope in TokenScope::ALL {
            let scopes = TokenScopes::NONE.with(*scope);
            for action in Action::ALL.iter().filter(|it| it.scope() == Scope::Channel) {
                let expected = if scopes.cover(*action) {
                    Ok(())
                } else {
                    Err(Denial::NotAllowed)
                };
                let answer = may_in_channel(&with(scopes), *action, Some(&managed));
                assert_eq!(answer, expected, "{scope} {action}");
            }
        }
    }
}
