use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

/// Module `meetingentry`, as far as it exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingEntry {
    /// Whether there are rooms. Only invites to rooms need it.
    pub enabled: bool,
}

impl Default for MeetingEntry {
    fn default() -> Self {
        Self { enabled: true }
    }
}

impl Module for MeetingEntry {
    /// Not shown: there are no rooms yet.
    const SPEC: ModuleSpec = ModuleSpec {
        name: "meetingentry",
        group: ModuleGroup::Client,
        shown: false,
        fields: &[FieldSpec {
            name: "enabled",
            control: Control::Toggle,
            only_if: None,
        }],
    };

    fn value(&self, field: &str) -> Option<Value> {
        (field == "enabled").then_some(Value::Toggle(self.enabled))
    }

    fn set(&mut self, field: &str, value: Value) {
        if let ("enabled", Value::Toggle(yes)) = (field, value) {
            self.enabled = yes;
        }
    }
}
