use std::{num::NonZeroU32, time::Duration};

use super::*;
use crate::{
    access::{AppRole, EntryRole, EntryRoles, SessionRole},
    clock::{SeededEntropy, Timestamp},
    config::SiteConfig,
    ids::{AccountId, GrantId},
    invite::{
        Browser, EntryFacts, GrantEnd, GrantSource, HeldGrant, Holder, InvitableEntry, Inviter,
        IssueRefusal, KeyShown, Mac, Proof, Uses, UsesAllowed, VisitorFacts,
    },
    media::{EntryKind, EntryState},
};

const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);
const BEFORE: Timestamp = Timestamp::from_secs(1_799_999_999);
const COOKIE: Mac = Mac::from_bytes([1; 32]);
const KEY: Mac = Mac::from_bytes([2; 32]);

fn some(n: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(n)
}

fn link() -> GuestLinkFacts {
    GuestLinkFacts {
        uses: Uses::fresh(UsesAllowed::ONCE),
        ends_at: None,
        deleted: false,
        replaced_at: None,
        access_on: true,
    }
}

fn entry() -> EntryFacts {
    EntryFacts {
        kind: EntryKind::Video,
        trashed: false,
        state: EntryState::Ready,
        phase: None,
    }
}

fn visitor() -> VisitorFacts {
    VisitorFacts {
        browser: Some(COOKIE),
        ..VisitorFacts::default()
    }
}

/// Somebody whose browser holds a grant until `ends`.
fn inside(key: Option<Mac>, ends: Timestamp) -> VisitorFacts {
    let grant = HeldGrant {
        source: GrantSource::GuestLink(GrantId::new(NOW, &SeededEntropy::new(1))),
        holder: Holder::Seat(Browser {
            cookie: COOKIE,
            key,
        }),
        role: SessionRole::Viewer,
        proof: Proof::Typed,
        ends: GrantEnd::At(ends),
    };
    VisitorFacts {
        grants: vec![grant],
        ..visitor()
    }
}

fn ada() -> GuestAttempt {
    GuestAttempt::Enter(Some(Introduction {
        name: "Ada".parse().unwrap(),
        email: "ada@example.org".parse().unwrap(),
    }))
}

fn decide(
    link: &GuestLinkFacts,
    visitor: &VisitorFacts,
    attempt: &GuestAttempt,
) -> Result<GuestAdmission, GuestRefusal> {
    admit(
        link,
        &entry(),
        visitor,
        attempt,
        &SiteConfig::default(),
        NOW,
    )
}

#[test]
fn the_first_that_holds_decides() {
    let spent = Uses {
        spent: 1,
        ..link().uses
    };
    // Each has what the ones after it have too, so that the order is what is tested.
    let used_up = GuestLinkFacts {
        uses: spent,
        ..link()
    };
    let expired = GuestLinkFacts {
        ends_at: Some(NOW),
        ..used_up
    };
    let replaced = GuestLinkFacts {
        replaced_at: Some(BEFORE),
        ..expired
    };
    let off = GuestLinkFacts {
        access_on: false,
        ..replaced
    };
    let deleted = GuestLinkFacts {
        deleted: true,
        ..off
    };
    for (link, refusal) in [
        (used_up, GuestRefusal::UsedUp),
        (expired, GuestRefusal::Expired { at: NOW }),
        (replaced, GuestRefusal::Replaced { since: BEFORE }),
        (off, GuestRefusal::SwitchedOff),
        (deleted, GuestRefusal::Deleted),
    ] {
        for attempt in [GuestAttempt::Look, ada(), GuestAttempt::Enter(None)] {
            assert_eq!(
                decide(&link, &visitor(), &attempt),
                Err(refusal),
                "{refusal:?}"
            );
        }
    }
    let site = SiteConfig::default();
    let mut module_off = site.clone();
    module_off.invite_to_media.enabled = false;
    let mut links_off = site.clone();
    links_off.invite_to_media.guest_links = false;
    for site in [module_off, links_off] {
        let refused = admit(&deleted, &entry(), &visitor(), &ada(), &site, NOW);
        assert_eq!(refused, Err(GuestRefusal::Disabled));
    }
    let gone = EntryFacts {
        trashed: true,
        ..entry()
    };
    let refused = admit(
        &off,
        &gone,
        &inside(None, Timestamp::MAX),
        &ada(),
        &site,
        NOW,
    );
    assert_eq!(refused, Err(GuestRefusal::EntryGone));
    for (state, failed) in [(EntryState::Processing, false), (EntryState::Failed, true)] {
        let entry = EntryFacts { state, ..entry() };
        let refused = admit(&expired, &entry, &visitor(), &ada(), &site, NOW);
        assert_eq!(refused, Err(GuestRefusal::NotReady { failed }));
    }
}

