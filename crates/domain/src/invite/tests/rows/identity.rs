//! Rows 2 to 6: what stops everybody, and who the visitor is.

use super::super::scene::{ADA, BOB, HERE, HOUR, INVITER, NOW, Scene, account, email};
use crate::{
    access::SessionRole::Moderator,
    invite::{Admission, Attempt, Entrance, Holder, Link, Refusal},
    media::EntryKind,
};

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
