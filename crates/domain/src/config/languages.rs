use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Control, FieldError, FieldFault, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

/// The language that everything is said in.
const ENGLISH: &str = "en";

/// A language that the hub speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(&'static str);

/// The hub does not speak it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a language that the hub speaks")]
pub struct NotSpoken;

impl Language {
    /// Its tag.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl FromStr for Language {
    type Err = NotSpoken;
    fn from_str(tag: &str) -> Result<Self, NotSpoken> {
        Languages::spoken(tag).map(Self).ok_or(NotSpoken)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        tag.parse().map_err(de::Error::custom)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// What people call a language in a table, beside its tag.
const CALLED: &[(&str, &[&str])] = &[
    (ENGLISH, &["english"]),
    ("de", &["deutsch", "german"]),
    ("es", &["español", "espanol", "spanish"]),
];

/// Module `languages`: which of those that the hub speaks it offers. English is always offered,
/// since whatever is not said in another is said in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    /// Whether German is offered.
    pub german: bool,
    /// Whether Spanish is.
    pub spanish: bool,
    /// What is spoken to whoever asks for none that is offered.
    pub default: &'static str,
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

    /// The language that somebody writes down, if it is offered: by its tag, perhaps with a
    /// country, or by its name.
    pub fn read(&self, written: &str) -> Option<Language> {
        let written = written.trim().to_lowercase();
        let tag = written.split(['-', '_']).next().unwrap_or_default();
        let (tag, _) = (CALLED.iter())
            .find(|(known, names)| *known == tag || names.contains(&written.as_str()))?;
        Language::from_str(tag).ok().filter(|_| self.offers(tag))
    }

    /// The tags of those that are offered, for people: `en, de, es`.
    pub fn listed(&self) -> String {
        self.offered().collect::<Vec<_>>().join(", ")
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

    #[test]
    fn a_language_is_read_as_people_write_it_if_it_is_offered() {
        let mut languages = Languages::default();
        for (written, expected) in [
            ("de", Some("de")),
            (" DE ", Some("de")),
            ("de-AT", Some("de")),
            ("es_MX", Some("es")),
            ("Deutsch", Some("de")),
            ("Spanish", Some("es")),
            ("Español", Some("es")),
            ("english", Some("en")),
            ("", None),
            ("fr", None),
            ("deu", None),
            ("-", None),
        ] {
            let read = languages.read(written).map(Language::as_str);
            assert_eq!(read, expected, "{written}");
        }
        languages.spanish = false;
        assert_eq!(languages.read("es"), None);
        assert_eq!(languages.listed(), "en, de");
        assert_eq!("es".parse::<Language>().map(Language::as_str), Ok("es"));
        assert_eq!("fr".parse::<Language>(), Err(NotSpoken));
    }

    #[test]
    fn every_language_that_is_spoken_can_be_called_by_its_name() {
        let called = CALLED.iter().map(|(tag, _)| *tag);
        assert_eq!(called.collect::<Vec<_>>(), Languages::SPOKEN);
    }
}
