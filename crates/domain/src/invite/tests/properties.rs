//! What holds for every door, every visitor and every attempt.

use proptest::{prelude::*, sample::select};

use super::{
    cases,
    scene::{ADA, DAY, ELSEWHERE, HERE, HOUR, INVITER, NOW, Scene, account, email, invite_id},
};
use crate::{
    access::SessionRole,
    config::{MailService, SeatRule},
    invite::{
        Admission, Attempt, CodeOutcome, Entrance, GrantEnd, GrantSource, HeldGrant, Holder, Link,
        LinkEnd, LobbyProof, Proof, Refusal, Seat, SeatChange, SessionPhase, Spend, Surface, Typed,
        Uses, UsesAllowed, Via,
    },
    media::{EntryKind, EntryState},
};

fn grants() -> impl Strategy<Value = HeldGrant> {
    let holder = select(vec![
        Holder::Seat(HERE),
        Holder::Seat(ELSEWHERE),
        Holder::Account(account(ADA)),
    ]);
    let source = select(vec![
        (1, "ada@example.org"),
        (2, "ada@example.org"),
        (3, "bob@example.org"),
    ]);
    let ends = select(vec![
        GrantEnd::At(NOW),
        GrantEnd::At(NOW.after(HOUR)),
        GrantEnd::At(NOW.after(DAY * 9)),
        GrantEnd::AfterSession(HOUR),
    ]);
    (
        holder,
        source,
        ends,
        select(SessionRole::ALL.to_vec()),
        select(Proof::ALL.to_vec()),
    )
        .prop_map(|(holder, (invite, address), ends, role, proof)| HeldGrant {
            source: GrantSource::Invite {
                id: invite_id(invite),
                email: email(address),
            },
            holder,
            role,
            ends,
            proof,
        })
}

fn invites() -> impl Strategy<Value = Scene> {
    let link = select(vec![
        Link::Secret {
            via: Via::Copied,
            replaced_at: None,
        },
        Link::Secret {
            via: Via::Mailed,
            replaced_at: None,
        },
        Link::Secret {
            via: Via::Copied,
            replaced_at: Some(NOW.before(HOUR)),
        },
        Link::InvitedToMe,
    ]);
    let end = select(vec![
        LinkEnd::At(NOW.after(DAY)),
        LinkEnd::At(NOW.after(HOUR)),
        LinkEnd::At(NOW),
        LinkEnd::SessionEnd {
            no_later_than: NOW.after(DAY),
        },
    ]);
    let uses = (select(vec![-1_i64, 1, 2, 5]), 0_u32..6).prop_map(|(allowed, spent)| {
        let most = u32::try_from(allowed).unwrap_or(u32::MAX);
        Uses {
            allowed: UsesAllowed::try_from(allowed).unwrap(),
            spent: spent.min(most),
        }
    });
    let seat = select(vec![
        Seat::Free,
        Seat::Reset,
        Seat::Bound(HERE),
        Seat::Bound(ELSEWHERE),
    ]);
    let flags = prop::array::uniform6(prop::bool::weighted(0.15));
    (
        link,
        end,
        uses,
        seat,
        select(SessionRole::ALL.to_vec()),
        0_u32..5,
        flags,
        prop::bool::ANY,
    )
        .prop_map(
            |(
                link,
                end,
                uses,
                seat,
                role,
                moves,
                [revoked, lms, chosen, recording, barred, restricted],
                used,
            )| {
                let scene = Scene::new().role(role).seat(seat).with(|s| {
                    s.invite.link = link;
                    s.invite.end = end;
                    s.invite.uses = uses;
                    s.invite.moves = moves;
                    s.invite.revoked = revoked;
                    s.invite.surface = if lms { Surface::Lms } else { Surface::Hub };
                    s.invite.invitee = chosen.then(|| account(ADA));
                    s.invite.recording_too = recording;
                    s.invite.person_barred = barred;
                    s.invite.first_used_at = used.then(|| NOW.before(HOUR));
                });
                if restricted {
                    scene.restricted("example.org")
                } else {
                    scene
                }
            },
        )
}

