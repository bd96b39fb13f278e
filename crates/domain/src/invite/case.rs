//! The facts of one decision, and what follows from them.

use crate::{
    access::SessionRole,
    clock::Timestamp,
    config::{SeatRule, SiteConfig},
    email::Email,
    ids::AccountId,
};

use super::{
    Attempt, Browser, CodeOutcome, EntryFacts, GrantEnd, HandOver, HeldGrant, Holder, InviteFacts,
    Link, LobbyProof, MovedBy, Proof, Seat, SeatChange, SessionPhase, Spend, Via, VisitorFacts,
    WayBack, Write, browser::Recognised,
};

/// Who the visitor is to the invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Signed in and verified as the invited person.
    Invited(AccountId),
    /// Signed in as the one who made the invite.
    Inviter,
    /// Signed in without the invited address.
    SomebodyElse,
    /// Not signed in, or going on as the invited guest. A member who has given the
    /// address but not proved it is one too: not somebody else, but not verified.
    Guest,
}

impl Who {
    pub(super) fn of(invite: &InviteFacts, visitor: &VisitorFacts, attempt: &Attempt) -> Self {
        let Some(member) = &visitor.member else {
            return Self::Guest;
        };
        if invite.is_for(member) {
            Self::Invited(member.account)
        } else if member.account == invite.inviter {
            Self::Inviter
        } else if member.has(&invite.email, false) || attempt.is_as_guest() {
            Self::Guest
        } else {
            Self::SomebodyElse
        }
    }
}

/// The facts of one decision.
pub(super) struct Case<'a> {
    pub(super) invite: &'a InviteFacts,
    pub(super) entry: &'a EntryFacts,
    pub(super) visitor: &'a VisitorFacts,
    pub(super) attempt: &'a Attempt,
    pub(super) site: &'a SiteConfig,
    pub(super) now: Timestamp,
    pub(super) who: Who,
}

