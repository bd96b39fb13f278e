use std::time::Duration;

use crate::{media::EntryKind, names::named, people::MEGABYTE};

use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Unit, Value};

named! {
    /// In which order somebody's own entries stand until they choose another.
    pub enum MyMediaSort {
        /// The newest first.
        Newest = "newest",
        /// By title.
        Title = "title",
        /// The most played first.
        Plays = "plays",
        /// The last changed first.
        Updated = "updated",
    }
}

/// Module `mymedia`: what people bring, and where they find it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyMedia {
    /// How many entries a page of My Media shows.
    pub page_size: u32,
    /// In which order.
    pub default_sort: MyMediaSort,
    /// For how many days a deleted entry can be restored.
    pub deleted_kept_days: u32,
    /// The largest file that may be uploaded, in megabytes; 0 is as the server's file says.
    pub max_upload_size: u64,
    /// What may be uploaded: videos, recordings, pictures, documents.
    pub allowed_kinds: Vec<EntryKind>,
}

impl Default for MyMedia {
    fn default() -> Self {
        Self {
            page_size: 24,
            default_sort: MyMediaSort::Newest,
            deleted_kept_days: 30,
            max_upload_size: 0,
            allowed_kinds: vec![
                EntryKind::Video,
                EntryKind::Audio,
                EntryKind::Image,
                EntryKind::Document,
            ],
        }
    }
}

impl MyMedia {
    /// How long a deleted entry can be restored.
    pub fn deleted_kept(&self) -> Duration {
        Duration::from_hours(24 * u64::from(self.deleted_kept_days))
    }

    /// The largest file that may be uploaded where the server itself takes `server`, both in bytes.
    pub fn max_upload(&self, server: u64) -> u64 {
        match self.max_upload_size {
            0 => server,
            megabytes => server.min(megabytes.saturating_mul(MEGABYTE)),
        }
    }

    /// Whether a file may be uploaded into an entry of this kind. A quiz asks about a video or a recording.
    pub fn allows(&self, kind: EntryKind) -> bool {
        let may = |kind| self.allowed_kinds.contains(&kind);
        match kind {
            EntryKind::Quiz => may(EntryKind::Video) || may(EntryKind::Audio),
            EntryKind::Simulive => may(EntryKind::Video),
            EntryKind::Webcast | EntryKind::DiyLive | EntryKind::Room => true,
            EntryKind::Video | EntryKind::Audio | EntryKind::Image | EntryKind::Document => {
                may(kind)
            }
        }
    }
}

