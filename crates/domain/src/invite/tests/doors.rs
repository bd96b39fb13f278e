//! Every door, every visitor and every attempt, at random.

use proptest::{prelude::*, sample::select};

use super::scene::{
    ADA, DAY, ELSEWHERE, HERE, HOUR, INVITER, KEY, KEYED, NOW, OTHER_KEY, Scene, account, email,
    invite_id,
};
use crate::{
    access::SessionRole,
    config::{MailService, SeatRule},
    invite::{
        Attempt, CodeOutcome, Entrance, GrantEnd, GrantSource, HandOver, HeldGrant, Holder,
        KeyShown, Link, LinkEnd, LobbyProof, Proof, Seat, SessionPhase, Surface, Typed, Uses,
        UsesAllowed, Via,
    },
    media::{EntryKind, EntryState},
};

fn grants() -> impl Strategy<Value = HeldGrant> {
    let holder = select(vec![
        Holder::Seat(HERE),
        Holder::Seat(KEYED),
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
        Link::HandedOver(HandOver {
            proof: Proof::Typed,
            ends: GrantEnd::At(NOW.after(DAY * 2)),
        }),
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
        Seat::Bound(KEYED),
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

pub(super) fn scenes() -> impl Strategy<Value = Scene> {
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
    let key = select(vec![
        KeyShown::Nothing,
        KeyShown::Fresh(KEY),
        KeyShown::Fresh(OTHER_KEY),
        KeyShown::Stale(KEY),
    ]);
    let proofs = prop::option::of(select(LobbyProof::ALL.to_vec()));
    let flags = prop::array::uniform7(prop::bool::weighted(0.12));
    (
        invites(),
        (phase, session, state),
        member,
        prop::collection::vec(grants(), 0..3),
        key,
        proofs,
        flags,
    )
        .prop_map(
            |(scene, (phase, session, state), member, grants, key, proof, flags)| {
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
                    s.visitor.browser = (!no_cookie).then_some(HERE.cookie);
                    s.visitor.key = key;
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

pub(super) fn attempts() -> impl Strategy<Value = Attempt> {
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
        .prop_map(|(what, typed, code, check_in, as_guest)| {
            let entrance = Entrance {
                typed: Typed::parse(typed),
                code,
                as_guest,
                without_sign_in: false,
            };
            match what {
                0 => Attempt::Look { as_guest, check_in },
                1 => Attempt::CheckIn(entrance),
                _ => Attempt::Enter(entrance),
            }
        })
}
