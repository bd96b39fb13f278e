use crate::{
    access::{EntryRole, EntryRoles},
    names::named,
};

use super::{Control, FieldSpec, Module, ModuleGroup, ModuleSpec, Value};

named! {
    /// Which of those who work on an entry invite people to it, of those who may on this site.
    pub enum WhoInvites {
        /// Owner, co-owners, co-editors and co-publishers.
        Collaborators = "collaborators",
        /// Owner and co-owners.
        Owners = "owners",
    }
}

impl WhoInvites {
    /// Whether one of these roles is enough.
    pub fn lets(self, roles: EntryRoles) -> bool {
        let owns = |role| roles.contains(role);
        match self {
            Self::Collaborators => true,
            Self::Owners => owns(EntryRole::Owner) || owns(EntryRole::CoOwner),
        }
    }
}

/// Module `mediacollaboration`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaCollaboration {
    /// Who invites.
    pub who_invites: WhoInvites,
    /// Whether groups can be named on an entry, beside people.
    pub groups: bool,
}

impl Default for MediaCollaboration {
    fn default() -> Self {
        Self {
            who_invites: WhoInvites::Collaborators,
            groups: true,
        }
    }
}

impl Module for MediaCollaboration {
    const SPEC: ModuleSpec = ModuleSpec {
        name: "mediacollaboration",
        group: ModuleGroup::Global,
        shown: true,
        fields: &[
            FieldSpec {
                name: "whoInvites",
                control: Control::Choice {
                    options: &["collaborators", "owners"],
                },
                only_if: None,
            },
            FieldSpec {
                name: "groups",
                control: Control::Toggle,
                only_if: None,
            },
        ],
    };

    fn value(&self, field: &str) -> Option<Value> {
        Some(match field {
            "whoInvites" => Value::Choice(self.who_invites.as_str()),
            "groups" => Value::Toggle(self.groups),
            _ => return None,
        })
    }

    fn set(&mut self, field: &str, value: Value) {
        match (field, value) {
            ("whoInvites", Value::Choice(option)) => {
                self.who_invites = option.parse().unwrap_or(self.who_invites);
            }
            ("groups", Value::Toggle(yes)) => self.groups = yes,
            _ => {}
        }
    }
}
