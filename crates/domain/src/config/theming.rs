use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

/// Module `theming`, as far as it exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theming {
    /// Whether entries have a media page. Invites need it.
    pub mediapage: bool,
}

impl Default for Theming {
    fn default() -> Self {
        Self { mediapage: true }
    }
}

impl Module for Theming {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "theming",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[FieldSpec {
            name: "mediapage",
            control: Control::Toggle,
            only_if: None,
        }],
    };

    fn value(&self, field: &str) -> Option<Value> {
        (field == "mediapage").then_some(Value::Toggle(self.mediapage))
    }

    fn set(&mut self, field: &str, value: Value) {
        if let ("mediapage", Value::Toggle(yes)) = (field, value) {
            self.mediapage = yes;
        }
    }
}
