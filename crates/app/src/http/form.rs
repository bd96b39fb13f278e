//! A form that comes back with what is wrong beside each field.

use axum::http::StatusCode;

use super::{
    fault::{Fault, FieldFault},
    render::field_sentence,
};
use crate::words::Words;

/// What is wrong with the fields of a form: `(field, sentence)`.
#[derive(Clone, Debug, Default)]
pub struct Errors(Vec<(String, String)>);

impl Errors {
    /// In the reader's language.
    pub fn new(words: &Words, faults: &[FieldFault]) -> Self {
        let sentences = faults
            .iter()
            .map(|fault| (fault.field.clone(), field_sentence(words, fault)));
        Self(sentences.collect())
    }

    /// The sentence of a field; nothing if it is fine.
    pub fn of(&self, field: &str) -> &str {
        self.0
            .iter()
            .find(|(name, _)| name == field)
            .map_or("", |(_, sentence)| sentence)
    }

    /// All of them, in order.
    pub fn all(&self) -> &[(String, String)] {
        &self.0
    }
}

/// The field faults of a refusal, so that the form can be shown again; any other
/// fault goes on.
pub fn mendable(fault: Fault) -> Result<Vec<FieldFault>, Fault> {
    let details = fault.details();
    if details.status == StatusCode::UNPROCESSABLE_ENTITY && !details.fields.is_empty() {
        Ok(details.fields.clone())
    } else {
        Err(fault)
    }
}
