//! Identifiers: one type per thing, all time-ordered UUIDs (version 7), so that
//! new rows land at the end of an index.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use crate::clock::{Entropy, Timestamp, draw};

/// The text is not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new identifier, ordered by `now`.
            pub fn new(now: Timestamp, entropy: &dyn Entropy) -> Self {
                let millis = u64::try_from(now.micros() / 1000).unwrap_or(0);
                Self(Builder::from_unix_timestamp_millis(millis, &draw::<10>(entropy)).into_uuid())
            }

            /// The same identifier as a UUID.
            pub const fn uuid(self) -> Uuid {
                self.0
            }

            /// From a UUID that was one.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )+};
}

ids! {
    /// An account: a member.
    AccountId,
    /// A group of members.
    GroupId,
    /// Somebody as a provider knows them, connected with an account.
    IdentityId,
    /// A media entry.
    EntryId,
    /// An upload in progress.
    UploadId,
    /// A stored object: an original, a rendition, a poster, a caption track.
    BlobId,
    /// A caption track of an entry.
    CaptionId,
    /// An invite.
    InviteId,
    /// A grant that no invite gave: a guest's, by a guest link.
    GrantId,
    /// A guest link.
    GuestLinkId,
    /// A session: a signed-in browser.
    SessionId,
    /// An API token.
    ApiTokenId,
    /// A job.
    JobId,
    /// Something that somebody is told.
    NoticeId,
    /// A question of a quiz, through all its wordings.
    QuestionId,
    /// One time that somebody takes a quiz.
    AttemptId,
    /// A channel or a gallery.
    ChannelId,
    /// A playlist.
    PlaylistId,
    /// A webhook.
    WebhookId,
    /// An event on its way to a webhook.
    DeliveryId,
    /// A mail.
    MailId,
    /// A proof over mail that was asked for.
    ProofId,
    /// An audit row.
    AuditId,
    /// A table of people on its way in.
    ImportId,
    /// Many invites that something is done to at once.
    BatchId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SeededEntropy;

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let entropy = SeededEntropy::new(1);
        let first = EntryId::new(Timestamp::from_secs(1_800_000_000), &entropy);
        let second = EntryId::new(Timestamp::from_secs(1_800_000_001), &entropy);
        assert!(first.to_string() < second.to_string());
    }

    #[test]
    fn an_id_survives_its_text() {
        let id = InviteId::new(Timestamp::from_secs(1), &SeededEntropy::new(2));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("nonsense".parse::<InviteId>(), Err(NotAnId));
    }
}
