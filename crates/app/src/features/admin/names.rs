//! The names behind the ids that fields hold.

use std::collections::BTreeMap;

use usher_db::{Error, Tx};
use usher_domain::config::Value;

use super::{
    change::Change,
    subjects::{Named, Subject},
};

/// Whoever was found, by `account:ID` or `group:ID`.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(BTreeMap<String, Named>);

impl Names {
    /// Looks up everybody among `texts` who is named as `account:ID` or `group:ID`.
    pub(super) fn of(tx: &Tx, texts: impl IntoIterator<Item = String>) -> Result<Self, Error> {
        let mut names = Self::default();
        for text in texts {
            let Ok(subject) = text.trim().parse::<Subject>() else {
                continue;
            };
            if let Some(named) = subject.find(tx)? {
                names.0.insert(named.value.clone(), named);
            }
        }
        Ok(names)
    }

    /// Looks up everybody whom either side of a change names.
    pub(super) fn of_changes<'a>(
        tx: &Tx,
        changes: impl IntoIterator<Item = &'a Change>,
    ) -> Result<Self, Error> {
        let values = changes
            .into_iter()
            .flat_map(|change| [&change.before, &change.after]);
        Self::of(tx, values.flat_map(Value::written))
    }

    /// Who it is, if they are still there.
    pub(super) fn get(&self, subject: &str) -> Option<&Named> {
        self.0.get(subject)
    }
}
