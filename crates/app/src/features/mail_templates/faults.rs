//! What is wrong with a template, for people.

use axum::http::StatusCode;
use usher_domain::mail::{TemplateError, TemplateFault};

use super::store::{MOST, Outcome};
use crate::http::fault::{Fault, FieldFault};

/// A fault of a part, as pages and the API report it; `prefix` stands before its name.
pub(super) fn field_fault(prefix: &str, fault: &TemplateFault) -> FieldFault {
    let told = FieldFault::new(format!("{prefix}{}", fault.part), fault.error.code());
    match &fault.error {
        TemplateError::TooLong { max } => told.with("max", max),
        TemplateError::UnknownToken { name, meant } => told
            .with("token", name)
            .with("meant", meant.unwrap_or_default()),
        TemplateError::NotHere { token } | TemplateError::NotInThis { token } => {
            told.with("token", token)
        }
        TemplateError::Element { name } => told.with("element", name),
        TemplateError::Attribute { name, element } => {
            told.with("name", name).with("element", element)
        }
        TemplateError::Address { text } => told.with("text", text),
        TemplateError::Broken { near } => told.with("near", near),
        TemplateError::Empty
        | TemplateError::LineBreak
        | TemplateError::Forbidden
        | TemplateError::UrlMissing
        | TemplateError::CodeMissing
        | TemplateError::NewsMissing => told,
    }
}

/// Only the first of each part is told: the others often follow from it.
pub(super) fn field_faults(prefix: &str, faults: &[TemplateFault]) -> Vec<FieldFault> {
    let mut told: Vec<FieldFault> = Vec::new();
    for fault in faults {
        let fault = field_fault(prefix, fault);
        if told.iter().all(|one| one.field != fault.field) {
            told.push(fault);
        }
    }
    told
}

/// What did not come to be saved, as a fault.
pub(super) fn unsaved(outcome: Outcome) -> Option<Fault> {
    let conflict = |code| Fault::new(StatusCode::CONFLICT, code);
    match outcome {
        Outcome::Saved | Outcome::Unchanged => None,
        Outcome::Stale(version) => Some(conflict("mail_template_changed").with("version", version)),
        Outcome::TooMany => Some(conflict("too_many_templates").with("max", MOST)),
        Outcome::InUse => Some(conflict("template_in_use")),
    }
}
