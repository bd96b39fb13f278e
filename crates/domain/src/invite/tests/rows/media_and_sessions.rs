//! Rows 8 to 14 and 16 to 18: what has become of link, media and session.

use super::super::scene::{ADA, DAY, HOUR, NOW, Scene, account, email};
use crate::{
    access::SessionRole::Speaker,
    clock::Timestamp,
    invite::{
        Admission, Attempt, Entrance, GrantEnd, Holder, Link, LinkEnd, Refusal, SessionPhase,
        Surface, Via,
    },
    media::{EntryKind, EntryState},
};

fn just_before(moment: Timestamp) -> Timestamp {
    moment.before(std::time::Duration::from_micros(1))
}

#[test]
fn a_replaced_secret_says_since_when() {
    let since = NOW.before(HOUR);
    let scene = Scene::new().with(|s| {
        s.invite.link = Link::Secret {
            via: Via::Mailed,
            replaced_at: Some(since),
        }
    });
    assert_eq!(scene.look(), Err(Refusal::Replaced { since }));
    assert_eq!(
        scene.enter("ada@example.org"),
        Err(Refusal::Replaced { since })
    );
}

#[test]
fn an_ended_session_says_so_unless_its_recording_was_promised() {
    let ended = Scene::new().ended();
    assert_eq!(
        ended.look(),
        Err(Refusal::Ended {
            at: NOW.before(HOUR)
        })
    );
    let promised = ended.with(|s| s.invite.recording_too = true);
    assert!(matches!(promised.look(), Ok(Admission::Lobby(_))));
    // ... and is waited for while it is being made
    let made = promised.with(|s| s.entry.state = EntryState::Processing);
    assert_eq!(made.look(), Err(Refusal::NotReady { failed: false }));
}

#[test]
fn a_page_waits_for_media_and_not_for_a_live_session_that_needs_none() {
    for state in [
        EntryState::Empty,
        EntryState::Processing,
        EntryState::Failed,
    ] {
        let failed = state == EntryState::Failed;
        for kind in [
            EntryKind::Video,
            EntryKind::Audio,
            EntryKind::Document,
            EntryKind::Quiz,
        ] {
            let scene = Scene::new().with(|s| (s.entry.kind, s.entry.state) = (kind, state));
            assert_eq!(
                scene.enter("ada@example.org"),
                Err(Refusal::NotReady { failed }),
                "{kind} {state}"
            );
        }
        for (kind, waits) in [
            (EntryKind::Webcast, false),
            (EntryKind::DiyLive, false),
            (EntryKind::Room, false),
            (EntryKind::Simulive, true),
        ] {
            let scene = Scene::new()
                .open()
                .with(|s| (s.entry.kind, s.entry.state) = (kind, state));
            assert_eq!(
                scene.look() == Err(Refusal::NotReady { failed }),
                waits,
                "{kind} {state}"
            );
        }
    }
}

#[test]
fn a_link_works_until_just_before_its_end() {
    let end = NOW.after(DAY);
    assert!(
        Scene::new()
            .with(|s| s.now = just_before(end))
            .enter("ada@example.org")
            .is_ok()
    );
    assert_eq!(
        Scene::new().with(|s| s.now = end).enter("ada@example.org"),
        Err(Refusal::Expired { at: end })
    );
}

#[test]
fn a_link_until_the_session_ends_outlasts_its_schedule_but_not_the_maximum() {
    let until = |phase| {
        Scene::new().session(phase).with(|s| {
            s.invite.end = LinkEnd::SessionEnd {
                no_later_than: NOW.after(DAY),
            };
            s.invite.recording_too = true;
        })
    };
    let late = |s: Scene, now| s.with(|s| s.now = now);
    assert!(
        late(until(SessionPhase::Open), just_before(NOW.after(DAY)))
            .look()
            .is_ok()
    );
    assert_eq!(
        late(until(SessionPhase::Open), NOW.after(DAY)).look(),
        Err(Refusal::Expired { at: NOW.after(DAY) })
    );
    let ended = NOW.before(HOUR);
    assert_eq!(
        until(SessionPhase::Ended { at: ended }).look(),
        Err(Refusal::Expired { at: ended })
    );
}

