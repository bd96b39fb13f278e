//! T11 of security.md: nothing that an owner does revives a revoked link or an old
//! secret. Random stories are told to the rules and to a model of a dozen lines.

use std::{cell::Cell, time::Duration};

use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};

use super::{
    cases,
    scene::{DAY, HERE, HOUR, KEYED, NOW, OTHER_KEY, Scene, invite_id, times},
};
use crate::{
    access::SessionRole,
    clock::Timestamp,
    invite::{
        Admission, Attempt, Browser, Change, CodeOutcome, Deed, Entrance, GrantChange, GrantSource,
        HandOver, HeldGrant, Holder, InvitableEntry, InviteFacts, KeyShown, Link, LinkEnd, Mac,
        ManageRefusal, ManagedInvite, NewSecret, Refusal, RequestedEnd, Seat, SeatChange, Spend,
        Terms, Typed, Uses, UsesAllowed, Via, Write, manage,
    },
    media::EntryKind,
};

#[derive(Clone, Copy, Debug)]
enum Step {
    /// Invite the address (again).
    Invite(UsesAllowed),
    Owner(Deed),
    /// Click the so-many-th secret ever made, in one of [`browsers`].
    Click(usize, u8),
    /// The same with a mailed code that is right.
    ByCode(usize, u8),
    /// What the browser in the last invite's seat shows is read by another one.
    HandOver(u8),
    Wait(Duration),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let uses = select(vec![UsesAllowed::ONCE, times(2), UsesAllowed::Unlimited]);
    let deed = select(vec![
        Deed::NewLink,
        Deed::Resend,
        Deed::ResetSeat,
        Deed::ChangeEnd(RequestedEnd::Default),
        Deed::ChangeRole(SessionRole::Viewer),
    ]);
    let step = prop_oneof![
        2 => uses.prop_map(Step::Invite),
        3 => deed.prop_map(Step::Owner),
        1 => Just(Step::Owner(Deed::Revoke)),
        8 => (0..24_usize, 0..4_u8).prop_map(|(secret, browser)| Step::Click(secret, browser)),
        3 => (0..24_usize, 0..4_u8).prop_map(|(secret, browser)| Step::ByCode(secret, browser)),
        2 => (0..4_u8).prop_map(Step::HandOver),
        1 => select(vec![HOUR, DAY]).prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 1..60)
}

/// What a store would hold.
struct Store {
    now: Timestamp,
    invites: Vec<InviteFacts>,
    /// One grant for each invite, if it has one.
    grants: Vec<Option<HeldGrant>>,
    /// Every secret ever made: of which invite, which kind, replaced when.
    secrets: Vec<(usize, Via, Option<Timestamp>)>,
}

/// What must be true, told independently.
#[derive(Default)]
struct Model {
    revoked: Vec<bool>,
    /// The living secret of each kind, of each invite.
    living: Vec<[Option<usize>; 2]>,
    /// Uses and free entries that are open, of each invite; `None` is unlimited.
    budget: Vec<Option<u32>>,
}

impl Store {
    fn make_secret(&mut self, invite: usize, kind: Via) -> usize {
        let now = self.now;
        self.secrets
            .iter_mut()
            .filter(|one| one.0 == invite && one.1 == kind && one.2.is_none())
            .for_each(|one| one.2 = Some(now));
        self.secrets.push((invite, kind, None));
        self.secrets.len() - 1
    }

    fn manage(&self, invite: usize, deed: Deed) -> Result<Change, ManageRefusal> {
        let facts = &self.invites[invite];
        let managed = ManagedInvite {
            revoked: facts.revoked,
            link_ends: facts.end.moment(None),
            uses: facts.uses,
        };
        let site = crate::config::SiteConfig::default();
        manage(
            &managed,
            deed,
            &InvitableEntry::media(EntryKind::Video),
            &site,
            self.now,
        )
    }

    fn change(&mut self, invite: usize, change: &Change) {
        let facts = &mut self.invites[invite];
        facts.revoked |= change.revoked;
        facts.end = change.end.unwrap_or(facts.end);
        facts.uses = change.uses.unwrap_or(facts.uses);
        facts.role = change.role.unwrap_or(facts.role);
        if let Some(seat) = change.seat {
            (facts.seat, facts.moves) = (seat, 0);
        }
        if matches!(change.grant, GrantChange::Ends | GrantChange::EndsForGuest) {
            self.grants[invite] = None;
        }
    }

    fn click(
        &mut self,
        secret: usize,
        browser: Browser,
        code: CodeOutcome,
    ) -> Result<Admission, Refusal> {
        let (invite, via, replaced_at) = self.secrets[secret];
        self.come(invite, Link::Secret { via, replaced_at }, browser, code)
    }

