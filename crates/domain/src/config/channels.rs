use crate::channel::ChannelCreators;

use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

/// Module `channels`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channels {
    /// Who makes channels.
    pub creators: ChannelCreators,
}

impl Default for Channels {
    fn default() -> Self {
        Self {
            creators: ChannelCreators::Uploaders,
        }
    }
}

impl Module for Channels {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "channels",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[FieldSpec {
            name: "creators",
            control: Control::Choice {
                options: &["uploaders", "administrators"],
            },
            only_if: None,
        }],
    };

    fn value(&self, field: &str) -> Option<Value> {
        (field == "creators").then_some(Value::Choice(self.creators.as_str()))
    }

    fn set(&mut self, field: &str, value: Value) {
        if let ("creators", Value::Choice(option)) = (field, value) {
            self.creators = option.parse().unwrap_or(self.creators);
        }
    }
}
