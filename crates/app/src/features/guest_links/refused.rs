//! Why a guest link is not made or changed, on its way to the person who asked.

use axum::http::StatusCode;
use usher_domain::invite::LinkRefusal;

use crate::http::fault::{Fault, FieldFault};

/// Why not.
#[derive(Clone, Debug)]
pub(super) enum Refused {
    /// It was decided elsewhere: not found, not allowed, the database.
    Fault(Fault),
    /// The rules of handing out.
    Link(LinkRefusal),
    /// The form was sent before, and what it made then was renewed or deleted since.
    FormSpent,
}

impl Refused {
    /// As a fault; what is about a field is said beside it.
    pub(super) fn fault(self) -> Fault {
        match self {
            Self::Fault(fault) => fault,
            Self::FormSpent => Fault::new(StatusCode::CONFLICT, "form_spent"),
            Self::Link(refusal) => link(&refusal),
        }
    }
}

fn link(refusal: &LinkRefusal) -> Fault {
    let code = refusal.code();
    match (refusal.field(), refusal) {
        (Some(field), LinkRefusal::TooManyUses { most } | LinkRefusal::TooManyDays { most }) => {
            Fault::fields(vec![FieldFault::new(field, code).with("max", most)])
        }
        (_, LinkRefusal::TooMany | LinkRefusal::Deleted) => Fault::new(StatusCode::CONFLICT, code),
        _ => Fault::new(StatusCode::FORBIDDEN, code),
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

impl From<LinkRefusal> for Refused {
    fn from(refusal: LinkRefusal) -> Self {
        Self::Link(refusal)
    }
}
