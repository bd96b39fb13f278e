//! What a try came to.

use usher_domain::outbox::{MailState, Unwanted};
use usher_mail::{Outcome, Step, Trouble};

/// What became of a mail when its turn came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The conversation with the server.
    Tried(Outcome),
    /// The same, and it was the last try.
    GivenUp(Outcome),
    /// It was not sent, on purpose.
    Unwanted(Unwanted),
    /// No mail service is set up.
    NoService,
}

impl Fate {
    /// The state it leaves the mail in.
    pub fn state(&self) -> MailState {
        match self {
            Self::Tried(Outcome::Accepted(_)) | Self::GivenUp(Outcome::Accepted(_)) => {
                MailState::Sent
            }
            Self::Tried(Outcome::RefusedForGood(..))
            | Self::GivenUp(Outcome::RefusedForGood(..)) => MailState::Refused,
            Self::Tried(Outcome::TryLater(..)) | Self::NoService => MailState::Queued,
            Self::GivenUp(Outcome::TryLater(..)) => MailState::Failed,
            Self::Unwanted(_) => MailState::Cancelled,
        }
    }

    /// Why, in a word; nothing if it is sent.
    pub(super) fn why(&self) -> Option<String> {
        match self {
            Self::Tried(outcome) | Self::GivenUp(outcome) => match outcome {
                Outcome::Accepted(_) => None,
                Outcome::RefusedForGood(step, _) => Some(format!("said-{}", step.as_str())),
                Outcome::TryLater(step, trouble) => {
                    Some(format!("{}-{}", trouble.as_str(), step.as_str()))
                }
            },
            Self::Unwanted(why) => Some(why.as_str().to_owned()),
            Self::NoService => Some("no-service".to_owned()),
        }
    }

    /// What the server or the machine said.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Tried(outcome) | Self::GivenUp(outcome) => match outcome {
                Outcome::Accepted(reply) | Outcome::RefusedForGood(_, reply) => reply.to_string(),
                Outcome::TryLater(_, trouble) => trouble.words(),
            },
            Self::Unwanted(_) | Self::NoService => String::new(),
        }
    }

    /// Whether a server was asked.
    pub(super) const fn was_tried(&self) -> bool {
        matches!(self, Self::Tried(_) | Self::GivenUp(_))
    }

    /// Whether what stands in the way stands in the way of every mail.
    pub(super) fn is_of_the_service(&self) -> bool {
        match self {
            Self::NoService => true,
            Self::Tried(Outcome::TryLater(step, trouble)) => {
                step.is_of_the_service() || !matches!(trouble, Trouble::Said(_))
            }
            _ => false,
        }
    }

    /// Whether it shows that the service is there.
    pub(super) fn shows_the_service(&self) -> bool {
        match self {
            Self::Tried(outcome) | Self::GivenUp(outcome) => match outcome {
                Outcome::Accepted(_) | Outcome::RefusedForGood(..) => true,
                Outcome::TryLater(step, trouble) => {
                    *step >= Step::Recipient && matches!(trouble, Trouble::Said(_))
                }
            },
            Self::Unwanted(_) | Self::NoService => false,
        }
    }
}
