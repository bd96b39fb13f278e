//! Values and changes in the reader's words.

use std::collections::BTreeSet;

use usher_domain::{
    config::{Control, FieldSpec, ModuleSpec, Provider, Unit, Value},
    email::{DomainRule, DomainRules},
};

use super::{change::Change, names::Names, providers::part_key, store::Count, written};
use crate::words::Words;

/// How many values of a list are said one by one.
const SAID: usize = 20;

/// Says what fields are set to.
pub(super) struct Say<'a> {
    pub(super) words: &'a Words,
    pub(super) spec: &'static ModuleSpec,
    pub(super) names: &'a Names,
}

/// A change in words.
pub(super) enum ChangeWords {
    /// One value instead of another.
    FromTo(String, String),
    /// Values that came and went.
    Lists {
        /// What came.
        added: Vec<String>,
        /// What went.
        removed: Vec<String>,
    },
}

impl Say<'_> {
    /// The label of a field.
    pub(super) fn label(&self, field: &FieldSpec) -> String {
        self.part(field, "label")
    }

    /// A part of a field's texts.
    pub(super) fn part(&self, field: &FieldSpec, part: &str) -> String {
        self.words.say(self.spec.field_key(field, part)).to_string()
    }

    /// What a field is set to.
    pub(super) fn value(&self, field: &FieldSpec, value: &Value) -> String {
        match value {
            Value::Toggle(true) => self.words.say("console-yes").to_string(),
            Value::Toggle(false) => self.words.say("console-no").to_string(),
            Value::Number(number) => self.number(field, *number),
            Value::Choice(option) => self.option(field, option),
            Value::Several(options) if options.is_empty() => self.none(),
            Value::Several(options) => {
                let options = options.iter().map(|option| self.option(field, option));
                options.collect::<Vec<_>>().join(", ")
            }
            Value::Secret(Some(_)) => self.words.say("console-set").to_string(),
            Value::Secret(None) => self.words.say("console-not-set").to_string(),
            Value::Text(text) if text.is_empty() => self.none(),
            Value::Text(text) => text.clone(),
            Value::Subjects(_)
            | Value::Domains(_)
            | Value::Links(_)
            | Value::Addresses(_)
            | Value::Providers(_) => {
                let all = self.each(value);
                if all.is_empty() {
                    self.none()
                } else {
                    self.some(all).join(", ")
                }
            }
        }
    }

    /// The label of one of a field's options.
    pub(super) fn option(&self, field: &FieldSpec, option: &str) -> String {
        let key = self.spec.option_key(field, option);
        self.words.say(key).to_string()
    }

    /// What changed in one field.
    pub(super) fn change(&self, change: &Change) -> ChangeWords {
        match (&change.before, &change.after) {
            (Value::Subjects(_), Value::Subjects(_))
            | (Value::Domains(_), Value::Domains(_))
            | (Value::Links(_), Value::Links(_))
            | (Value::Addresses(_), Value::Addresses(_)) => {
                let before: BTreeSet<String> = self.each(&change.before).into_iter().collect();
                let after: BTreeSet<String> = self.each(&change.after).into_iter().collect();
                ChangeWords::Lists {
                    added: self.some(after.difference(&before).cloned().collect()),
                    removed: self.some(before.difference(&after).cloned().collect()),
                }
            }
            (Value::Providers(before), Value::Providers(after)) => self.providers(before, after),
            (Value::Secret(Some(_)), Value::Secret(Some(_))) => ChangeWords::FromTo(
                self.value(change.field, &change.before),
                self.words.say("console-set-anew").to_string(),
            ),
            (before, after) => ChangeWords::FromTo(
                self.value(change.field, before),
                self.value(change.field, after),
            ),
        }
    }

    /// Providers that came and went, and those that are otherwise: by which parts.
    fn providers(&self, before: &[Provider], after: &[Provider]) -> ChangeWords {
        let find = |all: &[Provider], one: &Provider| {
            let same = all.iter().find(|other| other.id == one.id);
            same.map(Provider::written)
        };
        let mut added = Vec::new();
        for provider in after {
            let now = provider.written();
            let parts = match find(before, provider) {
                None => Vec::new(),
                Some(was) if was == now => continue,
                Some(was) => written::differing(&was, &now),
            };
            let parts: Vec<String> = (parts.into_iter())
                .map(|part| self.words.say(part_key(part, "label")).to_string())
                .collect();
            added.push(if parts.is_empty() {
                provider.name.clone()
            } else {
                let message = self.words.say("openid-changed");
                let message = message.with("name", &provider.name);
                message.with("parts", parts.join(", ")).to_string()
            });
        }
        let gone = before.iter().filter(|one| find(after, one).is_none());
        let removed = gone.map(|provider| provider.name.clone()).collect();
        if added.is_empty() {
            let names = |all: &[Provider]| {
                let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
                names.join(", ")
            };
            if before.len() == after.len() {
                return ChangeWords::FromTo(names(before), names(after));
            }
        }
        ChangeWords::Lists { added, removed }
    }

    /// How many of what the sentence `key` counts.
    pub(super) fn count(&self, key: &str, count: Count) -> String {
        let (how, number) = match count {
            Count::Exactly(number) => ("exactly", number),
            Count::MoreThan(number) => ("more", number),
            Count::Unknown => ("unknown", 0),
        };
        let message = self.words.say(key).with("how", how);
        message.num("n", number).to_string()
    }

    fn none(&self) -> String {
        self.words.say("console-none").to_string()
    }

    fn number(&self, field: &FieldSpec, number: i64) -> String {
        match field.control {
            Control::Number { or: Some(or), .. } if or == number => self.part(field, "or"),
            Control::Number {
                unit: Unit::Minutes,
                ..
            } => self.minutes(number),
            Control::Number { unit, .. } => self.amount(unit.as_str(), number),
            _ => number.to_string(),
        }
    }

    /// `1440 minutes (24 hours)`, where that is a round figure.
    fn minutes(&self, minutes: i64) -> String {
        let plain = self.amount("minutes", minutes);
        let rounder = if minutes > 2 * 1440 && minutes % 1440 == 0 {
            self.amount("days", minutes / 1440)
        } else if minutes > 60 && minutes % 60 == 0 {
            self.amount("hours", minutes / 60)
        } else {
            return plain;
        };
        let message = self.words.say("console-amount-also");
        message
            .with("plain", plain)
            .with("also", rounder)
            .to_string()
    }

    fn amount(&self, unit: &str, number: i64) -> String {
        let message = self.words.say(format!("console-amount-{unit}"));
        message.num("n", number).to_string()
    }

    fn each(&self, value: &Value) -> Vec<String> {
        match value {
            Value::Subjects(_) => (value.written().into_iter())
                .map(|subject| match self.names.get(&subject) {
                    Some(named) => named.name.clone(),
                    None => subject,
                })
                .collect(),
            Value::Domains(rules) => domains(rules),
            Value::Links(_) | Value::Addresses(_) => value.written(),
            Value::Providers(providers) => providers.iter().map(|one| one.name.clone()).collect(),
            _ => Vec::new(),
        }
    }

    fn some(&self, mut all: Vec<String>) -> Vec<String> {
        let more = all.len().saturating_sub(SAID);
        if more > 0 {
            all.truncate(SAID);
            all.push(self.words.say("console-more").num("n", more).to_string());
        }
        all
    }
}

fn domains(rules: &DomainRules) -> Vec<String> {
    rules.iter().map(reading).collect()
}

/// A rule as it is compared, and how that reads in its own script.
fn reading(rule: &DomainRule) -> String {
    match shown(rule) {
        Some(shown) => format!("{rule} ({shown})"),
        None => rule.to_string(),
    }
}

/// How a rule reads in its own script, if that is another than a–z.
pub(super) fn shown(rule: &DomainRule) -> Option<String> {
    let (before, domain) = match rule {
        DomainRule::Exactly(domain) => ("", domain),
        DomainRule::Below(domain) => ("*.", domain),
    };
    let shown = domain.shown();
    (shown != domain.as_str()).then(|| format!("{before}{shown}"))
}
