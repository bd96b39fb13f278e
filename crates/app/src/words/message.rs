//! One sentence on its way to the reader.

use std::fmt;

use fluent_bundle::{FluentArgs, FluentValue};

use super::Words;

/// A sentence of the catalogue with its values; displays as text in the
/// reader's language.
#[derive(Clone)]
pub struct Message {
    words: Words,
    key: String,
    args: Vec<(&'static str, FluentValue<'static>)>,
}

impl Message {
    pub(super) fn new(words: Words, key: String) -> Self {
        Self {
            words,
            key,
            args: Vec::new(),
        }
    }

    /// The words that it is said in.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Gives the placeholder `name` a text.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, FluentValue::from(value.to_string())));
        self
    }

    /// Gives the placeholder `name` a number, which plural forms depend on.
    pub fn num(mut self, name: &'static str, value: impl ToNumber) -> Self {
        self.args.push((name, FluentValue::from(value.to_number())));
        self
    }
}

/// What can be counted in a sentence.
pub trait ToNumber {
    /// As Fluent counts.
    fn to_number(&self) -> f64;
}

macro_rules! numbers {
    ($($kind:ty),+) => {$(
        impl ToNumber for $kind {
            #[allow(clippy::cast_lossless, reason = "one text for all kinds")]
            fn to_number(&self) -> f64 { *self as f64 }
        }
    )+};
}
numbers!(u16, u32, u64, i32, i64, usize);

impl<T: ToNumber> ToNumber for &T {
    fn to_number(&self) -> f64 {
        (*self).to_number()
    }
}

/// A sentence that is not there, or lacks a value, is logged, and shown as well as
/// it can be; in a test it ends the test.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let args: FluentArgs<'_> = self.args.iter().cloned().collect();
        for bundle in self.words.bundles() {
            let Some(pattern) = bundle.get_message(&self.key).and_then(|m| m.value()) else {
                continue;
            };
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
            if !errors.is_empty() {
                tracing::error!(key = self.key, ?errors, "a sentence lacks a value");
                assert!(!is_strict(), "{} lacks a value: {errors:?}", self.key);
            }
            return f.write_str(&text);
        }
        tracing::error!(key = self.key, "a sentence is missing from the catalogue");
        assert!(!is_strict(), "{} is missing from the catalogue", self.key);
        f.write_str(&self.key)
    }
}

/// In tests a sentence that is missing or lacks a value ends the test that says it.
fn is_strict() -> bool {
    cfg!(test)
}
