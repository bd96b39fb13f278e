//! Why a sign-in by a provider came to nothing.

use axum::http::StatusCode;
use usher_domain::sign_in::Refusal;
use usher_outbound::Trouble;

/// Why nobody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotSignedIn {
    /// There is no such provider, or it is switched off.
    NoProvider,
    /// It was not begun in this browser, took too long, or is spent.
    NotBegunHere,
    /// The person said no, there.
    Cancelled,
    /// The provider answered an error: its code, and its words if it had any.
    Answered(String, String),
    /// The provider cannot be asked.
    Unreachable(Trouble),
    /// What it answered cannot be understood.
    Nonsense(String),
    /// What it answered is not to be believed.
    NotBelieved(String),
    /// Its clock and ours differ: by so many minutes.
    Clock(i64),
    /// By the rules of the hub.
    Refused(Refusal),
}

impl NotSignedIn {
    /// Its name in message keys and in the log.
    pub(super) const fn as_str(&self) -> &'static str {
        match self {
            Self::NoProvider | Self::Refused(Refusal::SwitchedOff) => "no-provider",
            Self::NotBegunHere => "not-begun-here",
            Self::Cancelled => "cancelled",
            Self::Answered(..) => "answered",
            Self::Unreachable(_) => "unreachable",
            Self::Nonsense(_) => "nonsense",
            Self::NotBelieved(_) => "not-believed",
            Self::Clock(_) => "clock",
            Self::Refused(Refusal::Suspended) => "suspended",
            Self::Refused(Refusal::SomebodyElses) => "somebody-elses",
        }
    }

    /// What the page answers with. What a provider does wrong is no fault of this server.
    pub(super) const fn status(&self) -> StatusCode {
        match self {
            Self::NoProvider | Self::Refused(Refusal::SwitchedOff) => StatusCode::NOT_FOUND,
            Self::NotBegunHere | Self::Cancelled | Self::Answered(..) => StatusCode::BAD_REQUEST,
            Self::Unreachable(_) | Self::Nonsense(_) | Self::NotBelieved(_) | Self::Clock(_) => {
                StatusCode::FAILED_DEPENDENCY
            }
            Self::Refused(_) => StatusCode::FORBIDDEN,
        }
    }

    /// What the administrator finds in the log; nothing that is a secret or an address.
    pub(super) fn reason(&self) -> String {
        match self {
            // Its words may name somebody.
            Self::Answered(code, _) => code.clone(),
            Self::Unreachable(trouble) => trouble.to_string(),
            Self::Nonsense(why) | Self::NotBelieved(why) => why.clone(),
            Self::Clock(minutes) => format!("{minutes} minutes"),
            _ => String::new(),
        }
    }

    /// Whether an administrator has to do something about it.
    pub(super) const fn is_of_the_provider(&self) -> bool {
        matches!(
            self,
            Self::Answered(..)
                | Self::Unreachable(_)
                | Self::Nonsense(_)
                | Self::NotBelieved(_)
                | Self::Clock(_)
        )
    }
}

impl From<Trouble> for NotSignedIn {
    fn from(trouble: Trouble) -> Self {
        Self::Unreachable(trouble)
    }
}

impl From<Refusal> for NotSignedIn {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