impl Module for MyMedia {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "mymedia",
        group: ModuleGroup::Client,
        shown: true,
        fields: &[
            FieldSpec {
                name: "PageSize",
                control: Control::Number {
                    min: 6,
                    max: 100,
                    or: None,
                    unit: Unit::Plain,
                },
                only_if: None,
            },
            FieldSpec {
                name: "DefaultSort",
                control: Control::Choice {
                    options: &["newest", "title", "plays", "updated"],
                },
                only_if: None,
            },
            FieldSpec {
                name: "DeletedKeptDays",
                control: Control::Number {
                    min: 1,
                    max: 365,
                    or: None,
                    unit: Unit::Days,
                },
                only_if: None,
            },
            FieldSpec {
                name: "MaxUploadSize",
                control: Control::Number {
                    min: 1,
                    max: 100_000_000,
                    or: Some(0),
                    unit: Unit::Megabytes,
                },
                only_if: None,
            },
            FieldSpec {
                name: "AllowedKinds",
                control: Control::Several {
                    options: &["video", "audio", "image", "document"],
                    least: 1,
                },
                only_if: None,
            },
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "PageSize" => Value::Number(i64::from(self.page_size)),
            "DefaultSort" => Value::Choice(self.default_sort.as_str()),
            "DeletedKeptDays" => Value::Number(i64::from(self.deleted_kept_days)),
            "MaxUploadSize" => {
                Value::Number(i64::try_from(self.max_upload_size).unwrap_or(i64::MAX))
            }
            "AllowedKinds" => Value::Several(
                self.allowed_kinds
                    .iter()
                    .map(|kind| kind.as_str())
                    .collect(),
            ),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        match (field, value) {
            ("PageSize", Value::Number(number)) => {
                self.page_size = u32::try_from(number).unwrap_or(self.page_size);
            }
            ("DefaultSort", Value::Choice(option)) => {
                self.default_sort = option.parse().unwrap_or(self.default_sort);
            }
            ("DeletedKeptDays", Value::Number(number)) => {
                self.deleted_kept_days = u32::try_from(number).unwrap_or(self.deleted_kept_days);
            }
            ("MaxUploadSize", Value::Number(number)) => {
                self.max_upload_size = u64::try_from(number).unwrap_or(self.max_upload_size);
            }
            ("AllowedKinds", Value::Several(kinds)) => {
                self.allowed_kinds = kinds.iter().filter_map(|kind| kind.parse().ok()).collect();
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{FieldError, SiteConfig, Submitted};

    fn set(fields: &[(&str, &[&str])]) -> Result<MyMedia, Vec<(String, FieldError)>> {
        let submitted: Submitted = (fields.iter())
            .map(|(name, values)| {
                let values = values.iter().map(ToString::to_string).collect();
                ((*name).to_owned(), values)
            })
            .collect();
        let applied = SiteConfig::default().apply("mymedia", &submitted).unwrap();
        applied.map(|site| site.my_media).map_err(|faults| {
            let faults = faults.into_iter();
            faults.map(|fault| (fault.field, fault.error)).collect()
        })
    }

    #[test]
    fn every_field_comes_back_changed() {
        let changes: &[(&str, &[&str])] = &[
            ("PageSize", &["12"]),
            ("DefaultSort", &["title"]),
            ("DeletedKeptDays", &["7"]),
            ("MaxUploadSize", &["500"]),
            ("AllowedKinds", &["document", "", "video"]),
        ];
        assert_eq!(changes.len(), MyMedia::SPEC.fields.len());
        let module = set(changes).unwrap();
        let fresh = MyMedia::default();
        for field in MyMedia::SPEC.fields {
            assert_ne!(
                module.value(field.name),
                fresh.value(field.name),
                "{}",
                field.name
            );
        }
        assert_eq!(module.deleted_kept().as_secs(), 7 * 86_400);
        let kinds = Value::Several(vec!["video", "document"]);
        assert_eq!(module.value("AllowedKinds"), Some(kinds));
    }

    #[test]
    fn a_fresh_hub_keeps_deleted_entries_for_thirty_days() {
        assert_eq!(MyMedia::default().deleted_kept().as_secs(), 2_592_000);
    }

    #[test]
    fn the_smaller_of_two_limits_holds_and_none_is_the_servers() {
        let limited = |size: &str| set(&[("MaxUploadSize", &[size])]).unwrap();
        for (size, server, holds) in [
            ("0", 7_000_000, 7_000_000),
            ("5", 7_000_000, 5_000_000),
            ("9", 7_000_000, 7_000_000),
        ] {
            assert_eq!(limited(size).max_upload(server), holds, "{size}");
        }
    }

    #[test]
    fn a_quiz_goes_with_what_it_asks_about() {
        let only = |kind: &str| set(&[("AllowedKinds", &[kind])]).unwrap();
        for (kind, entry, allowed) in [
            ("video", EntryKind::Video, true),
            ("video", EntryKind::Audio, false),
            ("video", EntryKind::Simulive, true),
            ("video", EntryKind::Quiz, true),
            ("audio", EntryKind::Quiz, true),
            ("image", EntryKind::Quiz, false),
            ("image", EntryKind::Document, false),
            ("image", EntryKind::Room, true),
        ] {
            assert_eq!(only(kind).allows(entry), allowed, "{kind} {entry}");
        }
    }

    #[test]
    fn what_cannot_be_says_why() {
        let error = |field: &str, values: &[&str]| {
            let faults = set(&[(field, values)]).unwrap_err();
            faults[0].1.code()
        };
        for (field, values, code) in [
            ("PageSize", &["5"][..], "out_of_bounds"),
            ("PageSize", &["101"], "out_of_bounds"),
            ("DeletedKeptDays", &["0"], "out_of_bounds"),
            ("MaxUploadSize", &["-1"], "out_of_bounds"),
            ("DefaultSort", &["size"], "not_an_option"),
            ("AllowedKinds", &["video", "quiz"], "not_an_option"),
            ("AllowedKinds", &[""], "too_few"),
        ] {
            assert_eq!(error(field, values), code, "{field} {values:?}");
        }
    }
}
