//! What became of a letter.

use std::fmt;

use usher_domain::text::one_line;

/// How much of what a server said is kept, in characters.
const KEPT: usize = 300;

/// What a server said: its code and its words, one line of harmless characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Three digits; 0 if it gave none.
    pub code: u16,
    /// Its words.
    pub words: String,
}

impl Reply {
    /// From whatever came.
    pub fn new(code: u16, words: &str) -> Self {
        Self {
            code,
            words: one_line(words, KEPT),
        }
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.words)
    }
}

/// How far the conversation came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Finding the server and reaching it.
    Connect,
    /// Agreeing on encryption.
    Secure,
    /// Its greeting, and what it can do.
    Greet,
    /// User and password.
    SignIn,
    /// Naming the sender.
    Sender,
    /// Naming the recipient.
    Recipient,
    /// Saying the message.
    Content,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 7] = [
        Self::Connect,
        Self::Secure,
        Self::Greet,
        Self::SignIn,
        Self::Sender,
        Self::Recipient,
        Self::Content,
    ];

    /// Its name in the database and in message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Secure => "secure",
            Self::Greet => "greet",
            Self::SignIn => "sign-in",
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Content => "content",
        }
    }

    /// Whether what goes wrong there is about the mail service and not about this letter.
    pub fn is_of_the_service(self) -> bool {
        self <= Self::Sender
    }
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The server said no.
    Said(Reply),
    /// It did not answer in time.
    Silent,
    /// It cannot be reached, or hung up; in the machine's words.
    Unreachable(String),
    /// No encryption came about; in the machine's words.
    NotSecure(String),
    /// It cannot do what it would have to; in our words.
    Unable(String),
    /// What it said is not SMTP.
    Nonsense,
}

impl Trouble {
    /// Its name in the database and in message keys.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Said(_) => "said",
            Self::Silent => "silent",
            Self::Unreachable(_) => "unreachable",
            Self::NotSecure(_) => "not-secure",
            Self::Unable(_) => "unable",
            Self::Nonsense => "nonsense",
        }
    }

    /// The words that came with it: the server's, or the machine's.
    pub fn words(&self) -> String {
        match self {
            Self::Said(reply) => reply.to_string(),
            Self::Unreachable(words) | Self::NotSecure(words) | Self::Unable(words) => {
                one_line(words, KEPT)
            }
            Self::Silent | Self::Nonsense => String::new(),
        }
    }
}

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server has it.
    Accepted(Reply),
    /// The server will never take it: it said so about this recipient or this message.
    RefusedForGood(Step, Reply),
    /// Not now. That includes every refusal that is about us and not about the letter,
    /// such as a wrong password.
    TryLater(Step, Trouble),
}

impl Outcome {
    /// What a trouble at some step comes to.
    pub(crate) fn of(step: Step, trouble: Trouble) -> Self {
        match trouble {
            Trouble::Said(reply) if !step.is_of_the_service() && reply.code / 100 == 5 => {
                Self::RefusedForGood(step, reply)
            }
            trouble => Self::TryLater(step, trouble),
        }
    }
}
