use crate::{
    access::AppRole,
    email::Email,
    names::named,
    text::{GroupName, PersonName, TextError},
};

use super::{Cell, Column, Columns};

named! {
    /// What is wrong with a cell.
    pub enum RowFault {
        /// There is no address.
        NoEmail = "no_email",
        /// It is no address.
        NotAnAddress = "not_an_address",
        /// Somebody new has no first name.
        NoFirstName = "no_first_name",
        /// The text is too long.
        TooLong = "too_long",
        /// It holds characters that cannot be shown.
        Forbidden = "forbidden",
        /// No role is called so.
        UnknownRole = "unknown_role",
        /// A spreadsheet would compute it; what it computes did not come along.
        Formula = "formula",
        /// An earlier row has the same address.
        Duplicate = "duplicate",
        /// More groups than anybody is in.
        TooManyGroups = "too_many_groups",
    }
}

/// A row that cannot be used, by the first of its cells that cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The cell's column.
    pub column: Column,
    /// What is wrong with it.
    pub fault: RowFault,
}

/// What a row says of one person. What it does not say stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// By which people are told apart.
    pub email: Email,
    /// First name.
    pub first_name: Option<PersonName>,
    /// Last name.
    pub last_name: Option<PersonName>,
    /// Application role.
    pub role: Option<AppRole>,
    /// Groups to be in, beside those the person is in already.
    pub groups: Vec<GroupName>,
}

/// The most groups that one row names.
const MOST_GROUPS: usize = 50;

impl TableRow {
    /// Reads a row. An empty cell says nothing; cells beyond the last column are not read.
    pub fn read<'a>(
        columns: &Columns,
        cells: impl Iterator<Item = Cell<'a>>,
    ) -> Result<Self, RowError> {
        let (mut email, mut first_name, mut last_name) = (None, None, None);
        let (mut role, mut groups) = (None, Vec::new());
        for (number, cell) in cells.enumerate() {
            let Some(column) = columns.at(number) else {
                continue;
            };
            let wrong = |fault| RowError { column, fault };
            let text = match cell {
                Cell::Text(text) => text.trim(),
                Cell::Formula => return Err(wrong(RowFault::Formula)),
            };
            if text.is_empty() {
                continue;
            }
            match column {
                Column::Email => {
                    let read = text.parse::<Email>();
                    email = Some(read.map_err(|_| wrong(RowFault::NotAnAddress))?);
                }
                Column::FirstName => first_name = name(text).map_err(wrong)?,
                Column::LastName => last_name = name(text).map_err(wrong)?,
                Column::Role => role = Some(app_role(text).ok_or(wrong(RowFault::UnknownRole))?),
                Column::Groups => groups = group_names(text).map_err(wrong)?,
            }
        }
        Ok(Self {
            email: email.ok_or(RowError {
                column: Column::Email,
                fault: RowFault::NoEmail,
            })?,
            first_name,
            last_name,
            role,
            groups,
        })
    }
}

fn text_fault(error: TextError) -> RowFault {
    match error {
        TextError::TooLong { .. } => RowFault::TooLong,
        TextError::Empty | TextError::Forbidden => RowFault::Forbidden,
    }
}

fn name(text: &str) -> Result<Option<PersonName>, RowFault> {
    PersonName::parse(text).map(Some).map_err(text_fault)
}

/// A role by its name or as people write it: `Private only`, `private_only`, `unmoderated-admin`.
fn app_role(text: &str) -> Option<AppRole> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_").to_lowercase().parse().ok()
}

fn group_names(text: &str) -> Result<Vec<GroupName>, RowFault> {
    let mut names: Vec<GroupName> = Vec::new();
    let written = text.split([';', ',', '|', '\n']).map(str::trim);
    for one in written.filter(|one| !one.is_empty()) {
        let one = GroupName::parse(one).map_err(text_fault)?;
        if !names.contains(&one) {
            names.push(one);
        }
    }
    if names.len() > MOST_GROUPS {
        return Err(RowFault::TooManyGroups);
    }
    Ok(names)
}
