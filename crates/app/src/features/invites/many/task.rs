//! What is done to many invites.

use serde::{Deserialize, Serialize};
use usher_domain::{
    access::SessionRole,
    clock::Timestamp,
    config::Language,
    invite::{RequestedEnd, many::Chosen},
    text::PersonalLine,
};

/// What is done to each of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub(in super::super) enum Task {
    /// People are invited.
    Invite {
        /// Invitation type, for whoever's row says none.
        role: SessionRole,
        /// Valid until, the same; the site's default where nothing was chosen.
        until: Option<Timestamp>,
        /// Language of the invitation, the same; the site's own where nothing was chosen.
        #[serde(default)]
        language: Option<Language>,
        /// Whether a link goes out by mail to whoever has got none.
        mail: bool,
        /// Whether whose invite was revoked is invited again.
        revoked_too: bool,
        /// How the mails are written.
        letter: Letter,
        /// Names of columns that are not read.
        #[serde(default)]
        ignored: Vec<String>,
    },
    /// A new link goes out by mail.
    Resend {
        /// How the mails are written.
        letter: Letter,
    },
    /// Another end.
    End {
        /// Which.
        until: Timestamp,
    },
    /// Another role.
    Role {
        /// Which.
        role: SessionRole,
    },
    /// The next browser may take the seat.
    ResetSeat,
    /// It ends for good.
    Revoke,
}

/// What the mails say of the inviter's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Letter {
    /// Their own line; may be empty.
    pub(in super::super) line: PersonalLine,
    /// The zone that times are written in.
    pub(in super::super) zone: String,
}

impl Task {
    /// The same, once every mail is written.
    pub(in super::super) fn said(mut self) -> Self {
        if let Self::Invite { letter, .. } | Self::Resend { letter } = &mut self {
            letter.line = PersonalLine::none();
        }
        self
    }

    /// Its name in message keys and in the API.
    pub(in super::super) const fn word(&self) -> &'static str {
        match self {
            Self::Invite { .. } => "invite",
            Self::Resend { .. } => "resend",
            Self::End { .. } => "end",
            Self::Role { .. } => "role",
            Self::ResetSeat => "reset-seat",
            Self::Revoke => "revoke",
        }
    }

    /// What was chosen for everybody, if people are invited.
    pub(in super::super) fn chosen(&self) -> Option<Chosen> {
        match self {
            Self::Invite {
                role,
                until,
                language,
                mail,
                revoked_too,
                ..
            } => Some(Chosen {
                role: *role,
                end: until.map_or(RequestedEnd::Default, RequestedEnd::Until),
                language: *language,
                mail: *mail,
                revoked_too: *revoked_too,
            }),
            _ => None,
        }
    }

    /// How the mails are written, if there are any.
    pub(in super::super) const fn letter(&self) -> Option<&Letter> {
        match self {
            Self::Invite {
                mail: true, letter, ..
            }
            | Self::Resend { letter } => Some(letter),
            _ => None,
        }
    }

    /// Whether it hands something out, so that whoever asks must be one who may invite.
    pub(in super::super) const fn hands_out(&self) -> bool {
        !matches!(self, Self::ResetSeat | Self::Revoke)
    }

    /// Whether it changes the right of somebody who is in.
    pub(in super::super) const fn reaches_in(&self) -> bool {
        !matches!(self, Self::Resend { .. } | Self::End { .. })
    }
}
