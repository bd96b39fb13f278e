//! What becomes of a guest's grants when a member signs in in the same browser
//! (invitations.md, *Spending and binding*).

use crate::{clock::Timestamp, email::Email, ids::AccountId};

use super::{Browser, GrantEnd, MemberFacts, SessionPhase};

/// A grant that a seat holds, with what its invite says of the invited person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatGrant {
    /// The browser in the seat.
    pub seat: Browser,
    /// The grant's end.
    pub ends: GrantEnd,
    /// Where the session stands, if the entry is one.
    pub phase: Option<SessionPhase>,
    /// The address the invite is tied to.
    pub email: Email,
    /// The member it is tied to, if one was chosen.
    pub invitee: Option<AccountId>,
    /// Whether the invite was revoked.
    pub revoked: bool,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carry {
    /// The seat is another browser's, or this one has not shown the seat's key: it
    /// goes on there, and whoever has only the cookie changes nothing.
    Stays,
    /// It ends with the guest's session: whoever signs in is somebody else.
    Ends,
    /// It is the account's from now on, in the same role and to the same end. Nothing
    /// is spent, and the seat means nothing to a member.
    Over,
}

/// Decides it for `member`, who signs in in the browser that is `here`: its cookie,
/// and its key if that was shown. A person who is barred from the entry carries
/// nothing over.
pub fn carry(grant: &SeatGrant, member: &MemberFacts, here: Browser, now: Timestamp) -> Carry {
    if here.cookie != grant.seat.cookie || !grant.seat.opens_with(here.key) {
        Carry::Stays
    } else if !grant.revoked
        && grant.ends.is_ahead(grant.phase, now)
        && !member.barred
        && member.is_invited(grant.invitee, &grant.email)
    {
        Carry::Over
    } else {
        Carry::Ends
    }
}