    /// What the browser in the invite's seat hands over, if one sits there by a grant that runs.
    fn shown(&self, invite: usize) -> Option<HandOver> {
        let grant = self.grants[invite].as_ref()?;
        let seated = matches!((grant.holder, self.invites[invite].seat),
            (Holder::Seat(holder), Seat::Bound(seat)) if holder == seat);
        let runs = grant.ends.is_ahead(None, self.now);
        (seated && runs).then_some(HandOver {
            proof: grant.proof,
            ends: grant.ends,
        })
    }

    fn come(
        &mut self,
        invite: usize,
        link: Link,
        browser: Browser,
        code: CodeOutcome,
    ) -> Result<Admission, Refusal> {
        let scene = Scene::new().with(|s| {
            s.invite = InviteFacts {
                link,
                ..self.invites[invite].clone()
            };
            s.visitor.browser = Some(browser.cookie);
            s.visitor.key = browser.key.map_or(KeyShown::Nothing, KeyShown::Fresh);
            s.visitor.grants = self.grants.iter().flatten().cloned().collect();
            s.now = self.now;
        });
        let outcome = scene.act(&Attempt::Enter(Entrance {
            typed: Typed::parse("ada@example.org"),
            code,
            ..Entrance::default()
        }));
        if let Ok(admission) = &outcome
            && let Some(write) = admission.write()
        {
            self.apply(invite, write);
        }
        outcome
    }

    fn apply(&mut self, invite: usize, write: &Write) {
        let facts = &mut self.invites[invite];
        facts.uses.spent += u32::from(write.spend == Spend::One);
        facts.first_used_at = Some(write.first_used_at);
        if let SeatChange::Move { by, .. } = write.seat {
            facts.moves += u32::from(by.counts());
        }
        facts.seat = match write.seat {
            SeatChange::Keep => facts.seat,
            SeatChange::Free => Seat::Free,
            SeatChange::Bind(browser) | SeatChange::Move { to: browser, .. } => {
                Seat::Bound(browser)
            }
        };
        let source = GrantSource::Invite {
            id: facts.id,
            email: facts.email.clone(),
        };
        let (holder, role, ends, proof) = (write.holder, write.role, write.ends, write.proof);
        self.grants[invite] = Some(HeldGrant {
            source,
            holder,
            role,
            ends,
            proof,
        });
    }
}

fn kind_index(kind: Via) -> usize {
    match kind {
        Via::Copied => 0,
        Via::Mailed => 1,
    }
}

fn open_uses(uses: UsesAllowed) -> Option<u32> {
    u32::try_from(i64::from(uses)).ok()
}