#[test]
fn looking_asks_and_a_name_with_an_address_is_let_in() {
    assert_eq!(
        decide(&link(), &visitor(), &GuestAttempt::Look),
        Ok(GuestAdmission::Ask)
    );
    let refused = decide(&link(), &visitor(), &GuestAttempt::Enter(None));
    assert_eq!(refused, Err(GuestRefusal::Introduce));
    let nobody = VisitorFacts::default();
    assert_eq!(
        decide(&link(), &nobody, &ada()),
        Err(GuestRefusal::CookiesOff)
    );
    let Ok(GuestAdmission::Admit(new)) = decide(&link(), &visitor(), &ada()) else {
        panic!("not let in");
    };
    assert_eq!(new.seat, Browser::by_cookie(COOKIE));
    assert_eq!(
        new.ends_at,
        NOW.after(Duration::from_hours(24)),
        "as long as the site lets guests stay"
    );
    let keyed = VisitorFacts {
        key: KeyShown::Stale(KEY),
        ..visitor()
    };
    let Ok(GuestAdmission::Admit(new)) = decide(&link(), &keyed, &ada()) else {
        panic!("not let in");
    };
    assert_eq!(new.seat.key, Some(KEY), "sitting down needs no fresh word");
}

#[test]
fn a_guest_stays_until_the_later_of_the_links_end_and_their_own() {
    let day = Duration::from_hours(24);
    for (ends, stay) in [(NOW.after(day / 2), day), (NOW.after(day * 3), day * 3)] {
        let link = GuestLinkFacts {
            ends_at: Some(ends),
            ..link()
        };
        let Ok(GuestAdmission::Admit(new)) = decide(&link, &visitor(), &ada()) else {
            panic!("not let in");
        };
        assert_eq!(new.ends_at, NOW.after(stay));
    }
}

#[test]
fn whoever_is_inside_goes_on_and_spends_nothing_whatever_became_of_the_link() {
    let over = GuestLinkFacts {
        uses: Uses {
            spent: 1,
            ..link().uses
        },
        ends_at: Some(BEFORE),
        replaced_at: Some(BEFORE),
        access_on: false,
        ..link()
    };
    let held = inside(None, Timestamp::MAX);
    for attempt in [GuestAttempt::Look, ada(), GuestAttempt::Enter(None)] {
        let admitted = decide(&over, &held, &attempt);
        assert!(
            matches!(admitted, Ok(GuestAdmission::Enter { .. })),
            "{admitted:?}"
        );
        let member = VisitorFacts {
            inside_as: Some(SessionRole::Viewer),
            ..visitor()
        };
        assert_eq!(decide(&over, &member, &attempt), Ok(GuestAdmission::Inside));
    }
    let ended = inside(None, NOW);
    assert_eq!(
        decide(&over, &ended, &ada()),
        Err(GuestRefusal::SwitchedOff)
    );
}

#[test]
fn a_copied_cookie_without_the_key_is_another_guest() {
    let held = |key| VisitorFacts {
        key,
        ..inside(Some(KEY), Timestamp::MAX)
    };
    let enter = |key| decide(&link(), &held(key), &ada());
    assert!(matches!(
        enter(KeyShown::Fresh(KEY)),
        Ok(GuestAdmission::Enter { .. })
    ));
    assert_eq!(enter(KeyShown::Stale(KEY)), Err(GuestRefusal::StaleProof));
    let other = Mac::from_bytes([9; 32]);
    for key in [KeyShown::Nothing, KeyShown::Fresh(other)] {
        assert!(
            matches!(enter(key), Ok(GuestAdmission::Admit(_))),
            "{key:?}"
        );
    }
}

fn inviter(role: AppRole, part: EntryRole) -> Inviter {
    Inviter {
        account: AccountId::new(NOW, &SeededEntropy::new(1)),
        role,
        entry_roles: EntryRoles::NONE.with(part),
        groups: Vec::new(),
    }
}

