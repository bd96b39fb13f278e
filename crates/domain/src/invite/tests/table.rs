//! The whole decision table, to be read beside invitations.md.

use std::fmt::Write as _;

use super::{
    outcome::{line, word},
    scene::{ADA, DAY, ELSEWHERE, HERE, HOUR, INVITER, KEY, KEYED, NOW, OTHER_KEY, Scene, account},
};
use crate::{
    access::SessionRole::{Moderator, Speaker, Viewer},
    config::SeatRule,
    invite::{
        Attempt, CodeOutcome, Entrance, GrantEnd, HandOver, Holder, KeyShown, Link, LinkEnd,
        LobbyProof, Proof, Seat, SessionPhase, Surface, Typed, Via,
    },
    media::EntryState,
};

type Change = fn(Scene) -> Scene;

/// Come by what the browser in the seat has shown, after so many moves.
fn handed_over(scene: Scene, moves: u32) -> Scene {
    scene.uses(1, 1).seat(Seat::Bound(ELSEWHERE)).with(|s| {
        s.invite.moves = moves;
        s.invite.link = Link::HandedOver(HandOver {
            proof: Proof::Code,
            ends: GrantEnd::At(NOW.after(DAY)),
        });
    })
}

/// One change to the scene for every row after the first, in the order of the rows.
const CONDITIONS: &[(&str, &str, Change)] = &[
    ("2", "module off", |s| {
        s.with(|s| s.site.invite_to_media.enabled = false)
    }),
    ("3", "revoked", |s| s.with(|s| s.invite.revoked = true)),
    ("4", "entry deleted", |s| s.with(|s| s.entry.trashed = true)),
    ("5", "person barred", |s| {
        s.with(|s| {
            s.invite.person_barred = true;
            if let Some(member) = &mut s.visitor.member {
                member.barred = true;
            }
        })
    }),
    ("6", "signed in as another", Scene::bob),
    ("6i", "signed in as the inviter", |s| {
        s.signed_in(INVITER, &["grace@uni.edu"])
    }),
    ("7", "live grant of this browser", |s| {
        let role = s.invite.role;
        s.holding(Holder::Seat(HERE), role)
    }),
    ("8", "secret replaced", |s| {
        s.with(|s| {
            s.invite.link = Link::Secret {
                via: Via::Copied,
                replaced_at: Some(NOW.before(HOUR)),
            };
        })
    }),
    ("9", "session ended", Scene::ended),
    ("10", "media being prepared", |s| {
        s.with(|s| {
            s.entry.state = EntryState::Processing;
            if !matches!(s.entry.phase, Some(SessionPhase::Ended { .. })) {
                s.entry.kind = if s.entry.phase.is_some() {
                    crate::media::EntryKind::Simulive
                } else {
                    s.entry.kind
                };
            }
        })
    }),
    ("11", "expired", |s| {
        s.with(|s| s.invite.end = LinkEnd::At(NOW))
    }),
    ("12", "seat bound elsewhere", |s| {
        s.seat(Seat::Bound(ELSEWHERE))
    }),
    ("13", "no uses left", |s| s.uses(1, 1)),
    ("14", "domain restricted", |s| s.restricted("example.org")),
    ("15", "inside in a lower role", |s| {
        let s = s.role(Moderator).with(|s| {
            if s.entry.phase.is_none() {
                s.entry.kind = crate::media::EntryKind::Webcast;
                s.entry.phase = Some(SessionPhase::Open);
            }
        });
        s.holding(Holder::Seat(HERE), Viewer)
    }),
    ("16", "session not started", Scene::scheduled),
    ("17", "open, made in an LMS", |s| {
        s.open().with(|s| s.invite.surface = Surface::Lms)
    }),
    ("18", "verified member", Scene::ada),
    ("19", "nothing of these", |s| s),
];

fn given(typed: &str, code: CodeOutcome) -> Entrance {
    Entrance {
        typed: Typed::parse(typed),
        code,
        ..Entrance::default()
    }
}

fn attempts() -> Vec<(&'static str, Attempt)> {
    vec![
        ("look", Attempt::LOOK),
        ("enter, right address", Attempt::enter("ADA@example.org")),
        ("enter, wrong address", Attempt::enter("eve@example.org")),
        ("enter, nothing", Attempt::enter("")),
        (
            "enter, right code",
            Attempt::Enter(given("", CodeOutcome::Right)),
        ),
        (
            "enter, as guest",
            Attempt::Enter(Entrance {
                as_guest: true,
                ..given("ada@example.org", CodeOutcome::NotGiven)
            }),
        ),
        (
            "check in, right address",
            Attempt::CheckIn(given("ada@example.org", CodeOutcome::NotGiven)),
        ),
    ]
}

