use crate::email::Email;

use super::CodeOutcome;

/// What the visitor does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Opens the link. Writes nothing, whoever does it and however often.
    Look {
        /// A member chose to go on as the invited guest instead.
        as_guest: bool,
        /// The visitor wants to check in before the session starts.
        check_in: bool,
    },
    /// Presses the button.
    Enter(Entrance),
    /// Presses the button before the session has started, to be let in at its start.
    CheckIn(Entrance),
}

/// What the visitor brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entrance {
    /// The address typed in the lobby.
    pub typed: Typed,
    /// The mailed code.
    pub code: CodeOutcome,
    /// A member goes on as the invited guest instead.
    pub as_guest: bool,
    /// Somebody who could sign in goes on without.
    pub without_sign_in: bool,
}

/// What was typed in the field for the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Typed {
    /// Nothing.
    #[default]
    Nothing,
    /// Something that is no address, and so not the invited one.
    NoAddress,
    /// An address.
    Address(Email),
}

impl Typed {
    /// Reads the field.
    pub fn parse(text: &str) -> Self {
        if text.trim().is_empty() {
            return Self::Nothing;
        }
        Email::parse(text).map_or(Self::NoAddress, Self::Address)
    }
}

impl Attempt {
    /// Opens the link and no more.
    pub const LOOK: Self = Self::Look {
        as_guest: false,
        check_in: false,
    };

    /// Sends the lobby's form with this text in the field for the address.
    pub fn enter(typed: &str) -> Self {
        Self::Enter(Entrance {
            typed: Typed::parse(typed),
            ..Entrance::default()
        })
    }

    /// What was brought, unless the visitor only looks.
    pub(super) const fn entrance(&self) -> Option<&Entrance> {
        match self {
            Self::Look { .. } => None,
            Self::Enter(entrance) | Self::CheckIn(entrance) => Some(entrance),
        }
    }

    pub(super) const fn is_as_guest(&self) -> bool {
        match self {
            Self::Look { as_guest, .. } => *as_guest,
            Self::Enter(entrance) | Self::CheckIn(entrance) => entrance.as_guest,
        }
    }

    pub(super) const fn is_check_in(&self) -> bool {
        matches!(self, Self::CheckIn(_) | Self::Look { check_in: true, .. })
    }
}