#[test]
fn handing_out_takes_what_inviting_takes_and_the_administrators_word() {
    let film = InvitableEntry::media(EntryKind::Video);
    let site = SiteConfig::default();
    let mut off = site.clone();
    off.invite_to_media.guest_links = false;
    let owner = inviter(AppRole::PrivateOnly, EntryRole::Owner);
    let issue = |refusal| Err(LinkRefusal::Issue(refusal));
    for (site, inviter, verdict) in [
        (&site, owner.clone(), Ok(())),
        (
            &site,
            inviter(AppRole::PrivateOnly, EntryRole::CoPublisher),
            Ok(()),
        ),
        (
            &site,
            inviter(AppRole::PrivateOnly, EntryRole::CoViewer),
            issue(IssueRefusal::NotCollaborator),
        ),
        (
            &site,
            inviter(AppRole::Viewer, EntryRole::Owner),
            issue(IssueRefusal::NotAllowedToInvite),
        ),
        (
            &off,
            inviter(AppRole::Viewer, EntryRole::Owner),
            issue(IssueRefusal::NotAllowedToInvite),
        ),
        (&off, owner, Err(LinkRefusal::NoGuestLinks)),
    ] {
        assert_eq!(may_hand_out(site, &inviter, &film), verdict);
    }
}

#[test]
fn what_is_not_chosen_is_the_most_that_the_administrator_allows() {
    let mut site = SiteConfig::default();
    let wish = |uses, days| LinkWish {
        uses: some(uses),
        days: some(days),
    };
    let terms = link_terms(&site, 0, LinkWish::default(), NOW).unwrap();
    assert_eq!(
        (terms.uses, terms.days, terms.ends_at),
        (UsesAllowed::Unlimited, None, None)
    );
    let terms = link_terms(&site, 2, wish(30, 7), NOW).unwrap();
    assert_eq!(i64::from(terms.uses), 30);
    assert_eq!(terms.ends_at, Some(NOW.after(Duration::from_hours(7 * 24))));

    site.invite_to_media.guest_link_days = some(7);
    site.invite_to_media.guest_link_uses = UsesAllowed::Times(some(30).unwrap());
    let terms = link_terms(&site, 0, LinkWish::default(), NOW).unwrap();
    assert_eq!((i64::from(terms.uses), terms.days), (30, some(7)));
    for (others, wish, refusal) in [
        (3, wish(31, 8), LinkRefusal::TooMany),
        (2, wish(31, 8), LinkRefusal::TooManyUses { most: 30 }),
        (2, wish(30, 8), LinkRefusal::TooManyDays { most: 7 }),
    ] {
        assert_eq!(link_terms(&site, others, wish, NOW), Err(refusal));
    }
    assert!(link_terms(&site, 2, wish(30, 7), NOW).is_ok());
}

#[test]
fn a_renewed_link_has_what_it_had_as_far_as_that_is_still_allowed() {
    let mut site = SiteConfig::default();
    let times = |n| UsesAllowed::Times(some(n).unwrap());
    let again = |site: &SiteConfig, uses, days| {
        let wish = LinkWish::again(site, uses, days);
        (
            wish.uses.map(NonZeroU32::get),
            wish.days.map(NonZeroU32::get),
        )
    };
    assert_eq!(again(&site, times(30), Some(7)), (Some(30), Some(7)));
    assert_eq!(again(&site, UsesAllowed::Unlimited, None), (None, None));
    site.invite_to_media.guest_link_days = some(5);
    site.invite_to_media.guest_link_uses = times(10);
    assert_eq!(again(&site, times(30), Some(7)), (Some(10), Some(5)));
    assert_eq!(again(&site, times(3), Some(2)), (Some(3), Some(2)));
    assert_eq!(again(&site, UsesAllowed::Unlimited, None), (None, None));
}

#[test]
fn the_first_state_that_is_true_is_shown() {
    let used_up = GuestLinkFacts {
        uses: Uses {
            spent: 1,
            ..link().uses
        },
        ..link()
    };
    let expired = GuestLinkFacts {
        ends_at: Some(NOW),
        ..used_up
    };
    let deleted = GuestLinkFacts {
        deleted: true,
        ..expired
    };
    let off = GuestLinkFacts {
        access_on: false,
        ..link()
    };
    for (link, state) in [
        (link(), GuestLinkState::Open),
        (off, GuestLinkState::Off),
        (used_up, GuestLinkState::UsedUp),
        (expired, GuestLinkState::Expired),
        (deleted, GuestLinkState::Deleted),
    ] {
        assert_eq!(GuestLinkState::of(&link, NOW), state);
    }
}