/// Changes that vary a row rather than make one.
const VARIANTS: &[(&str, Change)] = &[
    ("13, but a reset waits", |s| s.uses(1, 1).seat(Seat::Reset)),
    ("12, follows, uses left", |s| {
        s.uses(3, 1)
            .seat(Seat::Bound(ELSEWHERE))
            .with(|s| s.site.invite_to_media.seat_rule = SeatRule::Follows)
    }),
    ("12, follows, used up", |s| {
        s.uses(1, 1)
            .seat(Seat::Bound(ELSEWHERE))
            .with(|s| s.site.invite_to_media.seat_rule = SeatRule::Follows)
    }),
    ("12, moved three times", |s| {
        s.uses(1, 1)
            .seat(Seat::Bound(ELSEWHERE))
            .with(|s| s.invite.moves = 3)
    }),
    ("7, keyed, key shown", |s| {
        s.uses(1, 1)
            .seat(Seat::Bound(KEYED))
            .holding(Holder::Seat(KEYED), Viewer)
            .showing(KeyShown::Fresh(KEY))
    }),
    ("7, keyed, key shown too late", |s| {
        s.uses(1, 1)
            .seat(Seat::Bound(KEYED))
            .holding(Holder::Seat(KEYED), Viewer)
            .showing(KeyShown::Stale(KEY))
    }),
    ("12, keyed, cookie without key", |s| {
        s.uses(3, 1)
            .seat(Seat::Bound(KEYED))
            .holding(Holder::Seat(KEYED), Viewer)
    }),
    ("12, keyed, another key", |s| {
        s.uses(3, 1)
            .seat(Seat::Bound(KEYED))
            .holding(Holder::Seat(KEYED), Viewer)
            .showing(KeyShown::Fresh(OTHER_KEY))
    }),
    ("12, keyed, no key, follows", |s| {
        s.uses(3, 1)
            .seat(Seat::Bound(KEYED))
            .holding(Holder::Seat(KEYED), Viewer)
            .with(|s| s.site.invite_to_media.seat_rule = SeatRule::Follows)
    }),
    ("12, keyed, grant over, key late", |s| {
        s.uses(3, 1)
            .seat(Seat::Bound(KEYED))
            .showing(KeyShown::Stale(KEY))
    }),
    ("13, but a reset, key lost", |s| {
        s.uses(1, 1)
            .seat(Seat::Reset)
            .showing(KeyShown::Fresh(OTHER_KEY))
    }),
    ("13, own seat, grant over", |s| {
        s.uses(1, 1).seat(Seat::Bound(HERE))
    }),
    ("7, verified account's grant", |s| {
        s.ada()
            .uses(1, 1)
            .holding(Holder::Account(account(ADA)), Viewer)
    }),
    ("7, higher role than invited", |s| {
        s.open().holding(Holder::Seat(HERE), Speaker)
    }),
    ("9, recording promised", |s| {
        s.ended().with(|s| s.invite.recording_too = true)
    }),
    ("15, verified member", |s| {
        s.ada()
            .open()
            .role(Speaker)
            .holding(Holder::Account(account(ADA)), Viewer)
    }),
    ("15, verified collaborator", |s| {
        s.ada()
            .open()
            .role(Speaker)
            .with(|s| s.visitor.inside_as = Some(Viewer))
    }),
    ("15, LMS, verified member", |s| {
        s.ada()
            .open()
            .role(Speaker)
            .with(|s| s.invite.surface = Surface::Lms)
            .holding(Holder::Account(account(ADA)), Viewer)
    }),
    ("15, proof not enough", |s| {
        s.mail_configured()
            .open()
            .role(Moderator)
            .holding(Holder::Seat(HERE), Viewer)
    }),
    ("15, by the mailed link", |s| {
        s.mail_configured()
            .mailed()
            .open()
            .role(Moderator)
            .holding(Holder::Seat(HERE), Viewer)
    }),
    ("16, verified member", |s| s.ada().scheduled()),
    ("16, LMS, verified member", |s| {
        s.ada()
            .scheduled()
            .with(|s| s.invite.surface = Surface::Lms)
    }),
    ("17, verified member", |s| {
        s.ada().open().with(|s| s.invite.surface = Surface::Lms)
    }),
    ("18, session open", |s| s.ada().open()),
    ("18, from the member's list", |s| {
        s.ada().with(|s| s.invite.link = Link::InvitedToMe)
    }),
    ("a guest from a member's list", |s| {
        s.with(|s| s.invite.link = Link::InvitedToMe)
    }),
    ("handed over", |s| handed_over(s, 0)),
    ("handed over, link ended, code asked", |s| {
        handed_over(s, 2).with(|s| {
            s.invite.end = LinkEnd::At(NOW);
            s.site.invite_to_media.lobby_proof.viewer = Some(LobbyProof::Code);
        })
    }),
    ("handed over for the fourth time", |s| handed_over(s, 3)),
    ("member, address unverified", |s| {
        s.signed_in(ADA, &["?ada@example.org"])
    }),
    ("19, moderator, mail, copied", |s| {
        s.open().role(Moderator).mail_configured()
    }),
    ("19, moderator, mail, mailed", |s| {
        s.open().role(Moderator).mail_configured().mailed()
    }),
    ("19, moderator, no mail", |s| s.open().role(Moderator)),
    ("19, code asked, no mail", |s| {
        s.with(|s| {
            s.site.invite_to_media.lobby_proof.viewer = Some(crate::invite::LobbyProof::Code);
        })
    }),
    ("19, no browser cookie", |s| {
        s.with(|s| s.visitor.browser = None)
    }),
    ("19, too many tries", |s| {
        s.with(|s| s.visitor.no_tries_until = Some(NOW.after(HOUR)))
    }),
    ("19, unlimited uses", |s| s.uses(-1, 99)),
    ("19, link ends in an hour", |s| {
        s.with(|s| s.invite.end = LinkEnd::At(NOW.after(HOUR)))
    }),
    ("19, link ends in a week", |s| {
        s.with(|s| s.invite.end = LinkEnd::At(NOW.after(DAY * 7)))
    }),
];