#[test]
fn a_restricted_domain_stops_newcomers_and_no_member() {
    let newcomer = Scene::new().restricted("example.org");
    assert_eq!(
        newcomer.look(),
        Err(Refusal::DomainBlocked {
            domain: email("x@example.org").domain().clone()
        })
    );
    let known = newcomer
        .clone()
        .with(|s| s.invite.address_has_member = true);
    assert!(matches!(known.look(), Ok(Admission::Lobby(_))));
    assert!(matches!(
        newcomer.clone().ada().look(),
        Ok(Admission::Verified { .. })
    ));
    let chosen = newcomer
        .with(|s| s.invite.invitee = Some(account(ADA)))
        .signed_in(ADA, &["ada@new.example"]);
    assert!(matches!(chosen.look(), Ok(Admission::Verified { .. })));
    assert!(
        Scene::new()
            .restricted("sub.example.org *.example.org")
            .look()
            .is_ok()
    );
}

#[test]
fn a_countdown_asks_nothing_and_warns_when_the_link_ends_first() {
    let starts_at = NOW.after(HOUR);
    let countdown = |link_ends_before| {
        Ok(Admission::Countdown {
            starts_at,
            link_ends_before,
        })
    };
    assert_eq!(Scene::new().scheduled().look(), countdown(None));
    assert_eq!(
        Scene::new().scheduled().enter("eve@example.org"),
        countdown(None)
    );
    assert_eq!(
        Scene::new()
            .scheduled()
            .with(|s| s.invite.end = LinkEnd::At(starts_at))
            .look(),
        countdown(None)
    );
    let early = just_before(starts_at);
    assert_eq!(
        Scene::new()
            .scheduled()
            .with(|s| s.invite.end = LinkEnd::At(early))
            .look(),
        countdown(Some(early))
    );
}

#[test]
fn checking_in_leads_to_the_lobby_and_is_a_normal_use() {
    let scene = Scene::new().scheduled();
    let look = scene.act(&Attempt::Look {
        as_guest: false,
        check_in: true,
    });
    assert!(matches!(look, Ok(Admission::Lobby(_))));
    let entrance = Entrance {
        typed: crate::invite::Typed::parse("ada@example.org"),
        ..Entrance::default()
    };
    let admitted = scene.act(&Attempt::CheckIn(entrance)).unwrap();
    let write = admitted.write().unwrap();
    assert_eq!(
        (write.spend, write.ends),
        (crate::invite::Spend::One, GrantEnd::AfterSession(HOUR))
    );
}

#[test]
fn in_an_open_session_from_an_lms_even_a_verified_member_types_and_gets_the_role_as_a_member() {
    let scene = Scene::new()
        .ada()
        .open()
        .role(Speaker)
        .mail_configured()
        .with(|s| s.invite.surface = Surface::Lms);
    assert!(matches!(scene.look(), Ok(Admission::Lobby(_))));
    assert_eq!(scene.enter(""), Err(Refusal::MissingEmail));
    assert_eq!(scene.enter("bob@uni.edu"), Err(Refusal::WrongEmail));
    // verified already, and so not asked for a code as a guest would be
    assert_eq!(scene.written().holder, Holder::Account(account(ADA)));
}

#[test]
fn media_and_recordings_from_an_lms_need_no_lobby_for_a_verified_member() {
    let lms = |s: Scene| s.ada().with(|s| s.invite.surface = Surface::Lms);
    assert!(matches!(
        lms(Scene::new()).look(),
        Ok(Admission::Verified { .. })
    ));
    let recording = lms(Scene::new().ended()).with(|s| s.invite.recording_too = true);
    assert!(matches!(recording.look(), Ok(Admission::Verified { .. })));
}
