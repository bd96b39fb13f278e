//! Guest links, the broad kind (invitations.md, *Guest links*): for whoever has one, until its owner switches it off.
//! What a guest says of themself is never verified and never proof for an invite.

mod admit;
mod refusal;
mod state;
mod terms;
#[cfg(test)]
mod tests;

pub use admit::{GuestAdmission, GuestAttempt, GuestLinkFacts, Introduction, NewGuest, admit};
pub use refusal::{GuestRefusal, LinkRefusal};
pub use state::GuestLinkState;
pub use terms::{GuestLinkTerms, LinkWish, MOST_GUEST_LINKS, link_terms, may_hand_out};
