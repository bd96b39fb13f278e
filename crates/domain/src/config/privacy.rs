use std::time::Duration;

use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Unit, Value};

/// Module `privacy`: what is kept of people, and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Privacy {
    /// Whether it is kept who was here and how much they watched.
    pub attendance: bool,
    /// For how many days a guest is known after the last of what let them in has ended.
    pub guest_data_days: u32,
}

impl Default for Privacy {
    fn default() -> Self {
        Self {
            attendance: true,
            guest_data_days: 365,
        }
    }
}

impl Privacy {
    /// For how long a guest is known after the last of what let them in has ended.
    pub fn guests_kept(&self) -> Duration {
        Duration::from_hours(24 * u64::from(self.guest_data_days))
    }
}

impl Module for Privacy {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "privacy",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[
            FieldSpec {
                name: "Attendance",
                control: Control::Toggle,
                only_if: None,
            },
            FieldSpec {
                name: "GuestDataDays",
                control: Control::Number {
                    min: 1,
                    max: 3_650,
                    or: None,
                    unit: Unit::Days,
                },
                only_if: None,
            },
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "Attendance" => Value::Toggle(self.attendance),
            "GuestDataDays" => Value::Number(self.guest_data_days.into()),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        match (field, value) {
            ("Attendance", Value::Toggle(yes)) => self.attendance = yes,
            // The control's bounds hold by now.
            ("GuestDataDays", Value::Number(days)) => self.guest_data_days = days as u32,
            _ => {}
        }
    }
}
