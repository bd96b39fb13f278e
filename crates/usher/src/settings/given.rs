//! What was written, and where: values before they are understood. Later
//! sources overlay earlier ones.

use std::{collections::HashMap, fmt, path::PathBuf};

use super::keys::Key;

/// A value as written; its variant fits the key's shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    Address(Address),
    Path(PathBuf),
    List(Vec<String>),
    Whole(i64),
}

/// An address in which a password may stand.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Address(String);

impl Address {
    /// As it was written.
    pub(crate) fn of(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(hidden)")
    }
}

/// Where a value was written, for the sentence about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A key in the configuration file.
    File { key: &'static str, file: PathBuf },
    /// A variable of the environment.
    Variable(&'static str),
    /// An option of the command line.
    Flag(&'static str),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { key, file } => write!(f, "{key} in {}", file.display()),
            Self::Variable(name) => write!(f, "the variable {name}"),
            Self::Flag(name) => write!(f, "the option {name}"),
        }
    }
}

/// Values by key, each with its source.
#[derive(Debug, Default)]
pub(crate) struct Given(HashMap<&'static str, (Value, Source)>);

impl Given {
    /// Notes a value; an earlier one for the same key is forgotten.
    pub(crate) fn put(&mut self, key: &'static Key, value: Value, source: Source) {
        self.0.insert(key.name, (value, source));
    }

    /// These values, with `later` on top.
    pub(crate) fn overlaid_by(mut self, later: Self) -> Self {
        self.0.extend(later.0);
        self
    }

    /// A text and where it was written.
    pub(crate) fn text(&self, key: &Key) -> Option<(&str, &Source)> {
        match self.0.get(key.name)? {
            (Value::Text(text), source) => Some((text, source)),
            _ => None,
        }
    }

    /// An address and where it was written. No sentence may repeat it.
    pub(crate) fn address(&self, key: &Key) -> Option<(&str, &Source)> {
        match self.0.get(key.name)? {
            (Value::Address(Address(text)), source) => Some((text, source)),
            _ => None,
        }
    }

    /// A path and where it was written.
    pub(crate) fn path(&self, key: &Key) -> Option<(&PathBuf, &Source)> {
        match self.0.get(key.name)? {
            (Value::Path(path), source) => Some((path, source)),
            _ => None,
        }
    }

    /// A list and where it was written.
    pub(crate) fn list(&self, key: &Key) -> Option<(&[String], &Source)> {
        match self.0.get(key.name)? {
            (Value::List(list), source) => Some((list, source)),
            _ => None,
        }
    }

    /// A whole number and where it was written.
    pub(crate) fn whole(&self, key: &Key) -> Option<(i64, &Source)> {
        match self.0.get(key.name)? {
            (Value::Whole(number), source) => Some((*number, source)),
            _ => None,
        }
    }
}
