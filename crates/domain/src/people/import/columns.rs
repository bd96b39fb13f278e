use crate::names::named;

named! {
    /// What a column holds.
    pub enum Column {
        /// The e-mail address, by which people are told apart.
        Email = "email",
        /// First name.
        FirstName = "first_name",
        /// Last name.
        LastName = "last_name",
        /// Application role.
        Role = "role",
        /// Names of groups, separated by `;`, `,` or `|`.
        Groups = "groups",
    }
}

/// What columns are called in the files that people have, without case, spaces and punctuation.
const CALLED: [(Column, &[&str]); 5] = [
    (
        Column::Email,
        &[
            "email",
            "mail",
            "emailaddress",
            "mailaddress",
            "address",
            "eaddress",
        ],
    ),
    (
        Column::FirstName,
        &[
            "firstname",
            "first",
            "givenname",
            "given",
            "forename",
            "vorname",
        ],
    ),
    (
        Column::LastName,
        &[
            "lastname",
            "last",
            "surname",
            "familyname",
            "family",
            "nachname",
        ],
    ),
    (
        Column::Role,
        &["role", "approle", "applicationrole", "rolle"],
    ),
    (Column::Groups, &["groups", "group", "gruppe", "gruppen"]),
];

/// The first row cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnsError {
    /// No column is called e-mail.
    NoEmail,
    /// Two columns are the same.
    Twice(Column),
}

/// Which column is which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    at: Vec<Option<Column>>,
    /// Names of columns that are not read.
    pub ignored: Vec<String>,
}

impl Columns {
    /// Reads the first row: names in any order and case.
    pub fn read<'a>(names: impl Iterator<Item = &'a str>) -> Result<Self, ColumnsError> {
        let mut columns = Self {
            at: Vec::new(),
            ignored: Vec::new(),
        };
        for name in names {
            let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
            let plain = plain.to_lowercase();
            let found = CALLED
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
        if columns.at.contains(&Some(Column::Email)) {
            Ok(columns)
        } else {
            Err(ColumnsError::NoEmail)
        }
    }

    /// What the column with this number holds; nothing that is read.
    pub fn at(&self, number: usize) -> Option<Column> {
        self.at.get(number).copied().flatten()
    }
}
