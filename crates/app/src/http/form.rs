//! A form that comes back with what is wrong beside each field.

use std::fmt::Display;

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

    /// What the summary on top of the form says, in order: each with the name of its
    /// field, by which two that say the same are told apart.
    pub fn summary(&self, words: &Words, label: impl Fn(&str) -> Option<&'static str>) -> Summary {
        let line = |(field, sentence): &(String, String)| {
            let told = label(field).map(|key| problem(words, words.say(key), sentence));
            (field.clone(), told.unwrap_or_else(|| sentence.clone()))
        };
        self.0.iter().map(line).collect()
    }
}

/// The lines of a summary of errors: `(field, sentence)`.
pub type Summary = Vec<(String, String)>;

/// A field's problem, with the field's name.
pub fn problem(words: &Words, label: impl Display, sentence: &str) -> String {
    let message = words.say("layout-problem").with("field", label);
    message.with("problem", sentence).to_string()
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
