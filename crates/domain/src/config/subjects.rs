use std::collections::BTreeSet;

use crate::ids::{AccountId, GroupId};

use super::FieldError;

/// Members and groups, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subjects {
    /// Members.
    pub accounts: BTreeSet<AccountId>,
    /// Groups, with all their members.
    pub groups: BTreeSet<GroupId>,
}

impl Subjects {
    /// Whether the member is named, or a group they are in.
    pub fn name(&self, account: AccountId, groups: &[GroupId]) -> bool {
        self.accounts.contains(&account) || groups.iter().any(|group| self.groups.contains(group))
    }

    /// How many are named.
    pub fn count(&self) -> usize {
        self.accounts.len() + self.groups.len()
    }

    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// Reads `account:{id}` and `group:{id}`; empty texts are passed over.
    pub(super) fn parse(submitted: &[String]) -> Result<Self, FieldError> {
        let mut subjects = Self::default();
        for text in submitted
            .iter()
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
        {
            let refused = || FieldError::NotASubject {
                text: text.to_owned(),
            };
            match text.split_once(':').ok_or_else(refused)? {
                ("account", id) => {
                    subjects.accounts.insert(id.parse().map_err(|_| refused())?);
                }
                ("group", id) => {
                    subjects.groups.insert(id.parse().map_err(|_| refused())?);
                }
                _ => return Err(refused()),
            }
        }
        Ok(subjects)
    }

    pub(super) fn written(&self) -> Vec<String> {
        let accounts = self.accounts.iter().map(|id| format!("account:{id}"));
        accounts
            .chain(self.groups.iter().map(|id| format!("group:{id}")))
            .collect()
    }
}
