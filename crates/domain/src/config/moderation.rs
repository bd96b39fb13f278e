use crate::channel::GalleryModerators;

use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

/// Module `moderation`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moderation {
    /// Whether what is put into a new channel or gallery waits, unless whoever makes it chooses otherwise.
    pub moderated: bool,
    /// Who decides on what waits in galleries.
    pub gallery_moderators: GalleryModerators,
}

impl Default for Moderation {
    fn default() -> Self {
        Self {
            moderated: true,
            gallery_moderators: GalleryModerators::Administrators,
        }
    }
}

impl Module for Moderation {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "moderation",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[
            FieldSpec {
                name: "moderated",
                control: Control::Toggle,
                only_if: None,
            },
            FieldSpec {
                name: "galleryModerators",
                control: Control::Choice {
                    options: &["administrators", "unmoderated_admins"],
                },
                only_if: None,
            },
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "moderated" => Value::Toggle(self.moderated),
            "galleryModerators" => Value::Choice(self.gallery_moderators.as_str()),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        match (field, value) {
            ("moderated", Value::Toggle(yes)) => self.moderated = yes,
            ("galleryModerators", Value::Choice(option)) => {
                self.gallery_moderators = option.parse().unwrap_or(self.gallery_moderators);
            }
            _ => {}
        }
    }
}
