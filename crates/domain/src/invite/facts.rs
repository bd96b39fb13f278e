//! What [`redeem`](super::redeem()) decides on. A store loads these, in the same
//! transaction in which it will write.

use crate::{
    access::SessionRole,
    clock::Timestamp,
    email::Email,
    ids::{AccountId, InviteId},
    media::{EntryKind, EntryState},
    names::named,
};

use super::{Browser, GrantEnd, HeldGrant, KeyShown, LinkEnd, Mac, Proof, Uses};

named! {
    /// Where an invite was made.
    pub enum Surface {
        /// In the hub.
        Hub = "hub",
        /// Inside an LMS: in an open session the lobby always appears.
        Lms = "lms",
    }
}

named! {
    /// Which of an invite's two secrets.
    pub enum Via {
        /// The one shown to the inviter.
        Copied = "copied",
        /// The one sent to the invited address.
        Mailed = "mailed",
    }
}

named! {
    /// What the lobby asks for, weakest first.
    pub enum LobbyProof {
        /// The invited address, typed.
        Typed = "typed",
        /// The address typed over the mailed link, or a mailed code.
        Mailed = "mailed",
        /// A mailed code.
        Code = "code",
    }
}

/// How the visitor came to the invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// By a secret of the invite.
    Secret {
        /// Which one.
        via: Via,
        /// When a newer one took its place, if one did.
        replaced_at: Option<Timestamp>,
    },
    /// Without a link, from the member's list of invites (*Invited to me*).
    InvitedToMe,
    /// Without a link, by what the browser in the seat has shown once, for another device of the same
    /// person: the end of the link and a newer one do not matter.
    HandedOver(HandOver),
}

/// What the browser in the seat hands over: its grant goes on in the other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// What was shown for the grant.
    pub proof: Proof,
    /// Its end.
    pub ends: GrantEnd,
}

/// The one browser that an invite's guest sits in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// Nobody sits.
    Free,
    /// The owner has freed it: the next browser sits down without spending a use.
    Reset,
    /// Bound to a browser.
    Bound(Browser),
}

/// One invite, and the secret by which it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InviteFacts {
    /// The invite.
    pub id: InviteId,
    /// The address it is tied to.
    pub email: Email,
    /// The member it is tied to, if one was chosen.
    pub invitee: Option<AccountId>,
    /// Who made it.
    pub inviter: AccountId,
    /// The role it gives.
    pub role: SessionRole,
    /// Where it was made.
    pub surface: Surface,
    /// How it was found.
    pub link: Link,
    /// Whether it was revoked.
    pub revoked: bool,
    /// When its links end.
    pub end: LinkEnd,
    /// Its uses.
    pub uses: Uses,
    /// The first use since it was made or renewed.
    pub first_used_at: Option<Timestamp>,
    /// Its seat.
    pub seat: Seat,
    /// How often the seat was moved by its holder.
    pub moves: u32,
    /// Whether the recording was promised too; of meaning for sessions only.
    pub recording_too: bool,
    /// Whether a member has the address, verified.
    pub address_has_member: bool,
    /// Whether the invited person was removed from the entry or its session, or is a
    /// member who is suspended.
    pub person_barred: bool,
}

impl InviteFacts {
    /// Whether `member` is the invited person, as far as that is proved.
    pub fn is_for(&self, member: &MemberFacts) -> bool {
        member.is_invited(self.invitee, &self.email)
    }

    /// Whether the visitor is known to be the invited person already: signed in as them, or in the
    /// browser of the seat. Good for asking for a link, which opens nothing by itself.
    pub fn knows(&self, visitor: &VisitorFacts) -> bool {
        match (&visitor.member, self.seat) {
            (Some(member), _) => self.is_for(member),
            (None, Seat::Bound(seat)) => visitor.browser == Some(seat.cookie),
            (None, Seat::Free | Seat::Reset) => false,
        }
    }
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionPhase {
    /// Its doors are closed yet.
    Scheduled {
        /// When they are to open.
        starts_at: Timestamp,
    },
    /// Its doors are open.
    Open,
    /// It is over.
    Ended {
        /// Since when.
        at: Timestamp,
    },
}

/// The entry that an invite is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryFacts {
    /// What it is.
    pub kind: EntryKind,
    /// Whether it was deleted.
    pub trashed: bool,
    /// How far its media has come.
    pub state: EntryState,
    /// Where it stands, if it is a live session or a room.
    pub phase: Option<SessionPhase>,
}