#[test]
fn the_whole_decision_table() {
    let mut out = String::from(
        "Every row by itself: what each attempt meets\n\n 1  token never existed\n        (the caller finds no invite) unknown\n",
    );
    let rows = CONDITIONS
        .iter()
        .map(|(row, name, change)| (format!("{row:>2}  {name}"), *change));
    let variants = VARIANTS
        .iter()
        .map(|(name, change)| (format!("    {name}"), *change));
    for (name, change) in rows.chain(variants) {
        let _ = writeln!(out, "\n{name}");
        let scene = change(Scene::new());
        for (attempt, what) in attempts() {
            let _ = writeln!(
                out,
                "        {attempt:<24} {}",
                line(&scene.act(&what), NOW)
            );
        }
    }
    for (title, attempt) in [
        ("look", Attempt::LOOK),
        (
            "enter with the right address",
            Attempt::enter("ada@example.org"),
        ),
    ] {
        let _ = write!(
            out,
            "\nTwo rows at once, {title}: the upper row is down the side\n\n      "
        );
        for (row, ..) in CONDITIONS {
            let _ = write!(out, "{row:<15}");
        }
        out.push('\n');
        for (upper, (row, _, first)) in CONDITIONS.iter().enumerate() {
            let _ = write!(out, "{row:>4}  ");
            for (lower, (.., second)) in CONDITIONS.iter().enumerate() {
                let cell = if lower < upper {
                    ""
                } else {
                    word(&first(second(Scene::new())).act(&attempt))
                };
                let _ = write!(out, "{cell:<15}");
            }
            out.push('\n');
        }
    }
    let table = out
        .lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n");
    insta::assert_snapshot!(table);
}

/// The same table, asserted: whichever of two rows stands higher decides, whatever
/// the lower one says.
#[test]
fn the_upper_of_two_rows_decides() {
    // What makes row 6 takes rows 5 and 18 away, being about another person; the rows
    // about a session's phase exclude each other.
    let excluded = |upper: &str, lower: &str| {
        matches!(lower, "6" | "6i" | "18") && matches!(upper, "6" | "6i" | "5")
            || matches!((upper, lower), ("9", "16" | "17"))
    };
    for (upper, (row, name, first)) in CONDITIONS.iter().enumerate() {
        if upper >= 13 {
            break;
        }
        let alone = first(Scene::new());
        for (lower_row, lower_name, second) in &CONDITIONS[upper + 1..] {
            if excluded(row, lower_row) {
                continue;
            }
            let both = first(second(Scene::new()));
            for (attempt, what) in attempts().into_iter().take(2) {
                let (expected, met) = (alone.act(&what), both.act(&what));
                let same = word(&expected) == word(&met)
                    // A verified member is no guest: rows 12 and 14 are not about them.
                    || *lower_row == "18" && matches!(*row, "12" | "14");
                assert!(same, "{name} over {lower_name}, {attempt}: {met:?}");
            }
        }
    }
}
