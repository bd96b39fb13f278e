//! Tables that people send, before anybody knows what their rows mean: which column is which, and what a cell is.
//! Files, encodings and separators are others' business.

/// What the columns of one sort of table hold.
pub trait Columned: Copy + PartialEq + 'static {
    /// The column by which rows are told apart: no table is without.
    const KEY: Self;
    /// What columns are called in the files that people have, without case, spaces and punctuation.
    const CALLED: &'static [(Self, &'static [&'static str])];
}

/// What the column of addresses is called, in whatever table of people.
pub(crate) const EMAIL: &[&str] = &[
    "email",
    "mail",
    "emailaddress",
    "mailaddress",
    "address",
    "eaddress",
];
/// The same of first names.
pub(crate) const FIRST_NAME: &[&str] = &[
    "firstname",
    "first",
    "givenname",
    "given",
    "forename",
    "vorname",
];
/// The same of last names.
pub(crate) const LAST_NAME: &[&str] = &[
    "lastname",
    "last",
    "surname",
    "familyname",
    "family",
    "nachname",
];

/// The first row cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnsError<C> {
    /// No column is called e-mail.
    NoEmail,
    /// Two columns are the same.
    Twice(C),
}

/// Which column is which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns<C> {
    at: Vec<Option<C>>,
    /// Names of columns that are not read.
    pub ignored: Vec<String>,
}

impl<C: Columned> Columns<C> {
    /// Reads the first row: names in any order and case.
    pub fn read<'a>(names: impl Iterator<Item = &'a str>) -> Result<Self, ColumnsError<C>> {
        let mut columns = Self {
            at: Vec::new(),
            ignored: Vec::new(),
        };
        for name in names {
            let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
            let plain = plain.to_lowercase();
            let found = C::CALLED
                .iter()
                .find(|(_, called)| called.contains(&plain.as_str()));
            let column = found.map(|(column, _)| *column);
            match column {
                Some(column) if columns.at.contains(&Some(column)) => {
                    return Err(ColumnsError::Twice(column));
                }
                None if !name.trim().is_empty() => columns.ignored.push(name.trim().to_owned()),
                _ => {}
            }
            columns.at.push(column);
        }
        if columns.at.contains(&Some(C::KEY)) {
            Ok(columns)
        } else {
            Err(ColumnsError::NoEmail)
        }
    }

    /// What the column with this number holds; nothing that is read.
    pub fn at(&self, number: usize) -> Option<C> {
        self.at.get(number).copied().flatten()
    }
}

/// A cell as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Text.
    Text(&'a str),
    /// What a spreadsheet would compute.
    Formula,
}
