//! A member signs in in a browser that sits as a guest.

use super::scene::{
    ADA, BOB, DAY, ELSEWHERE, HERE, HOUR, KEY, KEYED, NOW, OTHER_KEY, account, email,
};
use crate::invite::{
    Browser, Carry, GrantEnd, MemberAddress, MemberFacts, SeatGrant, SessionPhase, carry,
};

/// Ada's grant in this browser, Ada, and the browser without its key.
struct Case {
    grant: SeatGrant,
    member: MemberFacts,
    here: Browser,
}

impl Case {
    fn new() -> Self {
        Self {
            grant: SeatGrant {
                seat: HERE,
                ends: GrantEnd::At(NOW.after(DAY)),
                phase: None,
                email: email("ada@example.org"),
                invitee: None,
                revoked: false,
            },
            member: MemberFacts {
                account: account(ADA),
                addresses: vec![
                    address("a.lovelace@uni.edu", true),
                    address("ada@example.org", true),
                ],
                barred: false,
            },
            here: HERE,
        }
    }

    fn bob(&mut self) {
        self.member.account = account(BOB);
        self.member.addresses = vec![address("bob@uni.edu", true)];
    }
}

fn address(text: &str, verified: bool) -> MemberAddress {
    MemberAddress {
        email: email(text),
        verified,
    }
}

type Change = fn(&mut Case);

const TABLE: &[(&str, Change, Carry)] = &[
    (
        "the invited person, by a verified address",
        |_| {},
        Carry::Over,
    ),
    (
        "the invited person, chosen, by whatever address",
        |c| {
            c.grant.invitee = Some(account(ADA));
            c.member.addresses.truncate(1);
        },
        Carry::Over,
    ),
    (
        "has the address, but somebody else was chosen",
        |c| c.grant.invitee = Some(account(BOB)),
        Carry::Ends,
    ),
    (
        "claims the address, unverified",
        |c| c.member.addresses = vec![address("ada@example.org", false)],
        Carry::Ends,
    ),
    ("somebody else", Case::bob, Carry::Ends),
    ("revoked meanwhile", |c| c.grant.revoked = true, Carry::Ends),
    (
        "run out at this moment",
        |c| c.grant.ends = GrantEnd::At(NOW),
        Carry::Ends,
    ),
    (
        "for a session that is on",
        |c| {
            c.grant.ends = GrantEnd::AfterSession(HOUR);
            c.grant.phase = Some(SessionPhase::Open);
        },
        Carry::Over,
    ),
    (
        "for a session that ended an hour ago",
        |c| {
            c.grant.ends = GrantEnd::AfterSession(HOUR);
            c.grant.phase = Some(SessionPhase::Ended {
                at: NOW.before(HOUR),
            });
        },
        Carry::Ends,
    ),
    (
        "barred from the entry",
        |c| c.member.barred = true,
        Carry::Ends,
    ),
    (
        "the seat is another browser's",
        |c| c.grant.seat = ELSEWHERE,
        Carry::Stays,
    ),
    (
        "keyed, the key shown",
        |c| {
            c.grant.seat = KEYED;
            c.here.key = Some(KEY);
        },
        Carry::Over,
    ),
    (
        "keyed, a copied cookie",
        |c| c.grant.seat = KEYED,
        Carry::Stays,
    ),
    (
        "keyed, another key",
        |c| {
            c.grant.seat = KEYED;
            c.here.key = Some(OTHER_KEY);
        },
        Carry::Stays,
    ),
    (
        "keyed, a copied cookie, somebody else",
        |c| {
            c.grant.seat = KEYED;
            c.bob();
        },
        Carry::Stays,
    ),
    (
        "keyed, the key shown, somebody else",
        |c| {
            c.grant.seat = KEYED;
            c.here.key = Some(KEY);
            c.bob();
        },
        Carry::Ends,
    ),
    (
        "no key in the seat, one shown for another seat",
        |c| c.here.key = Some(KEY),
        Carry::Over,
    ),
];

#[test]
fn what_a_guest_keeps_who_signs_in() {
    for (what, change, expected) in TABLE {
        let mut case = Case::new();
        change(&mut case);
        let found = carry(&case.grant, &case.member, case.here, NOW);
        assert_eq!(found, *expected, "{what}");
    }
}
