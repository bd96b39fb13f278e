use std::net::IpAddr;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It is no address of a page that can be asked for.
    #[error("{0} is no address that can be asked for")]
    NoAddress(String),
    /// The name is nobody's.
    #[error("the name {0} is not known: {1}")]
    UnknownName(String, String),
    /// The address is not public, and nobody permitted it.
    #[error("{0} is not a public address, and not among those that are permitted")]
    NotPermitted(IpAddr),
    /// It would go over the network for everybody to read.
    #[error("{0} is public, and what is said to it must be encrypted")]
    InTheClear(IpAddr),
    /// Nobody answers there.
    #[error("{0}")]
    Unreachable(String),
    /// It took too long.
    #[error("it took too long")]
    TimedOut,
    /// It cannot be encrypted, or the certificate is not believed.
    #[error("{0}")]
    NotSecure(String),
    /// What came is no answer.
    #[error("{0}")]
    Nonsense(String),
    /// The answer is longer than it may be.
    #[error("the answer is too long")]
    TooLong,
}

impl Trouble {
    /// Its name, in message keys.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NoAddress(_) => "no-address",
            Self::UnknownName(..) => "unknown-name",
            Self::NotPermitted(_) => "not-permitted",
            Self::InTheClear(_) => "in-the-clear",
            Self::Unreachable(_) => "unreachable",
            Self::TimedOut => "timed-out",
            Self::NotSecure(_) => "not-secure",
            Self::Nonsense(_) => "nonsense",
            Self::TooLong => "too-long",
        }
    }
}
