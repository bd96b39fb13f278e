use crate::{
    access::{Action, Actor, AppRole, ChannelStanding, Denial, may_in_channel},
    names::named,
};

use super::ChannelKind;

named! {
    /// How far an entry has come that somebody put into a channel.
    pub enum PlacementState {
        /// It is shown there.
        Approved = "approved",
        /// Somebody has to decide on it.
        Waiting = "waiting",
        /// It was not taken, or was taken out.
        Rejected = "rejected",
    }
}

named! {
    /// What a moderator decides.
    pub enum Decision {
        /// It is shown.
        Approve = "approve",
        /// It is not, or not any more.
        Reject = "reject",
    }
}

/// In how many channels and galleries an entry stands or waits, at most.
pub const MOST_PLACEMENTS: usize = 50;

/// What becomes of an entry that `actor` puts into a channel: where entries are moderated it waits, unless the actor
/// would decide on it themself, or publishes without moderation (roles.md) and it is a gallery.
pub fn placed(actor: &Actor, standing: &ChannelStanding) -> Result<PlacementState, Denial> {
    may_in_channel(actor, Action::ContributeToChannel, Some(standing))?;
    let unmoderated = standing.kind == ChannelKind::Gallery
        && actor.app_role() >= Some(AppRole::UnmoderatedAdmin);
    let decides = may_in_channel(actor, Action::ModerateChannel, Some(standing)).is_ok();
    Ok(if !standing.moderated || unmoderated || decides {
        PlacementState::Approved
    } else {
        PlacementState::Waiting
    })
}

/// What an entry comes to that a moderator decides on; nothing where there is nothing to decide: who was rejected has to
/// ask again.
pub const fn decided(state: PlacementState, decision: Decision) -> Option<PlacementState> {
    match (state, decision) {
        (PlacementState::Waiting, Decision::Approve) => Some(PlacementState::Approved),
        (PlacementState::Waiting | PlacementState::Approved, Decision::Reject) => {
            Some(PlacementState::Rejected)
        }
        (PlacementState::Approved, Decision::Approve)
        | (PlacementState::Rejected, Decision::Approve | Decision::Reject) => None,
    }
}

/// What an entry comes to that is put where it was before: what stands or waits goes on, what was rejected is asked
/// for anew.
pub const fn stands_after(
    before: Option<PlacementState>,
    placed: PlacementState,
) -> PlacementState {
    match before {
        Some(PlacementState::Approved) => PlacementState::Approved,
        Some(PlacementState::Waiting | PlacementState::Rejected) | None => placed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::TokenScopes,
        channel::{ChannelRole, Contributors, GalleryModerators, GalleryRules},
        clock::{SeededEntropy, Timestamp},
        ids::AccountId,
    };

    fn member(role: AppRole, site_admin: bool) -> Actor {
        let account = AccountId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
        Actor::Member {
            account,
            role,
            site_admin,
            scopes: TokenScopes::PERSON,
        }
    }

    #[test]
    fn an_entry_waits_where_entries_are_moderated_unless_who_put_it_there_decides() {
        use ChannelRole::{Contributor, Manager, Member, Moderator};
        use PlacementState::{Approved, Waiting};
        let no = Err(Denial::NotAllowed);
        for (moderated, role, expected) in [
            (true, None, no),
            (true, Some(Member), no),
            (true, Some(Contributor), Ok(Waiting)),
            (true, Some(Moderator), Ok(Approved)),
            (true, Some(Manager), Ok(Approved)),
            (false, Some(Member), no),
            (false, Some(Contributor), Ok(Approved)),
            (false, Some(Manager), Ok(Approved)),
        ] {
            let standing = ChannelStanding {
                moderated,
                role,
                ..ChannelStanding::default()
            };
            // Publishing without moderation is for galleries.
            for app in [AppRole::PrivateOnly, AppRole::UnmoderatedAdmin] {
                let placed = placed(&member(app, false), &standing);
                assert_eq!(placed, expected, "{moderated} {role:?} {app}");
            }
        }
        let open = ChannelStanding {
            contributors: Contributors::Everyone,
            moderated: true,
            ..ChannelStanding::default()
        };
        let stranger = member(AppRole::PrivateOnly, false);
        assert_eq!(placed(&stranger, &open), Ok(Waiting));
    }

    #[test]
    fn what_waits_in_a_gallery_follows_from_the_application_role() {
        use PlacementState::{Approved, Waiting};
        let gallery = |moderated, contribute, moderators| ChannelStanding {
            kind: ChannelKind::Gallery,
            moderated,
            galleries: GalleryRules {
                contribute,
                moderators,
            },
            ..ChannelStanding::default()
        };
        let usual = GalleryModerators::Administrators;
        let no = Err(Denial::NotAllowed);
        for (moderated, lowest, app, site_admin, expected) in [
            (true, AppRole::Admin, AppRole::PrivateOnly, false, no),
            (true, AppRole::Admin, AppRole::Admin, false, Ok(Waiting)),
            (true, AppRole::Admin, AppRole::Admin, true, Ok(Approved)),
            (
                true,
                AppRole::Admin,
                AppRole::UnmoderatedAdmin,
                false,
                Ok(Approved),
            ),
            (false, AppRole::Admin, AppRole::Admin, false, Ok(Approved)),
            (
                true,
                AppRole::PrivateOnly,
                AppRole::PrivateOnly,
                false,
                Ok(Waiting),
            ),
            (true, AppRole::UnmoderatedAdmin, AppRole::Admin, false, no),
            (true, AppRole::PrivateOnly, AppRole::Viewer, false, no),
            (true, AppRole::Admin, AppRole::PrivateOnly, true, no),
        ] {
            let standing = gallery(moderated, lowest, usual);
            let placed = placed(&member(app, site_admin), &standing);
            assert_eq!(placed, expected, "{moderated} {lowest} {app} {site_admin}");
        }
    }

    #[test]
    fn a_decision_is_about_what_waits_or_takes_out_what_stands() {
        use Decision::{Approve, Reject};
        use PlacementState::{Approved, Rejected, Waiting};
        for (state, decision, expected) in [
            (Waiting, Approve, Some(Approved)),
            (Waiting, Reject, Some(Rejected)),
            (Approved, Approve, None),
            (Approved, Reject, Some(Rejected)),
            (Rejected, Approve, None),
            (Rejected, Reject, None),
        ] {
            assert_eq!(decided(state, decision), expected, "{state} {decision}");
        }
    }

    #[test]
    fn what_is_put_there_twice_goes_on_and_what_was_rejected_begins_anew() {
        use PlacementState::{Approved, Rejected, Waiting};
        for (before, placed, expected) in [
            (None, Waiting, Waiting),
            (None, Approved, Approved),
            (Some(Approved), Waiting, Approved),
            (Some(Approved), Approved, Approved),
            (Some(Waiting), Waiting, Waiting),
            (Some(Waiting), Approved, Approved),
            (Some(Rejected), Waiting, Waiting),
            (Some(Rejected), Approved, Approved),
        ] {
            assert_eq!(
                stands_after(before, placed),
                expected,
                "{before:?} {placed}"
            );
        }
    }
}
