use crate::media::PublishStatus;

use super::{
    Action, Actor, AppRole, ChannelSight, EntryRole, EntryRoles, EntryStanding, Scope, SessionSeat,
    actions::INVITING,
    channel::ChannelNeed,
    session::{seat_may, session_seat},
};

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Denial {
    /// Signing in might help.
    SignIn,
    /// It will not.
    NotAllowed,
    /// Whoever may not even view a thing is not told that it exists.
    NotFound,
}

/// What an action takes.
#[derive(Clone, Copy)]
pub(super) enum Need {
    Nothing,
    App(AppRole),
    SiteAdmin,
    Entry(EntryNeed),
    Channel(ChannelNeed),
}

/// What an action about an entry takes of whoever may know that the entry exists.
#[derive(Clone, Copy)]
pub(super) enum EntryNeed {
    View,
    Grant,
    Roles(&'static [EntryRole]),
    Session,
}

/// Whether `actor` may do `action`. Actions about an entry need its `standing`;
/// without one the entry is unknown. Whoever asks by a token may do what its scopes name, of
/// what the owner may.
pub fn may(actor: &Actor, action: Action, standing: Option<&EntryStanding>) -> Result<(), Denial> {
    owner_may(actor, action, standing)?;
    // After the other: whoever may not even view a thing is not told so by this.
    if actor.asks_by_what_is_for(action) {
        Ok(())
    } else {
        Err(Denial::NotAllowed)
    }
}

fn owner_may(
    actor: &Actor,
    action: Action,
    standing: Option<&EntryStanding>,
) -> Result<(), Denial> {
    match action.need() {
        Need::Nothing => Ok(()),
        Need::App(lowest) => match actor.app_role() {
            Some(role) if role >= lowest => Ok(()),
            Some(_) => Err(Denial::NotAllowed),
            None => Err(Denial::SignIn),
        },
        Need::SiteAdmin => match actor {
            Actor::Member {
                site_admin: true, ..
            } => Ok(()),
            Actor::Member { .. } => Err(Denial::NotAllowed),
            Actor::Anonymous | Actor::Guest => Err(Denial::SignIn),
        },
        Need::Entry(need) => may_in_entry(actor, action, need, *standing.ok_or(Denial::NotFound)?),
        // A channel has a standing of its own: see `may_in_channel`.
        Need::Channel(_) => match actor {
            Actor::Member { .. } => Err(Denial::NotFound),
            Actor::Anonymous | Actor::Guest => Err(Denial::SignIn),
        },
    }
}

/// Whether `actor` may give the entry the publish status `to`. Everybody who may
/// publish may make it private or unlisted; galleries are for admins and up
/// (roles.md; moderation decides after this).
pub fn may_set_status(
    actor: &Actor,
    standing: &EntryStanding,
    to: PublishStatus,
) -> Result<(), Denial> {
    may(actor, Action::SetPublishStatus, Some(standing))?;
    match to {
        PublishStatus::Private | PublishStatus::Unlisted => Ok(()),
        PublishStatus::Published if actor.app_role() >= Some(AppRole::Admin) => Ok(()),
        PublishStatus::Published => Err(Denial::NotAllowed),
    }
}

/// Whether one of `roles` is enough to invite, before the application role caps them.
/// It tells a collaborator who may not from somebody without such a part in the entry.
pub(crate) fn has_inviting_role(roles: EntryRoles) -> bool {
    INVITING.iter().any(|one| roles.contains(*one))
}

fn may_in_entry(
    actor: &Actor,
    action: Action,
    need: EntryNeed,
    standing: EntryStanding,
) -> Result<(), Denial> {
    let roles = match actor {
        Actor::Member { .. } => standing.roles,
        Actor::Anonymous | Actor::Guest => EntryRoles::NONE,
    };
    let holds = |enough| {
        actor
            .app_role()
            .is_some_and(|role| holds_one(role, roles, enough))
    };
    let granted = standing.grant.is_some() && !matches!(actor, Actor::Anonymous);

    if standing.trashed {
        let deletes = matches!(action, Action::TrashEntry | Action::RestoreEntry);
        return match need {
            EntryNeed::Roles(enough) if deletes && holds(enough) => Ok(()),
            EntryNeed::Grant if granted => Ok(()),
            _ => Err(Denial::NotFound),
        };
    }
    // Channels are for members: a guest gains nothing by one.
    let shown = standing.channels > ChannelSight::None && matches!(actor, Actor::Member { .. });
    if roles.is_empty() && !granted && !shown && !standing.publish.opens_by_address() {
        return Err(Denial::NotFound);
    }
    let allowed = match need {
        EntryNeed::View => true,
        EntryNeed::Grant => granted,
        EntryNeed::Roles(enough) => holds(enough),
        EntryNeed::Session => {
            let switches = standing.session.ok_or(Denial::NotFound)?;
            seat_may(session_seat(actor, &standing), action, switches)
        }
    };
    match actor {
        _ if allowed => Ok(()),
        Actor::Anonymous => Err(Denial::SignIn),
        Actor::Guest
            if action.scope() == Scope::Session
                && session_seat(actor, &standing) == SessionSeat::Onlooker =>
        {
            Err(Denial::SignIn)
        }
        Actor::Guest | Actor::Member { .. } => Err(Denial::NotAllowed),
    }
}

/// The application role caps the entry role: whoever may only view on the site may
/// only view in the entry.
fn holds_one(role: AppRole, roles: EntryRoles, enough: &[EntryRole]) -> bool {
    role >= AppRole::PrivateOnly && enough.iter().any(|one| roles.contains(*one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::{SessionRole, TokenScope, TokenScopes},
        clock::{SeededEntropy, Timestamp},
        ids::AccountId,
    };

    fn member(role: AppRole) -> Actor {
        let account = AccountId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
        Actor::Member {
            account,
            role,
            site_admin: false,
            scopes: TokenScopes::PERSON,
        }
    }

    fn with(roles: impl Into<EntryRoles>) -> EntryStanding {
        EntryStanding {
            roles: roles.into(),
            ..EntryStanding::default()
        }
    }

    #[test]
    fn rights_from_several_roles_add_up() {
        let both = with(EntryRoles::from(EntryRole::CoEditor).with(EntryRole::CoPublisher));
        let actor = member(AppRole::PrivateOnly);
        assert_eq!(may(&actor, Action::EditEntry, Some(&both)), Ok(()));
        assert_eq!(may(&actor, Action::SetPublishStatus, Some(&both)), Ok(()));
        assert_eq!(
            may(&actor, Action::TrashEntry, Some(&both)),
            Err(Denial::NotAllowed)
        );
    }

    #[test]
    fn the_application_role_caps_the_entry_role() {
        let owner = with(EntryRole::Owner);
        assert_eq!(
            may(&member(AppRole::Viewer), Action::ViewEntry, Some(&owner)),
            Ok(())
        );
        assert_eq!(
            may(&member(AppRole::Viewer), Action::EditEntry, Some(&owner)),
            Err(Denial::NotAllowed)
        );
    }

    #[test]
    fn galleries_are_for_admins_and_up() {
        let owner = with(EntryRole::Owner);
        let set = |role, to| may_set_status(&member(role), &owner, to);
        assert_eq!(set(AppRole::PrivateOnly, PublishStatus::Unlisted), Ok(()));
        assert_eq!(
            set(AppRole::PrivateOnly, PublishStatus::Published),
            Err(Denial::NotAllowed)
        );
        assert_eq!(set(AppRole::Admin, PublishStatus::Published), Ok(()));
        assert_eq!(
            set(AppRole::UnmoderatedAdmin, PublishStatus::Published),
            Ok(())
        );
    }

    #[test]
    fn a_stranger_is_not_told_that_a_private_entry_exists() {
        let standing = EntryStanding::default();
        for action in Action::ALL
            .iter()
            .filter(|action| matches!(action.scope(), Scope::Entry | Scope::Session))
        {
            for actor in [
                Actor::Anonymous,
                Actor::Guest,
                member(AppRole::UnmoderatedAdmin),
            ] {
                assert_eq!(
                    may(&actor, *action, Some(&standing)),
                    Err(Denial::NotFound),
                    "{action}"
                );
                assert_eq!(
                    may(&actor, *action, None),
                    Err(Denial::NotFound),
                    "{action}"
                );
            }
        }
    }

    #[test]
    fn t10_a_token_may_what_its_owner_may_of_what_it_is_for() {
        let standings = EntryRole::ALL.iter().map(|role| with(*role));
        let standings: Vec<_> = standings.chain([EntryStanding::default()]).collect();
        for role in AppRole::ALL {
            let Actor::Member { account, .. } = member(*role) else {
                continue;
            };
            for (site_admin, scope) in [false, true]
                .into_iter()
                .flat_map(|admin| TokenScope::ALL.iter().map(move |scope| (admin, *scope)))
            {
                let by = |scopes| Actor::Member {
                    account,
                    role: *role,
                    site_admin,
                    scopes,
                };
                let (owner, scopes) = (by(TokenScopes::PERSON), TokenScopes::NONE.with(scope));
                for (action, standing) in Action::ALL
                    .iter()
                    .flat_map(|action| standings.iter().map(move |standing| (*action, standing)))
                {
                    let owners = may(&owner, action, Some(standing));
                    let tokens = may(&by(scopes), action, Some(standing));
                    let expected = match owners {
                        Ok(()) if !scopes.cover(action) => Err(Denial::NotAllowed),
                        owners => owners,
                    };
                    assert_eq!(tokens, expected, "{role} {scope} {action}");
                }
            }
        }
    }

    #[test]
    fn a_site_administrator_is_no_collaborator() {
        let Actor::Member { account, role, .. } = member(AppRole::UnmoderatedAdmin) else {
            return;
        };
        let admin = Actor::Member {
            account,
            role,
            site_admin: true,
            scopes: TokenScopes::PERSON,
        };
        assert_eq!(may(&admin, Action::UseConsole, None), Ok(()));
        assert_eq!(
            may(&admin, Action::ViewEntry, Some(&EntryStanding::default())),
            Err(Denial::NotFound)
        );
    }

    #[test]
    fn roles_left_in_the_facts_give_a_guest_nothing() {
        let standing = EntryStanding {
            grant: Some(SessionRole::Viewer),
            ..with(EntryRole::Owner)
        };
        assert_eq!(
            may(&Actor::Guest, Action::ViewEntry, Some(&standing)),
            Ok(())
        );
        assert_eq!(
            may(&Actor::Guest, Action::EditEntry, Some(&standing)),
            Err(Denial::NotAllowed)
        );
        assert_eq!(
            may(&Actor::Anonymous, Action::ViewEntry, Some(&standing)),
            Err(Denial::NotFound)
        );
    }

    #[test]
    fn a_channel_lets_members_watch_and_nobody_else() {
        for channels in [ChannelSight::Decides, ChannelSight::Shown] {
            let standing = EntryStanding {
                channels,
                ..EntryStanding::default()
            };
            let ask = |actor: &Actor, action| may(actor, action, Some(&standing));
            let member = member(AppRole::Viewer);
            for action in [Action::ViewEntry, Action::StreamEntry, Action::TakeQuiz] {
                assert_eq!(ask(&member, action), Ok(()), "{channels:?} {action}");
                for nobody in [Actor::Guest, Actor::Anonymous] {
                    assert_eq!(ask(&nobody, action), Err(Denial::NotFound), "{action}");
                }
            }
            for action in [Action::EditEntry, Action::InviteUsers, Action::LeaveEntry] {
                assert_eq!(ask(&member, action), Err(Denial::NotAllowed), "{action}");
            }
        }
    }

    #[test]
    fn a_deleted_entry_can_still_be_left_by_whoever_was_let_in() {
        let trashed = |grant| EntryStanding {
            grant,
            trashed: true,
            ..EntryStanding::default()
        };
        let leave = |grant| may(&Actor::Guest, Action::LeaveEntry, Some(&trashed(grant)));
        assert_eq!(leave(Some(SessionRole::Viewer)), Ok(()));
        assert_eq!(leave(None), Err(Denial::NotFound));
        let view = may(
            &Actor::Guest,
            Action::ViewEntry,
            Some(&trashed(Some(SessionRole::Viewer))),
        );
        assert_eq!(view, Err(Denial::NotFound));
    }
}
