//! Why an invite is not made or changed, on its way to the person who asked.

use axum::http::StatusCode;
use usher_domain::{
    clock::Timestamp,
    invite::{IssueRefusal, ManageRefusal},
    outbox::TooMuchMail,
};

use crate::http::fault::{Arg, Fault, FieldFault};

/// Why not.
#[derive(Clone, Debug)]
pub(super) enum Refused {
    /// It was decided elsewhere: not found, not allowed, the database.
    Fault(Fault),
    /// The rules of making one.
    Issue(IssueRefusal),
    /// Revoked is final.
    Revoked,
    /// A new link would open nothing: it has to be renewed.
    LinkIsOver,
    /// The form was sent before, and what it made then was replaced or revoked since.
    FormSpent,
    /// A mail was asked for, and no mail service is set up.
    NoMailService,
    /// Too much mail already.
    TooMuchMail(TooMuchMail),
    /// The chosen person does not have the address any more; somebody else does.
    SomebodyElses,
}

impl Refused {
    /// As a fault of a form with these fields; what is about another field is about
    /// the whole form. Moments are said in `zone`.
    pub(super) fn fault(self, fields: &[&str], zone: &str) -> Fault {
        match self {
            Self::Fault(fault) => fault,
            Self::Issue(refusal) => issue(&refusal, fields, zone),
            Self::Revoked => Fault::new(StatusCode::CONFLICT, "revoked"),
            Self::LinkIsOver => Fault::new(StatusCode::CONFLICT, "link_is_over"),
            Self::FormSpent => Fault::new(StatusCode::CONFLICT, "form_spent"),
            Self::NoMailService => Fault::new(StatusCode::CONFLICT, "no_mail_service"),
            Self::TooMuchMail(why) => Fault::new(StatusCode::CONFLICT, why.code()),
            Self::SomebodyElses => Fault::field("email", "somebody_elses"),
        }
    }
}

fn issue(refusal: &IssueRefusal, fields: &[&str], zone: &str) -> Fault {
    let code = refusal.code();
    let named = values(refusal, zone);
    match refusal.field() {
        Some(field) if fields.contains(&field) => {
            let fault = FieldFault::new(field, code);
            Fault::fields(vec![
                named
                    .into_iter()
                    .fold(fault, |fault, (name, value)| fault.with_arg(name, value)),
            ])
        }
        _ => named.into_iter().fold(
            Fault::new(StatusCode::FORBIDDEN, code),
            |fault, (name, value)| fault.with_arg(name, value),
        ),
    }
}

/// What the sentence of a refusal names.
fn values(refusal: &IssueRefusal, zone: &str) -> Option<(&'static str, Arg)> {
    match refusal {
        IssueRefusal::DomainRestricted { domain } => Some(("domain", Arg::Text(domain.shown()))),
        IssueRefusal::EndTooLate { latest } => {
            let latest = Arg::Moment(whole_minute(*latest), zone.to_owned());
            Some(("latest", latest))
        }
        _ => None,
    }
}

/// The minute that a moment lies in: what a field for a date can say.
pub(super) fn whole_minute(at: Timestamp) -> Timestamp {
    const MINUTE: i64 = 60_000_000;
    Timestamp::from_micros(at.micros() - at.micros().rem_euclid(MINUTE))
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

impl From<IssueRefusal> for Refused {
    fn from(refusal: IssueRefusal) -> Self {
        Self::Issue(refusal)
    }
}

impl From<ManageRefusal> for Refused {
    fn from(refusal: ManageRefusal) -> Self {
        match refusal {
            ManageRefusal::Revoked => Self::Revoked,
            ManageRefusal::LinkIsOver => Self::LinkIsOver,
            ManageRefusal::Terms(refusal) => Self::Issue(refusal),
        }
    }
}
