//! Rows 7 and 15: who is inside already, in that role or a lower one.

use super::super::scene::{BOB, DAY, ELSEWHERE, HERE, HOUR, NOW, Scene, account, email, invite_id};
use crate::{
    access::SessionRole::{Moderator, Speaker, Viewer},
    clock::Timestamp,
    invite::{
        Admission, Attempt, GrantEnd, GrantSource, HeldGrant, Holder, Link, LinkEnd, Refusal, Seat,
        SessionPhase, Surface, Via,
    },
    media::EntryState,
};

fn just_before(moment: Timestamp) -> Timestamp {
    moment.before(std::time::Duration::from_micros(1))
}

#[test]
fn who_is_in_goes_in_again_whatever_became_of_the_link() {
    let spent = Scene::new()
        .uses(1, 1)
        .seat(Seat::Bound(HERE))
        .holding(Holder::Seat(HERE), Viewer);
    let enter = Ok(Admission::Enter {
        grant: spent.visitor.grants[0].clone(),
    });
    assert_eq!(spent.look(), enter);
    assert_eq!(spent.enter(""), enter);
    let over = spent.with(|s| {
        s.invite.end = LinkEnd::At(NOW.before(HOUR));
        s.invite.link = Link::Secret {
            via: Via::Copied,
            replaced_at: Some(NOW),
        };
        s.entry.state = EntryState::Processing;
    });
    assert_eq!(over.look(), enter);
}

#[test]
fn a_grant_counts_until_just_before_its_end() {
    let ends = NOW.after(HOUR);
    let grant = HeldGrant {
        ends: GrantEnd::At(ends),
        ..Scene::new().held(Holder::Seat(HERE), Viewer)
    };
    let scene = Scene::new().grant(grant);
    assert!(matches!(
        scene.clone().with(|s| s.now = just_before(ends)).look(),
        Ok(Admission::Enter { .. })
    ));
    assert!(matches!(
        scene.with(|s| s.now = ends).look(),
        Ok(Admission::Lobby(_))
    ));
}

#[test]
fn a_grant_for_a_session_lasts_an_hour_beyond_its_real_end() {
    let ended = NOW.before(HOUR);
    let grant = HeldGrant {
        ends: GrantEnd::AfterSession(HOUR),
        ..Scene::new().held(Holder::Seat(HERE), Viewer)
    };
    let scene = Scene::new()
        .session(SessionPhase::Ended { at: ended })
        .grant(grant);
    assert!(matches!(
        scene.clone().with(|s| s.now = just_before(NOW)).look(),
        Ok(Admission::Enter { .. })
    ));
    assert!(matches!(scene.clone().look(), Err(Refusal::Ended { .. })));
    assert!(matches!(scene.open().look(), Ok(Admission::Enter { .. })));
}

#[test]
fn another_browsers_or_accounts_grant_does_not_count() {
    assert!(matches!(
        Scene::new().holding(Holder::Seat(ELSEWHERE), Viewer).look(),
        Ok(Admission::Lobby(_))
    ));
    let no_cookie = Scene::new()
        .holding(Holder::Seat(HERE), Viewer)
        .with(|s| s.visitor.browser = None);
    assert!(matches!(no_cookie.look(), Ok(Admission::Lobby(_))));
    let ada = Scene::new()
        .ada()
        .holding(Holder::Account(account(BOB)), Viewer);
    assert!(matches!(ada.look(), Ok(Admission::Verified { .. })));
}

#[test]
fn a_grant_from_another_invite_to_the_same_person_counts_and_one_to_another_person_does_not() {
    let from = |address: &str| GrantSource::Invite {
        id: invite_id(2),
        email: email(address),
    };
    let held = |source| {
        Scene::new().grant(HeldGrant {
            source,
            ..Scene::new().held(Holder::Seat(HERE), Viewer)
        })
    };
    assert!(matches!(
        held(from("ada@example.org")).look(),
        Ok(Admission::Enter { .. })
    ));
    assert!(matches!(
        held(from("bob@example.org")).look(),
        Ok(Admission::Lobby(_))
    ));
}

#[test]
fn a_guest_link_is_never_proof_for_an_invite() {
    let grant = crate::ids::GrantId::new(NOW, &crate::clock::SeededEntropy::new(9));
    let held = HeldGrant {
        source: GrantSource::GuestLink(grant),
        ..Scene::new().held(Holder::Seat(HERE), Viewer)
    };
    let video = Scene::new().grant(held.clone());
    assert!(matches!(video.look(), Ok(Admission::Lobby(_))));
    let session = Scene::new().open().role(Moderator).grant(held);
    assert!(
        matches!(session.look(), Ok(Admission::Lobby(_))),
        "nor for an upgrade"
    );
}

#[test]
fn a_link_never_takes_rights_away() {
    let speaker = Scene::new().open().holding(Holder::Seat(HERE), Speaker);
    match speaker.look() {
        Ok(Admission::Enter { grant }) => assert_eq!(grant.role, Speaker),
        other => panic!("{other:?}"),
    }
}

