//! Why a webhook is not made or changed.

use axum::http::StatusCode;

use crate::http::fault::Fault;

/// Why not.
#[derive(Clone, Debug)]
pub(super) enum Refused {
    /// It was decided elsewhere.
    Fault(Fault),
    /// The hub has as many as it may.
    TooMany,
    /// The address has one already.
    Taken,
    /// It is off: nothing is sent to it.
    Off,
}

impl Refused {
    /// As a fault.
    pub(super) fn fault(self) -> Fault {
        match self {
            Self::Fault(fault) => fault,
            Self::TooMany => Fault::new(StatusCode::CONFLICT, "too_many_webhooks"),
            Self::Off => Fault::new(StatusCode::CONFLICT, "webhook_off"),
            Self::Taken => Fault::field("url", "webhook_taken"),
        }
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<usher_db::Error> for Refused {
    fn from(error: usher_db::Error) -> Self {
        Self::Fault(error.into())
    }
}
