//! The fields of a module's form, as the template shows them.

use std::collections::BTreeMap;

use usher_domain::{
    colour::Accent,
    config::{Control, Field, FieldSpec, ModuleSpec, SiteConfig, Submitted, Value},
    mail::TemplateName,
};

use super::super::{
    names::Names,
    providers::ProviderRow,
    say::{self, Say},
    subjects::{Found, Named},
};
use crate::http::page::initials;

/// One field.
pub(super) struct FieldView {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) help: String,
    /// A piece of good practice; most fields have none.
    pub(super) hint: Option<String>,
    pub(super) default: String,
    pub(super) error: String,
    /// What somebody else set meanwhile.
    pub(super) note: String,
    /// Whether it is not what is saved.
    pub(super) dirty: bool,
    /// Whether it matters by an option of the field before it only.
    pub(super) dependent: bool,
    pub(super) control: ControlView,
}

impl FieldView {
    /// The ids of everything that describes the field, as its control names them.
    pub(super) fn described(&self) -> String {
        let parts = [
            (!self.error.is_empty(), "error"),
            (!self.note.is_empty(), "note"),
            (true, "help"),
            (true, "default"),
            (self.hint.is_some(), "hint"),
        ];
        let ids = parts
            .iter()
            .filter(|(there, _)| *there)
            .map(|(_, part)| format!("{}-{part}", self.name));
        ids.collect::<Vec<_>>().join(" ")
    }
}

/// How a field is set.
pub(super) enum ControlView {
    Toggle {
        on: bool,
    },
    Number {
        text: String,
        unit: String,
        /// Whether only digits can be meant, for phones' keyboards.
        digits: bool,
        minutes: bool,
    },
    Choice {
        options: Vec<OptionView>,
    },
    Several {
        options: Vec<OptionView>,
    },
    Subjects {
        rows: Vec<SubjectView>,
        found: Option<FoundView>,
    },
    Domains {
        text: String,
        /// How rules of other alphabets read: as compared, as shown.
        readings: Vec<(String, String)>,
    },
    Colour {
        text: String,
        /// What becomes of it on light and on dark pages.
        light: String,
        dark: String,
    },
    Link {
        text: String,
    },
    Links {
        text: String,
    },
    Zone {
        text: String,
    },
    Template {
        /// Names, with the words for none first.
        options: Vec<(String, String)>,
        chosen: String,
    },
    Text {
        text: String,
        max: usize,
    },
    Addresses {
        text: String,
    },
    Providers {
        rows: Vec<ProviderRow>,
        /// What is not saved yet, to be sent again.
        typed: Vec<String>,
    },
    Secret {
        /// Whether there is one.
        set: bool,
        /// What was typed and is not saved yet, sealed.
        typed: Option<String>,
    },
}

/// One option of a choice, or of several.
pub(super) struct OptionView {
    pub(super) value: &'static str,
    pub(super) label: String,
    pub(super) help: String,
    pub(super) checked: bool,
    /// Whether the next field matters by it.
    pub(super) opens: bool,
}

/// A person or group in a list.
pub(super) struct SubjectView {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) second: String,
    pub(super) initials: String,
}

/// Whom the search found.
pub(super) struct FoundView {
    pub(super) words: String,
    pub(super) rows: Vec<SubjectView>,
}

/// What the fields are made from.
pub(super) struct Material<'a> {
    pub(super) say: Say<'a>,
    /// Whether there is a sentence of this key.
    pub(super) knows: &'a dyn Fn(&str) -> bool,
    pub(super) saved: &'a SiteConfig,
    /// What stands in the form instead of what is saved.
    pub(super) typed: &'a Submitted,
    pub(super) names: &'a Names,
    /// The mail templates there are.
    pub(super) templates: &'a [TemplateName],
    /// Field, words, whom they found.
    pub(super) found: Option<(String, String, Found)>,
    /// Sentences by field.
    pub(super) errors: &'a BTreeMap<String, String>,
    pub(super) notes: &'a BTreeMap<String, String>,
}