#[test]
fn of_several_grants_the_highest_lets_in() {
    let scene = Scene::new()
        .open()
        .holding(Holder::Seat(HERE), Viewer)
        .holding(Holder::Seat(HERE), Moderator);
    match scene.holding(Holder::Seat(HERE), Speaker).look() {
        Ok(Admission::Enter { grant }) => assert_eq!(grant.role, Moderator),
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_is_inside_in_a_lower_role_is_upgraded_without_a_lobby_on_every_surface() {
    for surface in [Surface::Hub, Surface::Lms] {
        let scene = Scene::new()
            .open()
            .role(Moderator)
            .with(|s| s.invite.surface = surface)
            .holding(Holder::Seat(HERE), Speaker);
        assert_eq!(
            scene.look(),
            Ok(Admission::OfferUpgrade {
                from: Speaker,
                to: Moderator
            })
        );
        match scene.enter("") {
            Ok(Admission::Upgrade(upgrade)) => {
                assert_eq!((upgrade.from, upgrade.write.role), (Speaker, Moderator));
                assert_eq!(upgrade.write.holder, Holder::Seat(HERE));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn an_upgrade_comes_before_the_countdown() {
    let scene = Scene::new()
        .scheduled()
        .role(Speaker)
        .holding(Holder::Seat(HERE), Viewer);
    assert!(matches!(scene.enter(""), Ok(Admission::Upgrade(_))));
}

#[test]
fn a_lower_role_from_another_invite_is_not_enough_for_an_upgrade_without_a_lobby() {
    let source = GrantSource::Invite {
        id: invite_id(2),
        email: email("ada@example.org"),
    };
    let held = HeldGrant {
        source,
        ..Scene::new().held(Holder::Seat(HERE), Viewer)
    };
    let scene = Scene::new().open().role(Moderator).grant(held);
    assert!(matches!(scene.look(), Ok(Admission::Lobby(_))));
}

#[test]
fn a_verified_collaborator_is_upgraded_and_a_collaborator_who_is_somebody_else_is_not() {
    let inside = |s: Scene| {
        s.open()
            .role(Speaker)
            .with(|s| s.visitor.inside_as = Some(Viewer))
    };
    assert!(matches!(
        inside(Scene::new().ada()).look(),
        Ok(Admission::OfferUpgrade {
            from: Viewer,
            to: Speaker
        })
    ));
    assert!(matches!(
        inside(Scene::new().bob()).look(),
        Err(Refusal::WrongAccount { .. })
    ));
    let as_guest = inside(Scene::new().bob()).act(&Attempt::Look {
        as_guest: true,
        check_in: false,
    });
    assert!(matches!(as_guest, Ok(Admission::Lobby(_))));
}

#[test]
fn an_upgrade_never_shortens_a_grant() {
    let long = GrantEnd::At(NOW.after(DAY * 30));
    let held = HeldGrant {
        ends: long,
        ..Scene::new().held(Holder::Seat(HERE), Viewer)
    };
    let scene = Scene::new()
        .session(SessionPhase::Ended {
            at: NOW.before(HOUR),
        })
        .role(Speaker)
        .grant(held);
    match scene.with(|s| s.invite.recording_too = true).enter("") {
        Ok(Admission::Upgrade(upgrade)) => assert_eq!(upgrade.write.ends, long),
        other => panic!("{other:?}"),
    }
}

#[test]
fn whoever_is_refused_while_inside_can_be_led_back() {
    let inside = |s: &Scene| s.visitor.inside(None, &s.entry, s.now);
    assert_eq!(inside(&Scene::new()), None);
    assert_eq!(
        inside(
            &Scene::new()
                .bob()
                .holding(Holder::Account(account(BOB)), Speaker)
        ),
        Some(Speaker)
    );
    assert_eq!(
        inside(&Scene::new().holding(Holder::Seat(HERE), Viewer)),
        Some(Viewer)
    );
    assert_eq!(
        inside(&Scene::new().with(|s| s.visitor.inside_as = Some(Viewer))),
        Some(Viewer)
    );
    let over = Scene::new()
        .holding(Holder::Seat(HERE), Viewer)
        .with(|s| s.now = NOW.after(DAY));
    assert_eq!(inside(&over), None);
    let both = Scene::new()
        .open()
        .holding(Holder::Seat(HERE), Viewer)
        .holding(Holder::Seat(HERE), Moderator);
    assert_eq!(inside(&both), Some(Moderator));
}

#[test]
fn who_is_inside_in_the_invites_role_is_not_upgraded_to_it() {
    let scene = Scene::new()
        .ada()
        .with(|s| s.visitor.inside_as = Some(Viewer));
    assert!(matches!(scene.look(), Ok(Admission::Verified { .. })));
}

#[test]
fn an_upgrade_starts_from_the_highest_role_that_the_browser_has_here() {
    let source = GrantSource::Invite {
        id: invite_id(2),
        email: email("bob@example.org"),
    };
    let others = |role| HeldGrant {
        source: source.clone(),
        ..Scene::new().held(Holder::Seat(HERE), role)
    };
    let scene = Scene::new()
        .open()
        .holding(Holder::Seat(HERE), Viewer)
        .grant(others(Speaker));
    let moderator = scene.clone().role(Moderator);
    assert_eq!(
        moderator.look(),
        Ok(Admission::OfferUpgrade {
            from: Speaker,
            to: Moderator
        })
    );
    // In somebody else's name already as much: this one is asked for in the lobby.
    assert!(matches!(
        scene.role(Speaker).look(),
        Ok(Admission::Lobby(_))
    ));
}
