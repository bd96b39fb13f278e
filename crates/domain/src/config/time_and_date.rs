use crate::names::named;

use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

named! {
    /// How hours are counted where times are written.
    pub enum HourClock {
        /// As the language they are written in does.
        ByLanguage = "by_language",
        /// 15:00
        H24 = "24",
        /// 3:00 p.m.
        H12 = "12",
    }
}

named! {
    /// In which order dates are written.
    pub enum DateOrder {
        /// As the language they are written in does.
        ByLanguage = "by_language",
        /// 24 Nov 2026
        DayMonthYear = "day_month_year",
        /// Nov 24, 2026
        MonthDayYear = "month_day_year",
        /// 2026-11-24
        YearMonthDay = "year_month_day",
    }
}

/// How dates and times are written, on pages and in mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateFormats {
    /// How hours are counted.
    pub hours: HourClock,
    /// In which order dates are written.
    pub order: DateOrder,
}

impl Default for DateFormats {
    fn default() -> Self {
        Self {
            hours: HourClock::ByLanguage,
            order: DateOrder::ByLanguage,
        }
    }
}

/// Module `timeanddate`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeAndDate {
    /// The zone that times are shown in where the reader's is not known (an IANA
    /// name); empty: the one of the machine's settings.
    pub time_zone: String,
    /// How they are written.
    pub formats: DateFormats,
}

impl Module for TimeAndDate {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "timeanddate",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[
            FieldSpec {
                name: "timeZone",
                control: Control::Zone,
                only_if: None,
            },
            FieldSpec {
                name: "hours",
                control: Control::Choice {
                    options: &["by_language", "24", "12"],
                },
                only_if: None,
            },
            FieldSpec {
                name: "dateOrder",
                control: Control::Choice {
                    options: &[
                        "by_language",
                        "day_month_year",
                        "month_day_year",
                        "year_month_day",
                    ],
                },
                only_if: None,
            },
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "timeZone" => Value::Text(self.time_zone.clone()),
            "hours" => Value::Choice(self.formats.hours.as_str()),
            "dateOrder" => Value::Choice(self.formats.order.as_str()),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        let formats = &mut self.formats;
        match (field, value) {
            ("timeZone", Value::Text(zone)) => self.time_zone = zone,
            ("hours", Value::Choice(option)) => {
                formats.hours = option.parse().unwrap_or(formats.hours);
            }
            ("dateOrder", Value::Choice(option)) => {
                formats.order = option.parse().unwrap_or(formats.order);
            }
            _ => {}
        }
    }
}
