use crate::access::AppRole;

use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

/// Module `categories`: galleries, which administrators make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Categories {
    /// The lowest application role that puts entries into galleries.
    pub contributors: AppRole,
}

impl Default for Categories {
    /// As roles.md has it.
    fn default() -> Self {
        Self {
            contributors: AppRole::Admin,
        }
    }
}

impl Module for Categories {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "categories",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[FieldSpec {
            name: "contributors",
            control: Control::Choice {
                options: &["private_only", "admin", "unmoderated_admin"],
            },
            only_if: None,
        }],
    };

    fn value(&self, field: &str) -> Option<Value> {
        (field == "contributors").then_some(Value::Choice(self.contributors.as_str()))
    }

    fn set(&mut self, field: &str, value: Value) {
        if let ("contributors", Value::Choice(option)) = (field, value) {
            self.contributors = option.parse().unwrap_or(self.contributors);
        }
    }
}
