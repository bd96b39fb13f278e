//! T7 of security.md, the identity half: a forwarded link, and nobody becomes the
//! invited person by looking like them.

use super::scene::{BOB, HERE, Scene, account};
use crate::{
    email::{Email, t07_addresses::MAILBOXES},
    invite::{Admission, Attempt, Entrance, Holder, Refusal, Typed},
};

/// Every spelling that is an address, with the number of its mailbox.
fn spellings() -> Vec<(usize, Email)> {
    let numbered = MAILBOXES.iter().enumerate();
    numbered
        .flat_map(|(mailbox, texts)| {
            texts
                .iter()
                .filter_map(move |text| Some((mailbox, Email::parse(text).ok()?)))
        })
        .collect()
}

fn invited(email: &Email) -> Scene {
    Scene::new().with(|s| s.invite.email = email.clone())
}

fn wrote(outcome: &Result<Admission, Refusal>) -> Option<Holder> {
    outcome
        .as_ref()
        .ok()
        .and_then(|admission| admission.write())
        .map(|write| write.holder)
}

#[test]
fn t07_a_forwarded_link_lets_only_the_invited_person_in() {
    let spellings = spellings();
    let (mut cells, mut falsely, mut missed, mut shown) =
        (0_usize, Vec::new(), Vec::new(), Vec::new());
    for (invited_mailbox, address) in &spellings {
        for (mailbox, other) in &spellings {
            let same = invited_mailbox == mailbox;
            let scene = invited(address);
            let guest_types = scene.enter(other.written());
            let member = scene.clone().signed_in(BOB, &[other.as_str()]);
            let claims = scene.clone().signed_in(BOB, &[&format!("?{other}")]);
            let member_as_guest = Attempt::Enter(Entrance {
                typed: Typed::Address(other.clone()),
                as_guest: true,
                ..Entrance::default()
            });

            let outcomes = [
                (
                    "guest types",
                    guest_types,
                    same.then_some(Holder::Seat(HERE)),
                ),
                ("member looks", member.look(), None),
                (
                    "member enters",
                    member.enter(other.written()),
                    same.then(|| Holder::Account(account(BOB))),
                ),
                // only claimed: the lobby asks, and lets in as a guest
                (
                    "claims, types",
                    claims.enter(other.written()),
                    same.then_some(Holder::Seat(HERE)),
                ),
                ("claims, does not type", claims.enter(""), None),
                (
                    "as guest",
                    claims.act(&member_as_guest),
                    same.then_some(Holder::Seat(HERE)),
                ),
            ];
            for (who, outcome, expected) in outcomes {
                cells += 1;
                match (wrote(&outcome), expected) {
                    (got, expected) if got == expected => {}
                    (Some(_), _) => falsely.push((
                        who,
                        address.written().to_owned(),
                        other.written().to_owned(),
                    )),
                    (None, _) => missed.push((
                        who,
                        address.written().to_owned(),
                        other.written().to_owned(),
                    )),
                }
                if !same && format!("{outcome:?}").contains(address.as_str()) {
                    shown.push((
                        who,
                        address.written().to_owned(),
                        other.written().to_owned(),
                    ));
                }
            }
        }
    }
    println!(
        "T7 identities: {cells} cells, {} false grants, {} rightful people kept out, {} addresses shown",
        falsely.len(),
        missed.len(),
        shown.len()
    );
    assert!(falsely.is_empty(), "{falsely:?}");
    assert!(missed.is_empty(), "{missed:?}");
    assert!(shown.is_empty(), "{shown:?}");
}