impl Material<'_> {
    /// Every field of the module, in the order of its description.
    pub(super) fn fields(mut self) -> Vec<FieldView> {
        let spec = self.say.spec;
        let fields = self.saved.fields(spec.name).unwrap_or_default();
        fields.iter().map(|field| self.field(spec, field)).collect()
    }

    fn field(&mut self, spec: &ModuleSpec, field: &Field) -> FieldView {
        let typed = self.typed.get(field.spec.name);
        let parsed = typed.map(|values| field.spec.control.parse(values));
        let hint = spec.field_key(field.spec, "hint");
        let text = |texts: &BTreeMap<String, String>| {
            texts.get(field.spec.name).cloned().unwrap_or_default()
        };
        FieldView {
            name: field.spec.name,
            label: self.say.label(field.spec),
            help: self.say.part(field.spec, "help"),
            hint: (self.knows)(&hint).then(|| self.say.words.say(hint).to_string()),
            default: self.default(field),
            error: text(self.errors),
            note: text(self.notes),
            dirty: parsed
                .as_ref()
                .is_some_and(|parsed| parsed.as_ref() != Ok(&field.value)),
            dependent: field.spec.only_if.is_some(),
            control: self.control(field, parsed.and_then(Result::ok)),
        }
    }

    fn default(&self, field: &Field) -> String {
        let value = self.say.value(field.spec, &field.default);
        let message = match field.spec.control {
            Control::Number { min, max, .. } => {
                let bounded = self.say.words.say("console-default-bounded");
                bounded.with("min", min).with("max", max)
            }
            _ => self.say.words.say("console-default"),
        };
        message.with("value", value).to_string()
    }

    fn control(&mut self, field: &Field, parsed: Option<Value>) -> ControlView {
        let value = parsed.as_ref().unwrap_or(&field.value);
        let typed = self.typed.get(field.spec.name);
        let text = |between: &str| {
            typed.map_or_else(
                || value.written().join(between),
                |typed| typed.join(between),
            )
        };
        let line = || {
            let written = value.written();
            typed
                .unwrap_or(&written)
                .first()
                .cloned()
                .unwrap_or_default()
        };
        match field.spec.control {
            Control::Toggle => ControlView::Toggle {
                on: value == &Value::Toggle(true),
            },
            Control::Number { min, or, unit, .. } => ControlView::Number {
                text: line(),
                unit: self
                    .say
                    .words
                    .say(format!("console-unit-{}", unit.as_str()))
                    .to_string(),
                digits: min >= 0 && or.is_none(),
                minutes: unit.as_str() == "minutes",
            },
            Control::Choice { options } => ControlView::Choice {
                options: self.options(field.spec, options, &[line()]),
            },
            Control::Several { options, .. } => {
                let written = value.written();
                let ticked = typed.unwrap_or(&written);
                ControlView::Several {
                    options: self.options(field.spec, options, ticked),
                }
            }
            Control::Subjects => self.subjects(field.spec, &text("\n")),
            Control::Domains => ControlView::Domains {
                readings: match value {
                    Value::Domains(rules) => rules
                        .iter()
                        .filter_map(|rule| Some((rule.to_string(), say::shown(rule)?)))
                        .collect(),
                    _ => Vec::new(),
                },
                text: text("\n"),
            },
            Control::Colour => {
                let text = line();
                let shown = text.parse().ok().map(|chosen| {
                    let (light, dark) = (Accent::light(chosen), Accent::dark(chosen));
                    (light.accent.to_string(), dark.accent.to_string())
                });
                let (light, dark) = shown.unwrap_or_default();
                ControlView::Colour { text, light, dark }
            }
            Control::Link => ControlView::Link { text: line() },
            Control::Links => ControlView::Links { text: text("\n") },
            Control::Zone => ControlView::Zone { text: line() },
            Control::Template => {
                let none = self.say.words.say("console-no-template").to_string();
                let names = self.templates.iter();
                let names = names.map(|name| (name.to_string(), name.to_string()));
                ControlView::Template {
                    options: std::iter::once((String::new(), none))
                        .chain(names)
                        .collect(),
                    chosen: line(),
                }
            }
            Control::Text { max } => ControlView::Text { text: line(), max },
            Control::Addresses => ControlView::Addresses { text: text("\n") },
            Control::Providers => ControlView::Providers {
                rows: match value {
                    Value::Providers(all) => all.iter().map(ProviderRow::new).collect(),
                    _ => Vec::new(),
                },
                typed: typed.cloned().unwrap_or_default(),
            },
            Control::Secret => ControlView::Secret {
                set: matches!(field.value, Value::Secret(Some(_))),
                typed: typed.and_then(|typed| typed.first().cloned()),
            },
        }
    }

    fn options(
        &self,
        field: &FieldSpec,
        options: &[&'static str],
        chosen: &[String],
    ) -> Vec<OptionView> {
        let opens = |option: &str| {
            let when = Some((field.name, option));
            self.say
                .spec
                .fields
                .iter()
                .any(|other| other.only_if == when)
        };
        options
            .iter()
            .map(|option| {
                let help = format!("{}-help", self.say.spec.option_key(field, option));
                OptionView {
                    value: option,
                    label: self.say.option(field, option),
                    help: if (self.knows)(&help) {
                        self.say.words.say(help).to_string()
                    } else {
                        String::new()
                    },
                    checked: chosen.iter().any(|one| one == option),
                    opens: opens(option),
                }
            })
            .collect()
    }

    fn subjects(&mut self, field: &FieldSpec, text: &str) -> ControlView {
        let mut rows: Vec<SubjectView> = Vec::new();
        for value in text
            .lines()
            .map(str::trim)
            .filter(|value| !value.is_empty())
        {
            if rows.iter().all(|row| row.value != value) {
                rows.push(self.subject(value, self.names.get(value)));
            }
        }
        let found = self.found.take_if(|(name, ..)| name == field.name);
        let found = found.map(|(_, words, found)| {
            let people = found.people.into_iter().map(Named::from);
            let all = people.chain(found.groups.into_iter().map(Named::from));
            FoundView {
                words,
                rows: all
                    .filter(|named| rows.iter().all(|row| row.value != named.value))
                    .map(|named| self.subject(&named.value, Some(&named)))
                    .collect(),
            }
        });
        ControlView::Subjects { rows, found }
    }

    fn subject(&self, value: &str, named: Option<&Named>) -> SubjectView {
        let say = |key: &str| self.say.words.say(key).to_string();
        match named {
            Some(named) => SubjectView {
                value: value.to_owned(),
                initials: initials(&named.name),
                name: named.name.clone(),
                second: named.email.clone().unwrap_or_else(|| say("console-group")),
            },
            None => SubjectView {
                value: value.to_owned(),
                initials: "?".to_owned(),
                name: say("console-gone"),
                second: value.to_owned(),
            },
        }
    }
}
