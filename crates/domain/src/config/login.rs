use std::time::Duration;

use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Unit, Value};

const MINUTE: u64 = 60;
/// Two weeks, in minutes.
const DEFAULT: i64 = 14 * 24 * 60;
const SHORTEST: i64 = 15;
/// A year and a day, in minutes.
const LONGEST: i64 = 366 * 24 * 60;

/// Module `login`, as far as it exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// How long a member stays signed in, in minutes.
    session_length: i64,
}

impl Login {
    /// How long a member stays signed in, from signing in on.
    pub fn session(&self) -> Duration {
        Duration::from_secs(self.session_length.unsigned_abs() * MINUTE)
    }
}

impl Default for Login {
    fn default() -> Self {
        Self {
            session_length: DEFAULT,
        }
    }
}

impl Module for Login {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "login",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[FieldSpec {
            name: "SessionLength",
            control: Control::Number {
                min: SHORTEST,
                max: LONGEST,
                or: None,
                unit: Unit::Minutes,
            },
            only_if: None,
        }],
    };

    fn value(&self, field: &str) -> Option<Value> {
        (field == "SessionLength").then_some(Value::Number(self.session_length))
    }

    fn set(&mut self, field: &str, value: Value) {
        if let ("SessionLength", Value::Number(minutes)) = (field, value) {
            self.session_length = minutes;
        }
    }
}
