use crate::people::Quota;

use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Unit, Value};

/// Module `users`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Users {
    /// How many megabytes a person may store who has no quota of their own; −1 is as many as they like.
    pub default_quota: i64,
}

impl Default for Users {
    fn default() -> Self {
        Self { default_quota: -1 }
    }
}

impl Users {
    /// What a person may store who has no quota of their own.
    pub fn quota(&self) -> Quota {
        Quota::megabytes(self.default_quota)
    }
}

impl Module for Users {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "users",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[FieldSpec {
            name: "DefaultQuota",
            control: Control::Number {
                min: 0,
                max: 100_000_000,
                or: Some(-1),
                unit: Unit::Megabytes,
            },
            only_if: None,
        }],
    };

    fn value(&self, field: &str) -> Option<Value> {
        (field == "DefaultQuota").then_some(Value::Number(self.default_quota))
    }

    fn set(&mut self, field: &str, value: Value) {
        if let ("DefaultQuota", Value::Number(number)) = (field, value) {
            self.default_quota = number;
        }
    }
}
