use super::{Control, FieldError, FieldFault, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

/// The language that everything is said in.
const ENGLISH: &str = "en";

/// Module `languages`: which of those that the hub speaks it offers. English is always offered,
/// since whatever is not said in another is said in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    german: bool,
    spanish: bool,
    default: &'static str,
}

impl Languages {
    /// Every language that the hub speaks, by its tag.
    pub const SPOKEN: &[&'static str] = &[ENGLISH, "de", "es"];

    /// The language of this tag, if the hub speaks it.
    pub fn spoken(tag: &str) -> Option<&'static str> {
        Self::SPOKEN.iter().copied().find(|spoken| *spoken == tag)
    }

    /// The languages that a reader can choose from.
    pub fn offered(&self) -> impl Iterator<Item = &'static str> + use<> {
        let Self {
            german, spanish, ..
        } = *self;
        Self::SPOKEN.iter().copied().filter(move |tag| match *tag {
            "de" => german,
            "es" => spanish,
            _ => true,
        })
    }

    /// Whether a reader can choose this one.
    pub fn offers(&self, tag: &str) -> bool {
        self.offered().any(|offered| offered == tag)
    }

    /// The language of whoever asks for none that is offered.
    pub fn default_language(&self) -> &'static str {
        if self.offers(self.default) {
            self.default
        } else {
            ENGLISH
        }
    }
}

impl Default for Languages {
    fn default() -> Self {
        Self {
            german: true,
            spanish: true,
            default: ENGLISH,
        }
    }
}

impl Module for Languages {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "languages",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[
            FieldSpec {
                name: "de",
                control: Control::Toggle,
                only_if: None,
            },
            FieldSpec {
                name: "es",
                control: Control::Toggle,
                only_if: None,
            },
            FieldSpec {
                name: "default",
                control: Control::Choice {
                    options: Self::SPOKEN,
                },
                only_if: None,
            },
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "de" => Value::Toggle(self.german),
            "es" => Value::Toggle(self.spanish),
            "default" => Value::Choice(self.default),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        match (field, value) {
            ("de", Value::Toggle(yes)) => self.german = yes,
            ("es", Value::Toggle(yes)) => self.spanish = yes,
            ("default", Value::Choice(tag)) => self.default = tag,
            _ => {}
        }
    }

    fn contradictions(&self) -> Vec<FieldFault> {
        if self.offers(self.default) {
            return Vec::new();
        }
        vec![FieldFault {
            field: "default".to_owned(),
            error: FieldError::NotOffered,
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_always_offered_and_the_default_only_while_it_is() {
        let mut languages = Languages::default();
        let offered = |languages: &Languages| languages.offered().collect::<Vec<_>>();
        assert_eq!(offered(&languages), ["en", "de", "es"]);
        languages.set("default", Value::Choice("de"));
        assert_eq!(languages.default_language(), "de");
        assert!(languages.contradictions().is_empty());
        languages.set("de", Value::Toggle(false));
        assert_eq!(offered(&languages), ["en", "es"]);
        assert_eq!(languages.default_language(), "en");
        assert_eq!(languages.contradictions()[0].error, FieldError::NotOffered);
        assert!(!languages.offers("fr"));
    }
}
