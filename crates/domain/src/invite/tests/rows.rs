//! Sentences of the table's rows.

use super::scene::{
    ADA, BOB, DAY, ELSEWHERE, HERE, HOUR, INVITER, NOW, Scene, account, email, invite_id,
};
use crate::{
    access::SessionRole::{Moderator, Speaker, Viewer},
    clock::Timestamp,
    invite::{
        Admission, Attempt, Entrance, GrantEnd, GrantSource, HeldGrant, Holder, Link, LinkEnd,
        Refusal, Seat, SessionPhase, Surface, Via,
    },
    media::{EntryKind, EntryState},
};

fn just_before(moment: Timestamp) -> Timestamp {
    moment.before(std::time::Duration::from_micros(1))
}

#[test]
fn a_room_is_closed_where_there_are_no_rooms_and_a_video_is_not() {
    let off = |s: Scene| s.with(|s| s.site.meeting_entry.enabled = false);
    assert_eq!(
        off(Scene::new().open().with(|s| s.entry.kind = EntryKind::Room)).look(),
        Err(Refusal::Disabled)
    );
    assert!(off(Scene::new()).look().is_ok());
    let no_pages = Scene::new().with(|s| s.site.theming.mediapage = false);
    assert_eq!(no_pages.look(), Err(Refusal::Disabled));
}

#[test]
fn a_suspended_member_is_barred_also_as_the_invited_guest() {
    let suspended = Scene::new()
        .bob()
        .with(|s| s.visitor.member.as_mut().unwrap().barred = true);
    let as_guest = Attempt::Look {
        as_guest: true,
        check_in: false,
    };
    assert_eq!(suspended.act(&as_guest), Err(Refusal::Barred));
}

#[test]
fn that_the_invited_person_is_barred_is_not_told_to_somebody_else() {
    let scene = Scene::new().bob().with(|s| s.invite.person_barred = true);
    assert!(matches!(scene.look(), Err(Refusal::WrongAccount { .. })));
    let ada = Scene::new().ada().with(|s| s.invite.person_barred = true);
    assert_eq!(ada.look(), Err(Refusal::Barred));
}

#[test]
fn somebody_else_sees_the_invited_address_masked() {
    let refusal = Scene::new().bob().look().unwrap_err();
    assert_eq!(
        refusal,
        Refusal::WrongAccount {
            invited: "a•••@example.org".into()
        }
    );
}

#[test]
fn somebody_else_may_go_on_as_the_invited_guest_through_the_lobby() {
    let bob = Scene::new().bob();
    let look = bob.act(&Attempt::Look {
        as_guest: true,
        check_in: false,
    });
    assert!(matches!(look, Ok(Admission::Lobby(_))));
    let mut entrance = Entrance {
        as_guest: true,
        ..Entrance::default()
    };
    assert_eq!(
        bob.act(&Attempt::Enter(entrance.clone())),
        Err(Refusal::MissingEmail)
    );
    entrance.typed = crate::invite::Typed::parse("ada@example.org");
    let admitted = bob.act(&Attempt::Enter(entrance)).unwrap();
    // identities are never merged: the grant is a seat's, not Bob's
    assert_eq!(admitted.write().unwrap().holder, Holder::Seat(HERE));
}

#[test]
fn a_members_own_grant_does_not_make_them_the_invited_guest() {
    let bob = Scene::new()
        .bob()
        .holding(Holder::Account(account(BOB)), Moderator);
    let look = bob.act(&Attempt::Look {
        as_guest: true,
        check_in: false,
    });
    assert!(matches!(look, Ok(Admission::Lobby(_))), "{look:?}");
}

#[test]
fn the_inviter_sees_the_preview_whatever_they_press() {
    let inviter = Scene::new().signed_in(INVITER, &["grace@uni.edu"]);
    assert_eq!(inviter.look(), Ok(Admission::Preview));
    let as_guest = Attempt::Enter(Entrance {
        as_guest: true,
        ..Entrance::default()
    });
    assert_eq!(inviter.act(&as_guest), Ok(Admission::Preview));
}

#[test]
fn a_member_who_has_not_verified_the_address_must_type_it_and_stays_a_guest() {
    let claimed = Scene::new().signed_in(BOB, &["bob@uni.edu", "?ada@example.org"]);
    assert!(matches!(claimed.look(), Ok(Admission::Lobby(_))));
    assert_eq!(claimed.written().holder, Holder::Seat(HERE));
}

#[test]
fn an_invite_for_a_chosen_person_is_theirs_even_under_another_address() {
    let chosen = Scene::new().with(|s| s.invite.invitee = Some(account(ADA)));
    let ada = chosen.clone().signed_in(ADA, &["ada@new.example"]);
    assert_eq!(
        ada.look(),
        Ok(Admission::Verified {
            account: account(ADA)
        })
    );
    // The address has since become another member's: not theirs, but not a stranger's.
    let other = chosen.signed_in(BOB, &["ada@example.org"]);
    assert!(matches!(other.look(), Ok(Admission::Lobby(_))));
    assert_eq!(other.written().holder, Holder::Seat(HERE));
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

#[test]
fn an_invite_is_opened_from_the_members_list_by_nobody_else() {
    let listed = |s: Scene| s.with(|s| s.invite.link = Link::InvitedToMe);
    assert!(matches!(
        listed(Scene::new().ada()).look(),
        Ok(Admission::Verified { .. })
    ));
    assert_eq!(listed(Scene::new()).look(), Err(Refusal::Unknown));
    assert_eq!(
        listed(Scene::new().bob()).enter("ada@example.org"),
        Err(Refusal::Unknown)
    );
    assert_eq!(
        listed(Scene::new().signed_in(INVITER, &["grace@uni.edu"])).look(),
        Err(Refusal::Unknown)
    );
}

#[test]
fn whoever_is_refused_while_inside_can_be_led_back() {
    let inside = |s: &Scene| s.visitor.inside(&s.entry, s.now);
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
}

#[test]
fn every_refusal_has_its_name_and_status() {
    let at = NOW;
    let way = crate::invite::WayBack::Code;
    let invited = String::new;
    let domain = email("a@example.org").domain().clone();
    let table: &[(Refusal, &str, u16)] = &[
        (Refusal::Unknown, "unknown", 404),
        (Refusal::Disabled, "disabled", 403),
        (Refusal::Revoked, "revoked", 410),
        (Refusal::EntryGone, "entry_gone", 410),
        (Refusal::Barred, "barred", 403),
        (
            Refusal::WrongAccount { invited: invited() },
            "wrong_account",
            409,
        ),
        (Refusal::Replaced { since: at }, "replaced", 410),
        (Refusal::Ended { at }, "ended", 410),
        (Refusal::NotReady { failed: false }, "not_ready", 409),
        (Refusal::Expired { at }, "expired", 410),
        (
            Refusal::OtherDevice {
                invited: invited(),
                way,
            },
            "other_device",
            409,
        ),
        (
            Refusal::UsedUp {
                invited: invited(),
                way,
            },
            "used_up",
            410,
        ),
        (Refusal::DomainBlocked { domain }, "domain_blocked", 403),
        (Refusal::WrongEmail, "wrong_email", 422),
        (Refusal::MissingEmail, "missing_email", 422),
        (
            Refusal::TooManyTries { retry_after: HOUR },
            "too_many_tries",
            429,
        ),
        (Refusal::CookiesOff, "cookies_off", 409),
    ];
    for (refusal, code, status) in table {
        assert_eq!((refusal.code(), refusal.status()), (*code, *status));
        assert_eq!(refusal.is_failed_try(), *code == "wrong_email");
    }
}