fn scenes() -> impl Strategy<Value = Scene> {
    let phase = select(vec![
        None,
        Some(SessionPhase::Scheduled {
            starts_at: NOW.after(HOUR),
        }),
        Some(SessionPhase::Open),
        Some(SessionPhase::Ended {
            at: NOW.before(HOUR / 2),
        }),
    ]);
    let session = select(vec![
        EntryKind::Webcast,
        EntryKind::Simulive,
        EntryKind::DiyLive,
        EntryKind::Room,
    ]);
    let state = prop_oneof![6 => Just(EntryState::Ready), 1 => select(EntryState::ALL.to_vec())];
    let member = select(vec![
        None,
        None,
        Some((ADA, "ada@example.org")),
        Some((ADA, "?ada@example.org")),
        Some((12, "bob@uni.edu")),
        Some((INVITER, "grace@uni.edu")),
    ]);
    let proofs = prop::option::of(select(LobbyProof::ALL.to_vec()));
    let flags = prop::array::uniform7(prop::bool::weighted(0.12));
    (
        invites(),
        (phase, session, state),
        member,
        prop::collection::vec(grants(), 0..3),
        proofs,
        flags,
    )
        .prop_map(
            |(scene, (phase, session, state), member, grants, proof, flags)| {
                let [off, trashed, no_cookie, no_tries, follows, mail, no_moves] = flags;
                let scene = match member {
                    Some((number, address)) => scene.signed_in(number, &[address]),
                    None => scene,
                };
                scene.with(|s| {
                    s.entry.phase = phase;
                    s.entry.kind = if phase.is_some() {
                        session
                    } else {
                        EntryKind::Video
                    };
                    s.entry.state = state;
                    s.entry.trashed = trashed;
                    s.visitor.grants = grants;
                    s.visitor.browser = (!no_cookie).then_some(HERE);
                    s.visitor.no_tries_until = no_tries.then(|| NOW.after(HOUR));
                    s.site.invite_to_media.enabled = !off;
                    s.site.invite_to_media.lobby_proof.viewer = proof;
                    s.site.invite_to_media.self_service_move = !no_moves;
                    s.site.invite_to_media.seat_rule = if follows {
                        SeatRule::Follows
                    } else {
                        SeatRule::Strict
                    };
                    s.site.mail = if mail {
                        MailService::Configured
                    } else {
                        MailService::Absent
                    };
                })
            },
        )
}

fn attempts() -> impl Strategy<Value = Attempt> {
    let typed = select(vec![
        "ada@example.org",
        "ADA@example.org",
        "eve@example.org",
        "",
        "nonsense",
    ]);
    let code = prop_oneof![
        4 => Just(CodeOutcome::NotGiven), 1 => Just(CodeOutcome::Right), 1 => Just(CodeOutcome::Wrong), 1 => Just(CodeOutcome::Dead)
    ];
    (
        0..4,
        typed,
        code,
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.3),
    )
        .prop_map(|(what, typed, code, hand_over, as_guest)| {
            let entrance = Entrance {
                typed: Typed::parse(typed),
                code,
                hand_over,
                as_guest,
            };
            match what {
                0 => Attempt::Look {
                    as_guest,
                    check_in: hand_over,
                },
                1 => Attempt::CheckIn(entrance),
                _ => Attempt::Enter(entrance),
            }
        })
}

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
                prop_assert_eq!(Some(browser), scene.visitor.browser);
            }
        }
    }

    #[test]
    fn trying_again_after_being_let_in_costs_nothing(scene in scenes(), attempt in attempts()) {
        if let Ok(admission) = scene.act(&attempt) && let Some(write) = admission.write() {
            let mut after = scene.clone();
            apply(&mut after, write);
            let again = after.act(&attempt);
            prop_assert!(matches!(again, Ok(Admission::Enter { .. })), "{:?}", again);
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
        let expired = written(|s| s.invite.end = LinkEnd::At(NOW));
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
            grant.is_from(scene.invite.id) && grant.holder == Holder::Seat(HERE) && grant.ends.is_ahead(scene.entry.phase, NOW)
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
