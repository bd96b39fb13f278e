//! Proofs over mail: somebody shows that they read an address, by a code that they type
//! or by a link that they open. One mechanism for every purpose; another purpose only has
//! to be named here and to say what follows from it.
//!
//! A code works in the browser that asked for it alone; a link works anywhere, so what it
//! opens still asks for something that a mail scanner does not know or have.

mod address;
mod judge;
mod token;

#[cfg(test)]
mod tests;

use std::time::Duration;

pub use address::{MOST_ADDRESSES, OwnAddress, Stays, may_remove};
pub use judge::{Asked, Judgement};
pub use token::ProofToken;

use crate::{invite::CODE_LIVES, names::named, outbox::MailKind};

/// How long after a code another one is mailed to the same browser.
pub const ANOTHER_AFTER: Duration = Duration::from_secs(30);

named! {
    /// What a proof is for.
    pub enum Purpose {
        /// To sign in.
        SignIn = "sign_in",
        /// To have one more address.
        Address = "address",
        /// To set another password.
        Reset = "reset",
        /// To come in by an invite: from its lobby, from another browser, or back in.
        Lobby = "lobby",
        /// To be heard by whoever invited one. It has no letter: what is typed is looked at.
        NewLink = "new_link",
    }
}

impl Purpose {
    /// How long the link in its letter works. A code never works for longer than
    /// [`CODE_LIVES`].
    pub const fn link_lives(self) -> Duration {
        match self {
            Self::SignIn | Self::Lobby => CODE_LIVES,
            Self::Address | Self::NewLink => Duration::from_hours(24),
            Self::Reset => Duration::from_hours(1),
        }
    }

    /// The letter that carries it, if it has one.
    pub const fn letter(self) -> Option<MailKind> {
        Some(match self {
            Self::SignIn => MailKind::SignIn,
            Self::Address => MailKind::ProveAddress,
            Self::Reset => MailKind::ResetPassword,
            Self::Lobby => MailKind::InviteCode,
            Self::NewLink => return None,
        })
    }
}
