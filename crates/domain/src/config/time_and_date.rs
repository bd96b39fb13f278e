use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

/// Module `timeanddate`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeAndDate {
    /// The zone that times are shown in where the reader's is not known (an IANA
    /// name); empty: the one of the machine's settings.
    pub time_zone: String,
}

impl Module for TimeAndDate {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "timeanddate",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[FieldSpec {
            name: "timeZone",
            control: Control::Zone,
            only_if: None,
        }],
    };

    fn value(&self, field: &str) -> Option<Value> {
        (field == "timeZone").then(|| Value::Text(self.time_zone.clone()))
    }

    fn set(&mut self, field: &str, value: Value) {
        if let ("timeZone", Value::Text(zone)) = (field, value) {
            self.time_zone = zone;
        }
    }
}
