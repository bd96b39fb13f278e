use crate::{
    names::named,
    table::{self, Columned},
};

named! {
    /// What a column of a list of people to invite holds.
    pub enum Column {
        /// The e-mail address, by which people are told apart.
        Email = "email",
        /// First name.
        FirstName = "first_name",
        /// Last name.
        LastName = "last_name",
        /// Invitation type.
        Role = "role",
        /// When the link ends.
        ValidUntil = "valid_until",
        /// The language that the mail and the page are in.
        Language = "language",
    }
}

/// The first row cannot be used.
pub type ColumnsError = table::ColumnsError<Column>;

/// Which column is which.
pub type Columns = table::Columns<Column>;

impl Columned for Column {
    const KEY: Self = Self::Email;
    const CALLED: &'static [(Self, &'static [&'static str])] = &[
        (Self::Email, table::EMAIL),
        (Self::FirstName, table::FIRST_NAME),
        (Self::LastName, table::LAST_NAME),
        (
            Self::Role,
            &["role", "invitationtype", "type", "rolle", "invitedas"],
        ),
        (
            Self::ValidUntil,
            &["validuntil", "until", "ends", "end", "expires", "expiresat"],
        ),
        (Self::Language, &["language", "lang", "sprache", "idioma"]),
    ];
}