impl Case<'_> {
    /// What the lobby asks for in the end. Who is verified has proved more already.
    pub(super) fn demanded(&self) -> LobbyProof {
        match self.who {
            Who::Invited(_) => LobbyProof::Typed,
            _ => self
                .site
                .invite_to_media
                .lobby_proof
                .asked(self.invite.role, self.site.mail),
        }
    }

    /// Whom a grant would belong to; nobody, if a guest's browser keeps no cookie. A
    /// browser that comes back to its seat is the one that sat down there; any other
    /// sits down with the key it shows, if it has one.
    pub(super) fn holder(&self) -> Option<Holder> {
        if let Who::Invited(account) = self.who {
            return Some(Holder::Account(account));
        }
        let cookie = self.visitor.browser?;
        Some(Holder::Seat(match self.invite.seat {
            Seat::Bound(seat) if self.recognised(seat) == Recognised::Same => seat,
            _ => Browser {
                cookie,
                key: self.visitor.key.key(),
            },
        }))
    }

    pub(super) fn came_by_mailed_link(&self) -> bool {
        matches!(
            self.invite.link,
            Link::Secret {
                via: Via::Mailed,
                ..
            }
        )
    }

    /// What the browser in the seat has handed over to this one, if that is how it came.
    pub(super) const fn handed_over(&self) -> Option<HandOver> {
        match self.invite.link {
            Link::HandedOver(hand_over) => Some(hand_over),
            Link::Secret { .. } | Link::InvitedToMe => None,
        }
    }

    pub(super) fn code(&self) -> CodeOutcome {
        self.attempt
            .entrance()
            .map_or(CodeOutcome::NotGiven, |entrance| entrance.code)
    }

    /// What is to be written when `holder` is let in.
    pub(super) fn write(&self, holder: Holder, proof: Proof) -> Write {
        let first_used_at = match self.invite.first_used_at {
            Some(first) if self.invite.uses.spent > 0 => first,
            _ => self.now,
        };
        let phase = self.entry.phase;
        let ends = self
            .own_grants()
            .filter(|grant| grant.is_from(self.invite.id))
            .fold(self.end(first_used_at), |end, held| {
                end.later(held.ends, phase)
            });
        let ends = match self.handed_over() {
            Some(handed) => ends.later(handed.ends, phase),
            None => ends,
        };
        let past_a_refusal =
            self.has_pass() && (self.sits_elsewhere().is_some() || !self.invite.uses.left());
        let free = self.invite.seat == Seat::Reset || past_a_refusal;
        Write {
            role: self.invite.role,
            holder,
            ends,
            proof,
            spend: if free { Spend::Nothing } else { Spend::One },
            seat: self.seat_change(holder),
            first_used_at,
        }
    }

    /// Whether somebody with this address would sign in by a way of its domain. Neither a member who
    /// goes on as a guest nor whoever was in already, on another device, is sent there.
    pub(super) fn may_sign_in_at_home(&self, typed: &Email) -> bool {
        self.visitor.member.is_none()
            && self.handed_over().is_none()
            && self.site.home_sign_in(typed.domain()).is_some()
    }

    pub(super) fn is_verified(&self) -> bool {
        matches!(self.who, Who::Invited(_))
    }

    pub(super) fn is_barred(&self) -> bool {
        let member = self
            .visitor
            .member
            .as_ref()
            .is_some_and(|member| member.barred);
        member || self.invite.person_barred && matches!(self.who, Who::Invited(_) | Who::Guest)
    }

    /// The live grants by which the visitor is inside as the invited person might be:
    /// those of the verified account, and those of this browser.
    fn own_grants(&self) -> impl Iterator<Item = &HeldGrant> {
        let account = match self.who {
            Who::Invited(account) => Some(account),
            _ => None,
        };
        let is_this = |seated| self.recognised(seated) == Recognised::Same;
        self.visitor
            .live_grants(account, is_this, self.entry, self.now)
    }

    /// Whether this is the browser that is `seated`.
    pub(super) fn recognised(&self, seated: Browser) -> Recognised {
        let looks = self.attempt.entrance().is_none();
        self.visitor.recognised(seated, looks)
    }

    /// Whether a grant may be this browser's, but its key was shown too late to tell.
    pub(super) fn holds_by_a_stale_proof(&self) -> bool {
        let stale = |seated| self.recognised(seated) == Recognised::Stale;
        let held = self
            .visitor
            .live_grants(None, stale, self.entry, self.now)
            .next();
        self.who == Who::Guest && held.is_some()
    }

    /// Row 7. A browser's grant counts if it came from this invite or from another to
    /// the same address; the verified account is the invited person.
    pub(super) fn grant_that_suffices(&self) -> Option<&HeldGrant> {
        self.own_grants()
            .filter(|grant| match grant.holder {
                Holder::Account(_) => true,
                Holder::Seat(_) => {
                    grant.is_from(self.invite.id) || grant.is_for(&self.invite.email)
                }
            })
            .filter(|grant| grant.role >= self.invite.role)
            .max_by_key(|grant| (grant.role, grant.is_from(self.invite.id)))
    }

    /// Row 12: the browser in the guest's seat, if it is another one.
    pub(super) fn sits_elsewhere(&self) -> Option<Browser> {
        match (self.who, self.invite.seat) {
            (Who::Guest, Seat::Bound(seat)) if self.recognised(seat) != Recognised::Same => {
                Some(seat)
            }
            _ => None,
        }
    }

    /// What lets the seat move, if anything does.
    pub(super) fn moved_by(&self) -> Option<MovedBy> {
        let pass = if self.code() == CodeOutcome::Right {
            Some(MovedBy::Code)
        } else {
            self.handed_over().map(|_| MovedBy::HandOver)
        };
        let follows =
            self.site.invite_to_media.seat_rule == SeatRule::Follows && self.invite.uses.left();
        pass.filter(|_| self.moves_left())
            .or(follows.then_some(MovedBy::Use))
    }

    /// Whether the visitor has shown to be the same person, by a code or a hand-over.
    pub(super) fn has_pass(&self) -> bool {
        let shown = self.code() == CodeOutcome::Right || self.handed_over().is_some();
        shown && (self.sits_elsewhere().is_none() || self.moves_left())
    }

    fn moves_left(&self) -> bool {
        self.site.invite_to_media.lets_move(self.invite.moves)
    }

    pub(super) fn way_to_move(&self) -> WayBack {
        if self.moves_left() {
            self.way_back()
        } else {
            WayBack::AskInviter
        }
    }

    pub(super) fn way_back(&self) -> WayBack {
        if self.site.mails() {
            WayBack::Code
        } else {
            WayBack::AskInviter
        }
    }

    /// Row 15: the role in which the visitor is inside, and the proof by which they
    /// get the invite's higher one.
    pub(super) fn upgrade(&self) -> Option<(SessionRole, Proof)> {
        let collaborator = if self.is_verified() {
            self.visitor.inside_as
        } else {
            None
        };
        let from = self
            .own_grants()
            .map(|grant| grant.role)
            .max()
            .max(collaborator)?;
        let proof = if self.is_verified() {
            Proof::Verified
        } else {
            let before = self
                .own_grants()
                .find(|grant| grant.is_from(self.invite.id))?
                .proof;
            let now = match self.code() {
                CodeOutcome::Right => Proof::Code,
                _ if self.came_by_mailed_link() => Proof::Mailed,
                _ => Proof::Typed,
            };
            before.max(now)
        };
        let enough = match self.demanded() {
            LobbyProof::Typed => true,
            LobbyProof::Mailed => proof >= Proof::Mailed,
            LobbyProof::Code => proof >= Proof::Code,
        };
        (from < self.invite.role && enough).then_some((from, proof))
    }

    fn seat_change(&self, holder: Holder) -> SeatChange {
        match (holder, self.invite.seat) {
            (Holder::Account(_), Seat::Reset) => SeatChange::Free,
            (Holder::Account(_), _) => SeatChange::Keep,
            (Holder::Seat(browser), Seat::Free | Seat::Reset) => SeatChange::Bind(browser),
            (Holder::Seat(browser), Seat::Bound(seat)) if browser == seat => SeatChange::Keep,
            (Holder::Seat(to), Seat::Bound(from)) => SeatChange::Move {
                from,
                to,
                by: self.moved_by().unwrap_or(MovedBy::Use),
            },
        }
    }

    /// *How long*: media until the later of the link's end and the first use plus
    /// `AccessDuration`; a session as [`GrantEnd::after_session`] says.
    fn end(&self, first_used_at: Timestamp) -> GrantEnd {
        let access = self.site.invite_to_media.access_duration();
        match self.entry.phase {
            Some(SessionPhase::Scheduled { .. } | SessionPhase::Open) => {
                GrantEnd::after_session(self.invite.recording_too.then_some(access))
            }
            Some(SessionPhase::Ended { .. }) | None => GrantEnd::At(
                self.invite
                    .end
                    .moment(self.entry.phase)
                    .max(first_used_at.after(access)),
            ),
        }
    }
}
