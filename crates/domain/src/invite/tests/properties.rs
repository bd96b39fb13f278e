//! What holds for every door, every visitor and every attempt.

use proptest::prelude::*;

use super::{
    cases,
    doors::{attempts, scenes},
    outcome::line,
    scene::{ELSEWHERE, HERE, KEY, KEYED, NOW, OTHER_KEY, Scene},
};
use crate::{
    config::SeatRule,
    invite::{
        Admission, Attempt, CodeOutcome, GrantEnd, GrantSource, HeldGrant, Holder, KeyShown, Link,
        LinkEnd, Mac, Refusal, Seat, SeatChange, Spend, Typed, Via,
    },
    media::{EntryKind, EntryState},
};

/// What a store does with a write.
fn apply(scene: &mut Scene, write: &crate::invite::Write) {
    if write.spend == Spend::One {
        scene.invite.uses.spent += 1;
    }
    match write.seat {
        SeatChange::Keep => {}
        SeatChange::Free => scene.invite.seat = Seat::Free,
        SeatChange::Bind(browser) => scene.invite.seat = Seat::Bound(browser),
        SeatChange::Move { to, by, .. } => {
            scene.invite.seat = Seat::Bound(to);
            scene.invite.moves += u32::from(by.counts());
        }
    }
    scene.invite.first_used_at = Some(write.first_used_at);
    let id = scene.invite.id;
    scene.visitor.grants.retain(|grant| !grant.is_from(id));
    let source = GrantSource::Invite {
        id,
        email: scene.invite.email.clone(),
    };
    let (holder, role, ends, proof) = (write.holder, write.role, write.ends, write.proof);
    scene.visitor.grants.push(HeldGrant {
        source,
        holder,
        role,
        ends,
        proof,
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(4_000, 400_000)))]

    #[test]
    fn looking_writes_nothing(scene in scenes(), as_guest: bool, check_in: bool) {
        if let Ok(admission) = scene.act(&Attempt::Look { as_guest, check_in }) {
            prop_assert_eq!(admission.write(), None);
        }
    }

    #[test]
    fn a_use_is_spent_only_where_one_is_left(scene in scenes(), attempt in attempts()) {
        if let Ok(admission) = scene.act(&attempt) && let Some(write) = admission.write() {
            prop_assert!(write.spend == Spend::Nothing || scene.invite.uses.left());
        }
    }

    #[test]
    fn what_is_written_is_the_invites_role_and_lasts(scene in scenes(), attempt in attempts()) {
        if let Ok(admission) = scene.act(&attempt) && let Some(write) = admission.write() {
            prop_assert_eq!(write.role, scene.invite.role);
            prop_assert!(write.ends.is_ahead(scene.entry.phase, NOW));
            if let Holder::Seat(browser) = write.holder {
                prop_assert_eq!(Some(browser.cookie), scene.visitor.browser);
                prop_assert!(browser.key.is_none() || browser.key == scene.visitor.key.key());
            }
        }
    }

    #[test]
    fn trying_again_after_being_let_in_costs_nothing(scene in scenes(), attempt in attempts()) {
        if let Ok(admission) = scene.act(&attempt) && let Some(write) = admission.write() {
            let mut after = scene.clone();
            apply(&mut after, write);
            let again = after.act(&attempt);
            // A key that was shown with an old word sits down, and is asked for anew afterwards.
            let anew = matches!(scene.visitor.key, KeyShown::Stale(_)) && again == Err(Refusal::StaleProof);
            prop_assert!(anew || matches!(again, Ok(Admission::Enter { .. })), "{:?}", again);
        }
    }

    #[test]
    fn what_stands_higher_decides(scene in scenes(), attempt in attempts()) {
        let answer = |change: fn(&mut Scene)| scene.clone().with(change).act(&attempt);
        let above = |answer: &Result<Admission, Refusal>, allowed: &[&str]| match answer {
            Ok(_) => false,
            Err(refusal) => allowed.contains(&refusal.code()),
        };
        let off = answer(|s| s.site.invite_to_media.enabled = false);
        prop_assert!(above(&off, &["unknown", "disabled"]), "{:?}", off);
        let revoked = answer(|s| s.invite.revoked = true);
        prop_assert!(above(&revoked, &["unknown", "disabled", "revoked"]), "{:?}", revoked);
        let gone = answer(|s| s.entry.trashed = true);
        prop_assert!(above(&gone, &["unknown", "disabled", "revoked", "entry_gone"]), "{:?}", gone);
        let barred = answer(|s| {
            s.invite.person_barred = true;
            if let Some(member) = &mut s.visitor.member {
                member.barred = true;
            }
        });
        prop_assert!(above(&barred, &["unknown", "disabled", "revoked", "entry_gone", "barred"]), "{:?}", barred);
    }

    #[test]
    fn nothing_is_written_over_a_dead_link(scene in scenes(), attempt in attempts()) {
        let written = |change: fn(&mut Scene)| {
            scene.clone().with(change).act(&attempt).is_ok_and(|admission| admission.write().is_some())
        };
        let expired = written(|s| {
            s.invite.end = LinkEnd::At(NOW);
            if let Link::HandedOver(_) = s.invite.link {
                s.invite.link = Link::InvitedToMe;
            }
        });
        let replaced = written(|s| s.invite.link = Link::Secret { via: Via::Mailed, replaced_at: Some(NOW) });
        let unready = written(|s| (s.entry.phase, s.entry.kind, s.entry.state) = (None, EntryKind::Video, EntryState::Processing));
        prop_assert!(!expired && !replaced && !unready);
    }

    #[test]
    fn a_guest_is_let_in_by_the_address_a_code_or_an_earlier_grant_and_by_nothing_else(
        scene in scenes(), attempt in attempts(),
    ) {
        let Ok(admission) = scene.act(&attempt) else { return Ok(()) };
        let Some(write) = admission.write() else { return Ok(()) };
        let (Attempt::Enter(entrance) | Attempt::CheckIn(entrance)) = &attempt else {
            return Err(TestCaseError::fail("looking wrote"));
        };
        let typed = entrance.typed == Typed::Address(scene.invite.email.clone());
        let earlier = scene.visitor.grants.iter().any(|grant| {
            grant.is_from(scene.invite.id) && [Holder::Seat(HERE), Holder::Seat(KEYED)].contains(&grant.holder) && grant.ends.is_ahead(scene.entry.phase, NOW)
        });
        let verified = matches!(write.holder, Holder::Account(_));
        prop_assert!(verified || typed || entrance.code == CodeOutcome::Right || earlier);
        if verified {
            let member = scene.visitor.member.as_ref().unwrap();
            let proved = member.addresses.iter().any(|one| one.verified && one.email == scene.invite.email);
            prop_assert!(proved || scene.invite.invitee == Some(member.account));
        }
    }

    #[test]
    fn a_strict_seat_moves_only_with_a_code_or_a_hand_over(scene in scenes(), attempt in attempts()) {
        let scene = scene.seat(Seat::Bound(ELSEWHERE)).with(|s| s.site.invite_to_media.seat_rule = SeatRule::Strict);
        if let Ok(admission) = scene.act(&attempt) && let Some(write) = admission.write() {
            match write.seat {
                SeatChange::Move { by, .. } => prop_assert!(by.counts() && scene.invite.moves < 3),
                SeatChange::Keep => prop_assert!(matches!(write.holder, Holder::Account(_))),
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            }
        }
    }

    #[test]
    fn t08_a_keyed_seat_knows_nobody_without_its_key(scene in scenes(), attempt in attempts()) {
        let keyed = scene.clone().seat(Seat::Bound(KEYED)).with(|s| {
            s.visitor.browser = Some(HERE.cookie);
            s.visitor.grants.retain(|grant| grant.holder != Holder::Seat(HERE));
            s.site.invite_to_media.seat_rule = SeatRule::Strict;
        });
        let stranger = keyed.clone().with(|s| s.visitor.browser = Some(Mac::from_bytes([9; 32])));
        for shown in [KeyShown::Nothing, KeyShown::Fresh(OTHER_KEY), KeyShown::Stale(OTHER_KEY)] {
            let copied = keyed.clone().showing(shown).act(&attempt);
            // Whoever presses without the key is met as a browser that was never here.
            if matches!(attempt, Attempt::Look { .. }) {
                prop_assert!(copied.is_err() || copied.unwrap().write().is_none());
            } else {
                let strange = stranger.clone().showing(shown).act(&attempt);
                let alike = match (&copied, &strange) {
                    (Ok(one), Ok(other)) => one.write().is_some() == other.write().is_some(),
                    (one, other) => one == other,
                };
                prop_assert!(alike, "{copied:?} but {strange:?}");
            }
        }
        let stale = keyed.clone().showing(KeyShown::Stale(KEY)).act(&attempt);
        let entered = matches!(&stale, Ok(Admission::Enter { grant }) if grant.holder == Holder::Seat(KEYED));
        let looks = matches!(attempt, Attempt::Look { .. });
        prop_assert!(!entered || looks);
    }

    #[test]
    fn t08_the_right_key_changes_nothing_of_what_the_cookie_alone_did(
        scene in scenes(), attempt in attempts(),
    ) {
        let by_cookie = |s: &mut Scene| {
            if s.invite.seat == Seat::Bound(KEYED) {
                s.invite.seat = Seat::Bound(HERE);
            }
            for grant in &mut s.visitor.grants {
                if grant.holder == Holder::Seat(KEYED) {
                    grant.holder = Holder::Seat(HERE);
                }
            }
            s.visitor.key = KeyShown::Nothing;
        };
        let word = |outcome: &Result<Admission, Refusal>| line(outcome, NOW);
        let keyed = scene.clone().showing(KeyShown::Fresh(KEY)).act(&attempt);
        let plain = scene.clone().with(by_cookie).act(&attempt);
        prop_assert_eq!(word(&keyed), word(&plain));
    }

    #[test]
    fn no_grant_is_shortened_or_lowered(scene in scenes(), attempt in attempts()) {
        let Ok(admission) = scene.act(&attempt) else { return Ok(()) };
        let held = scene.visitor.grants.iter().filter(|grant| grant.is_from(scene.invite.id));
        let phase = scene.entry.phase;
        if let Some(write) = admission.write() {
            for grant in held.filter(|grant| grant.holder == write.holder && grant.ends.is_ahead(phase, NOW)) {
                prop_assert!(write.role > grant.role);
                let end = |end: GrantEnd| end.moment(phase).unwrap_or(crate::clock::Timestamp::MAX);
                prop_assert!(end(write.ends) >= end(grant.ends));
            }
        }
    }
}
