//! A door, a guest before it, and how to change either.

use std::{num::NonZeroU32, time::Duration};

use crate::{
    access::SessionRole,
    clock::{SeededEntropy, Timestamp},
    config::SiteConfig,
    email::{DomainRules, Email},
    ids::{AccountId, InviteId},
    invite::{
        Admission, Attempt, Browser, EntryFacts, GrantEnd, GrantSource, HeldGrant, Holder,
        InviteFacts, KeyShown, Link, LinkEnd, Mac, MemberAddress, MemberFacts, Proof, Refusal,
        Seat, SessionPhase, Surface, Uses, UsesAllowed, Via, VisitorFacts, Write, redeem,
    },
    media::{EntryKind, EntryState},
};

pub(super) const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);
pub(super) const HOUR: Duration = Duration::from_hours(1);
pub(super) const DAY: Duration = Duration::from_hours(24);

/// The browser of the scene, and another one, both known by their cookies.
pub(super) const HERE: Browser = Browser::by_cookie(Mac::from_bytes([1; 32]));
pub(super) const ELSEWHERE: Browser = Browser::by_cookie(Mac::from_bytes([2; 32]));
/// The key of the scene's browser, and another one.
pub(super) const KEY: Mac = Mac::from_bytes([11; 32]);
pub(super) const OTHER_KEY: Mac = Mac::from_bytes([12; 32]);
/// The browser of the scene, known by its key too.
pub(super) const KEYED: Browser = Browser {
    cookie: HERE.cookie,
    key: Some(KEY),
};

pub(super) fn account(number: u64) -> AccountId {
    AccountId::new(NOW, &SeededEntropy::new(number))
}

pub(super) fn invite_id(number: u64) -> InviteId {
    InviteId::new(NOW, &SeededEntropy::new(number))
}

pub(super) fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

pub(super) const INVITER: u64 = 10;
pub(super) const ADA: u64 = 11;
pub(super) const BOB: u64 = 12;

/// Ada's invite to a video as a viewer, one use, a day, not used yet; a guest with a
/// browser cookie stands before it.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    pub(super) invite: InviteFacts,
    pub(super) entry: EntryFacts,
    pub(super) visitor: VisitorFacts,
    pub(super) site: SiteConfig,
    pub(super) now: Timestamp,
}

impl Scene {
    pub(super) fn new() -> Self {
        Self {
            invite: InviteFacts {
                id: invite_id(1),
                email: email("ada@example.org"),
                invitee: None,
                inviter: account(INVITER),
                role: SessionRole::Viewer,
                surface: Surface::Hub,
                link: Link::Secret {
                    via: Via::Copied,
                    replaced_at: None,
                },
                revoked: false,
                end: LinkEnd::At(NOW.after(DAY)),
                uses: Uses::fresh(UsesAllowed::ONCE),
                first_used_at: None,
                seat: Seat::Free,
                moves: 0,
                recording_too: false,
                address_has_member: false,
                person_barred: false,
            },
            entry: EntryFacts {
                kind: EntryKind::Video,
                trashed: false,
                state: EntryState::Ready,
                phase: None,
            },
            visitor: VisitorFacts {
                browser: Some(HERE.cookie),
                ..VisitorFacts::default()
            },
            site: SiteConfig::default(),
            now: NOW,
        }
    }

    /// The same with changes.
    pub(super) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(super) fn role(self, role: SessionRole) -> Self {
        self.with(|s| s.invite.role = role)
    }

    /// A webcast instead of the video.
    pub(super) fn session(self, phase: SessionPhase) -> Self {
        self.with(|s| {
            s.entry.kind = EntryKind::Webcast;
            s.entry.phase = Some(phase);
        })
    }

    pub(super) fn scheduled(self) -> Self {
        self.session(SessionPhase::Scheduled {
            starts_at: NOW.after(HOUR),
        })
    }

    pub(super) fn open(self) -> Self {
        self.session(SessionPhase::Open)
    }

    pub(super) fn ended(self) -> Self {
        self.session(SessionPhase::Ended {
            at: NOW.before(HOUR),
        })
    }

    /// Somebody is signed in, with these addresses; a `?` before one says that it is
    /// not verified.
    pub(super) fn signed_in(self, number: u64, addresses: &[&str]) -> Self {
        self.with(|s| {
            let addresses = addresses.iter().map(|text| MemberAddress {
                email: email(text.trim_start_matches('?')),
                verified: !text.starts_with('?'),
            });
            s.invite.address_has_member |= addresses
                .clone()
                .any(|one| one.verified && one.email == s.invite.email);
            s.visitor.member = Some(MemberFacts {
                account: account(number),
                addresses: addresses.collect(),
                barred: false,
            });
        })
    }

    pub(super) fn ada(self) -> Self {
        self.signed_in(ADA, &["ada.l@uni.edu", "ada@example.org"])
    }

    pub(super) fn bob(self) -> Self {
        self.signed_in(BOB, &["bob@uni.edu"])
    }

    pub(super) fn uses(self, allowed: i64, spent: u32) -> Self {
        self.with(|s| {
            s.invite.uses = Uses {
                allowed: UsesAllowed::try_from(allowed).unwrap(),
                spent,
            }
        })
    }

    /// The browser shows this of its key.
    pub(super) fn showing(self, key: KeyShown) -> Self {
        self.with(|s| s.visitor.key = key)
    }

    pub(super) fn seat(self, seat: Seat) -> Self {
        self.with(|s| s.invite.seat = seat)
    }

    pub(super) fn restricted(self, rules: &str) -> Self {
        self.with(|s| {
            s.site.invite_to_media.restrict_new_user_domains = DomainRules::parse(rules).unwrap();
        })
    }

    pub(super) fn mailed(self) -> Self {
        self.with(|s| {
            s.invite.link = Link::Secret {
                via: Via::Mailed,
                replaced_at: None,
            }
        })
    }

    pub(super) fn mail_configured(self) -> Self {
        self.with(|s| s.site.mail = crate::config::MailService::Configured)
    }

    pub(super) fn grant(self, grant: HeldGrant) -> Self {
        self.with(|s| s.visitor.grants.push(grant))
    }

    /// A live grant from this invite.
    pub(super) fn held(&self, holder: Holder, role: SessionRole) -> HeldGrant {
        HeldGrant {
            source: GrantSource::Invite {
                id: self.invite.id,
                email: self.invite.email.clone(),
            },
            holder,
            role,
            ends: GrantEnd::At(NOW.after(DAY)),
            proof: Proof::Typed,
        }
    }

    pub(super) fn holding(self, holder: Holder, role: SessionRole) -> Self {
        let grant = self.held(holder, role);
        self.grant(grant)
    }

    pub(super) fn act(&self, attempt: &Attempt) -> Result<Admission, Refusal> {
        redeem(
            &self.invite,
            &self.entry,
            &self.visitor,
            attempt,
            &self.site,
            self.now,
        )
    }

    pub(super) fn look(&self) -> Result<Admission, Refusal> {
        self.act(&Attempt::LOOK)
    }

    pub(super) fn enter(&self, typed: &str) -> Result<Admission, Refusal> {
        self.act(&Attempt::enter(typed))
    }

    /// Enters with the right address and says what is to be written.
    pub(super) fn written(&self) -> Write {
        let admission = self.enter("ada@example.org").unwrap();
        admission
            .write()
            .cloned()
            .unwrap_or_else(|| panic!("nothing is written: {admission:?}"))
    }
}

pub(super) fn times(count: u32) -> UsesAllowed {
    UsesAllowed::Times(NonZeroU32::new(count).unwrap())
}
