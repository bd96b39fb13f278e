use std::collections::BTreeSet;

use crate::access::AppRole;

use super::{Column, RowError, RowFault, TableRow};

/// Somebody who is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// First name.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// Application role.
    pub role: AppRole,
    /// The names of the groups they are in.
    pub groups: BTreeSet<String>,
}

/// What a row comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody new.
    New,
    /// Somebody who is there changes in these columns.
    Changed(Vec<Column>),
    /// Everything is so already.
    Unchanged,
}

/// What a row would do, to nobody or to somebody who is there.
pub fn plan(row: &TableRow, known: Option<&Known>) -> Result<Outcome, RowError> {
    let Some(known) = known else {
        return match row.first_name {
            Some(_) => Ok(Outcome::New),
            None => Err(RowError {
                column: Column::FirstName,
                fault: RowFault::NoFirstName,
            }),
        };
    };
    let mut changed = Vec::new();
    let differs = |new: &Option<_>, old: &str| {
        new.as_ref()
            .is_some_and(|new: &crate::text::PersonName| new.as_str() != old)
    };
    if differs(&row.first_name, &known.first_name) {
        changed.push(Column::FirstName);
    }
    if differs(&row.last_name, &known.last_name) {
        changed.push(Column::LastName);
    }
    if row.role.is_some_and(|role| role != known.role) {
        changed.push(Column::Role);
    }
    if row
        .groups
        .iter()
        .any(|group| !known.groups.contains(group.as_str()))
    {
        changed.push(Column::Groups);
    }
    Ok(if changed.is_empty() {
        Outcome::Unchanged
    } else {
        Outcome::Changed(changed)
    })
}