fn tell(story: &[Step], clicks: &Cell<u64>) -> Result<(), TestCaseError> {
    let mut store = Store {
        now: NOW,
        invites: Vec::new(),
        grants: Vec::new(),
        secrets: Vec::new(),
    };
    let mut model = Model::default();
    for step in story {
        let last = store.invites.len().checked_sub(1);
        match *step {
            Step::Wait(span) => store.now = store.now.after(span),
            Step::Invite(uses) => {
                let end = LinkEnd::At(store.now.after(DAY));
                let terms = Terms {
                    role: SessionRole::Viewer,
                    end,
                    uses,
                    recording_too: false,
                    invitee: None,
                };
                let renewed = last.and_then(|invite| {
                    Some((invite, store.manage(invite, Deed::Renew(terms)).ok()?))
                });
                let invite = if let Some((invite, change)) = renewed {
                    prop_assert!(!model.revoked[invite], "a revoked invite was renewed");
                    prop_assert_eq!(change.secret, Some(NewSecret::Both));
                    store.change(invite, &change);
                    invite
                } else {
                    let number = store.invites.len() as u64 + 1;
                    let fresh = InviteFacts {
                        id: invite_id(number),
                        end,
                        uses: Uses::fresh(uses),
                        ..Scene::new().invite
                    };
                    store.invites.push(fresh);
                    store.grants.push(None);
                    model.revoked.push(false);
                    model.living.push([None; 2]);
                    model.budget.push(None);
                    store.invites.len() - 1
                };
                let made = [
                    store.make_secret(invite, Via::Copied),
                    store.make_secret(invite, Via::Mailed),
                ];
                model.living[invite] = made.map(Some);
                model.budget[invite] = open_uses(uses);
            }
            Step::Owner(deed) => {
                let Some(invite) = last else { continue };
                let answer = store.manage(invite, deed);
                if model.revoked[invite] {
                    prop_assert_eq!(answer, Err(ManageRefusal::Revoked));
                    continue;
                }
                let Ok(change) = answer else { continue };
                store.change(invite, &change);
                if let Some(NewSecret::One(kind)) = change.secret {
                    model.living[invite][kind_index(kind)] = Some(store.make_secret(invite, kind));
                }
                match deed {
                    Deed::Revoke => model.revoked[invite] = true,
                    Deed::ResetSeat if change.seat == Some(Seat::Reset) => {
                        model.budget[invite] = model.budget[invite].map(|left| left + 1);
                    }
                    _ => {}
                }
            }
            Step::Click(secret, browser) if !store.secrets.is_empty() => {
                clicks.set(clicks.get() + 1);
                let secret = secret % store.secrets.len();
                let (invite, kind, _) = store.secrets[secret];
                let browser = browsers()[usize::from(browser)];
                let outcome = store.click(secret, browser, CodeOutcome::NotGiven);
                let wrote = outcome
                    .as_ref()
                    .is_ok_and(|admission| admission.write().is_some());
                if model.revoked[invite] {
                    prop_assert_eq!(&outcome, &Err(Refusal::Revoked));
                }
                if model.living[invite][kind_index(kind)] != Some(secret) {
                    prop_assert!(!wrote, "an old secret let somebody in");
                }
                if wrote {
                    if let Some(left) = &mut model.budget[invite] {
                        prop_assert!(*left > 0, "oversold");
                        *left -= 1;
                    }
                    let held = store.grants[invite].as_ref().map(|grant| grant.holder);
                    prop_assert!(held.is_some_and(|holder| is_held_by(holder, browser)));
                }
                if let Ok(Admission::Enter { grant }) = &outcome {
                    prop_assert!(is_held_by(grant.holder, browser), "somebody else's grant");
                }
            }
            Step::ByCode(secret, browser) if !store.secrets.is_empty() => {
                clicks.set(clicks.get() + 1);
                let secret = secret % store.secrets.len();
                let (invite, kind, _) = store.secrets[secret];
                let browser = browsers()[usize::from(browser)];
                let before = store.invites[invite].clone();
                let outcome = store.click(secret, browser, CodeOutcome::Right);
                let written = outcome.as_ref().ok().and_then(Admission::write);
                if model.revoked[invite] {
                    prop_assert_eq!(&outcome, &Err(Refusal::Revoked));
                }
                let Some(write) = written else { continue };
                let living = model.living[invite][kind_index(kind)] == Some(secret);
                prop_assert!(living, "a code revived an old secret");
                let was_reset = before.seat == Seat::Reset;
                let was_in = before.first_used_at.is_some();
                if write.spend == Spend::One || was_reset {
                    if let Some(left) = &mut model.budget[invite] {
                        prop_assert!(*left > 0, "oversold by a code");
                        *left -= 1;
                    }
                } else {
                    prop_assert!(was_in, "a code let a newcomer in for nothing");
                }
                prop_assert!(store.invites[invite].moves <= 3);
            }
            Step::HandOver(browser) => {
                let Some((invite, shown)) = last.and_then(|it| Some((it, store.shown(it)?))) else {
                    continue;
                };
                clicks.set(clicks.get() + 1);
                let browser = browsers()[usize::from(browser)];
                let link = Link::HandedOver(shown);
                let outcome = store.come(invite, link, browser, CodeOutcome::NotGiven);
                if model.revoked[invite] {
                    prop_assert_eq!(&outcome, &Err(Refusal::Revoked));
                }
                if let Some(write) = outcome.as_ref().ok().and_then(Admission::write) {
                    prop_assert_eq!(write.spend, Spend::Nothing);
                    let moved = matches!(write.seat, SeatChange::Move { .. });
                    prop_assert!(moved, "{:?}", write.seat);
                }
                prop_assert!(store.invites[invite].moves <= 3);
            }
            Step::Click(..) | Step::ByCode(..) => {}
        }
    }
    Ok(())
}

/// One with a key, a copy of its cookies on another machine, one without a key, and
/// another with one.
fn browsers() -> [Browser; 4] {
    [
        KEYED,
        HERE,
        Browser::by_cookie(Mac::from_bytes([3; 32])),
        Browser {
            cookie: Mac::from_bytes([4; 32]),
            key: Some(OTHER_KEY),
        },
    ]
}

/// A seat that was taken by cookie alone is its cookie's; any other also its key's.
fn is_held_by(holder: Holder, browser: Browser) -> bool {
    matches!(holder, Holder::Seat(seat) if seat.cookie == browser.cookie && seat.opens_with(browser.key))
}

#[test]
fn t11_revoked_is_final_and_a_new_secret_kills_the_old_one() {
    let stories = cases(2_000, 100_000);
    let clicks = Cell::new(0);
    let mut runner = TestRunner::new(Config {
        cases: stories,
        failure_persistence: None,
        ..Config::default()
    });
    runner.run(&steps(), |story| tell(&story, &clicks)).unwrap();
    println!(
        "T11 {stories} stories, {} clicks: 0 revived, 0 oversold, 0 by an old secret",
        clicks.get()
    );
    assert!(clicks.get() > u64::from(stories), "the stories click");
}