impl EntryFacts {
    /// Whether there would be nothing to see yet. A live session shows what happens
    /// and needs no media before; a simulive and every recording do.
    pub(super) fn is_being_prepared(&self) -> bool {
        let needs_media = match (self.kind, self.phase) {
            (
                EntryKind::Video
                | EntryKind::Audio
                | EntryKind::Document
                | EntryKind::Image
                | EntryKind::Quiz
                | EntryKind::Simulive,
                _,
            )
            | (_, Some(SessionPhase::Ended { .. })) => true,
            (EntryKind::Webcast | EntryKind::DiyLive | EntryKind::Room, _) => false,
        };
        needs_media && self.state != EntryState::Ready
    }
}

/// An address of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberAddress {
    /// The address.
    pub email: Email,
    /// Whether it was proved by mail, set by an administrator, or asserted by a
    /// provider trusted for its domain.
    pub verified: bool,
}

/// The member who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberFacts {
    /// The account.
    pub account: AccountId,
    /// All addresses.
    pub addresses: Vec<MemberAddress>,
    /// Whether they were removed from the entry or its session, or are suspended.
    pub barred: bool,
}

impl MemberFacts {
    /// Whether this is the person whom an invite to `email` is for, as far as that is
    /// proved. An invite made for a chosen person is that person's: the address may
    /// since have become somebody else's.
    pub(super) fn is_invited(&self, invitee: Option<AccountId>, email: &Email) -> bool {
        match invitee {
            Some(invitee) => invitee == self.account,
            None => self.has(email, true),
        }
    }

    /// Whether an address is the member's; if `verified`, proved to be.
    pub(super) fn has(&self, email: &Email, verified: bool) -> bool {
        self.addresses
            .iter()
            .any(|one| one.email == *email && (one.verified || !verified))
    }
}

/// Who stands at the door.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitorFacts {
    /// The keyed hash of the browser cookie, if one was presented.
    pub browser: Option<Mac>,
    /// What the browser shows of its key.
    pub key: KeyShown,
    /// Who is signed in.
    pub member: Option<MemberFacts>,
    /// The grants for this entry that the account or the browser holds.
    pub grants: Vec<HeldGrant>,
    /// The role in which the visitor is inside without a grant, as a collaborator.
    pub inside_as: Option<SessionRole>,
    /// Until when no more tries are taken from this browser or network, after too
    /// many that failed.
    pub no_tries_until: Option<Timestamp>,
}

impl VisitorFacts {
    /// The highest role in which the visitor is inside the entry now, in a session
    /// whose key is `key`. A refusal shown to somebody who is inside offers *Back to
    /// the page*.
    pub fn inside(
        &self,
        key: Option<Mac>,
        entry: &EntryFacts,
        now: Timestamp,
    ) -> Option<SessionRole> {
        let account = self.member.as_ref().map(|member| member.account);
        let opens = |seated: Browser| self.browser == Some(seated.cookie) && seated.opens_with(key);
        self.live_grants(account, opens, entry, now)
            .map(|grant| grant.role)
            .max()
            .max(self.inside_as)
    }

    /// The grants that `account` or a browser that `is_this` holds and that have not
    /// run out.
    pub(super) fn live_grants(
        &self,
        account: Option<AccountId>,
        is_this: impl Fn(Browser) -> bool,
        entry: &EntryFacts,
        now: Timestamp,
    ) -> impl Iterator<Item = &HeldGrant> {
        let phase = entry.phase;
        self.grants.iter().filter(move |grant| {
            let held = match grant.holder {
                super::Holder::Account(holder) => account == Some(holder),
                super::Holder::Seat(browser) => is_this(browser),
            };
            held && grant.ends.is_ahead(phase, now)
        })
    }
}
