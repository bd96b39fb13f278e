//! What a waiting mail says that nothing else in the database does.

use serde::{Deserialize, Serialize};
use usher_domain::{clock::Timestamp, ids::MailId};

use crate::{features::notices::NewsLine, sealed::Sealer};

/// What it is sealed for.
const PURPOSE: &str = "mail";

/// The part of a mail that is kept sealed. All else is read when its turn comes, so that
/// it is true then. Without `Debug`: a link opens an invite.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Contents {
    /// Of a mail that carries the link of an invite.
    Invite {
        /// The secret in the link.
        token: String,
        /// The inviter's own line; may be empty.
        line: String,
        /// The zone that times are written in: the inviter's, since nobody knows the
        /// invitee's.
        zone: String,
    },
    /// Of one of the hub's own letters.
    Letter(LetterContents),
    /// Of a mail that tells what happened to somebody's media.
    News {
        /// What, when it was written.
        lines: Vec<NewsLine>,
    },
}

/// What one of the hub's own letters says. Without `Debug`: its link and its code open an
/// account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterContents {
    /// The reader's first name; empty if it is not known.
    pub first_name: String,
    /// Their last name.
    pub last_name: String,
    /// The path that the link leads to; empty if there is none.
    pub path: String,
    /// The code, if there is one.
    pub code: Option<String>,
    /// What it is about, if it is about an entry.
    #[serde(default)]
    pub title: String,
    /// Who invites to that.
    #[serde(default)]
    pub inviter: String,
    /// When code and link end, in microseconds; nothing if they do not.
    pub ends: Option<i64>,
    /// The reader's language.
    pub lang: String,
    /// The zone that times are written in.
    pub zone: String,
}

impl LetterContents {
    /// When code and link end.
    pub(super) fn ends(&self) -> Option<Timestamp> {
        self.ends.map(Timestamp::from_micros)
    }
}

impl Contents {
    /// Seals it for one mail.
    pub(super) fn seal(&self, sealer: &Sealer, mail: MailId) -> Vec<u8> {
        let json = serde_json::to_vec(self).unwrap_or_default();
        sealer.seal(PURPOSE, &mail.to_string(), &json)
    }

    /// Opens it. `None`: it was sealed under another key file or for another mail.
    pub(super) fn open(sealer: &Sealer, mail: MailId, sealed: &[u8]) -> Option<Self> {
        let json = sealer.open(PURPOSE, &mail.to_string(), sealed)?;
        serde_json::from_slice(&json).ok()
    }
}
