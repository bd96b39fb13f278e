//! Invitations: who may invite whom, and whether a visitor may enter now.
//!
//! [`issue`](issue()) decides the first, [`redeem`](redeem()) the second; there is
//! no other place that does. [`carry`](carry()) says what a guest keeps who signs in. [`admit`](admit()) decides for
//! guest links, which are for whoever has them. All follow invitations.md.

mod admission;
mod attempt;
mod browser;
mod carry;
mod case;
mod code;
mod facts;
mod grant;
mod guest_link;
mod hand_over;
mod issue;
mod limits;
mod lobby;
mod manage;
pub mod many;
mod redeem;
mod refusal;
mod secret;
mod state;
mod token;

#[cfg(test)]
mod tests;

pub use admission::{Admission, Ask, Lobby, MovedBy, SeatChange, Spend, Upgrade, Write};
pub use attempt::{Attempt, Entrance, Typed};
pub use browser::{Browser, KeyShown};
pub use carry::{Carry, SeatGrant, carry};
pub use code::{CODE_LIVES, CODE_TRIES, CodeOutcome, MailedCode, mint_code};
pub use facts::{
    EntryFacts, HandOver, InviteFacts, Link, LobbyProof, MemberAddress, MemberFacts, Seat,
    SessionPhase, Surface, Via, VisitorFacts,
};
pub use grant::{GrantEnd, GrantSource, HeldGrant, Holder, Proof};
pub use guest_link::{
    GuestAdmission, GuestAttempt, GuestLinkFacts, GuestLinkState, GuestLinkTerms, GuestRefusal,
    Introduction, LinkRefusal, LinkWish, MOST_GUEST_LINKS, NewGuest, admit, link_terms,
    may_hand_out,
};
pub use hand_over::{HAND_OVER_LIVES, HandOverCode};
pub use issue::{
    InvitableEntry, Invitee, Inviter, IssueRefusal, MenuState, RequestedEnd, RequestedInvite,
    Terms, issue, may_invite, menu, role_fits,
};
pub use limits::{LinkEnd, NotAUseCount, Uses, UsesAllowed};
pub use manage::{
    Change, Deed, GrantChange, ManageRefusal, ManagedInvite, NewSecret, manage, revoke,
};
pub use redeem::redeem;
pub use refusal::{Refusal, WayBack};
pub use secret::{Mac, SecretKey};
pub use state::InviteState;
pub use token::{InviteToken, NotAToken};
