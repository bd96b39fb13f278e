use serde::{Deserialize, Serialize};

use crate::{
    access::SessionRole,
    clock::Timestamp,
    config::{Language, Languages},
    email::Email,
    names::named,
    table::Cell,
    text::{PersonName, TextError},
};

use super::{Column, Columns};

named! {
    /// What is wrong with a row, by the same names as in the form for one person.
    pub enum RowFault {
        /// There is no address.
        NoEmail = "no_email",
        /// It is no address.
        NotAnAddress = "not_an_address",
        /// Somebody new has no first or no last name.
        NoName = "no_name",
        /// The text is too long.
        TooLong = "too_long",
        /// It holds characters that cannot be shown.
        Forbidden = "forbidden",
        /// No invitation type is called so.
        UnknownRole = "unknown_role",
        /// The hub offers no language that is called so.
        UnknownLanguage = "unknown_language",
        /// It is no moment.
        NotAMoment = "not_a_moment",
        /// A spreadsheet would compute it; what it computes did not come along.
        Formula = "formula",
        /// An earlier row has the same address.
        Duplicate = "duplicate",
        /// The role is not for this kind of entry.
        RoleDoesNotFit = "role_does_not_fit",
        /// Newcomers of this domain are not to be invited.
        DomainRestricted = "domain_restricted",
        /// The address is the inviter's own.
        Yourself = "yourself",
        /// The person can open the entry already.
        AlreadyInside = "already_inside",
        /// The end is not in the future.
        EndInPast = "end_in_past",
        /// The end is beyond the administrator's maximum.
        EndTooLate = "end_too_late",
        /// There is no session that could end.
        NoSession = "no_session",
        /// An invite of the same person was revoked before.
        RevokedBefore = "revoked_before",
        /// The address got too many mails within an hour.
        TooMuchMailToAddress = "too_much_mail_to_address",
        /// No mail service is set up any more.
        NoMailService = "no_mail_service",
        /// Whoever asked may not invite any more.
        NotAllowed = "not_allowed",
        /// The invite was revoked.
        Revoked = "revoked",
        /// Its link has ended or is used up.
        LinkIsOver = "link_is_over",
        /// The invite is gone.
        Gone = "gone",
    }
}

/// A row that cannot be used, by the first of its cells that cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowError {
    /// The cell's column.
    pub column: Column,
    /// What is wrong with it.
    pub fault: RowFault,
}

/// What a row says of one person. What it does not say is chosen for all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// By which people are told apart.
    pub email: Email,
    /// First name.
    pub first_name: Option<PersonName>,
    /// Last name.
    pub last_name: Option<PersonName>,
    /// Invitation type.
    pub role: Option<SessionRole>,
    /// When the link ends.
    pub valid_until: Option<Timestamp>,
    /// The language that the mail and the page are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

impl Wish {
    /// Reads a row. An empty cell says nothing; cells beyond the last column are not read. `moment` reads what
    /// people write for a time; of `languages` it is those that are offered.
    pub fn read<'a>(
        columns: &Columns,
        cells: impl Iterator<Item = Cell<'a>>,
        moment: impl Fn(&str) -> Option<Timestamp>,
        languages: &Languages,
    ) -> Result<Self, RowError> {
        let (mut email, mut first_name, mut last_name) = (None, None, None);
        let (mut role, mut valid_until, mut language) = (None, None, None);
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
                Column::Email => email = Some(address(text)?),
                Column::FirstName => first_name = Some(name(column, text)?),
                Column::LastName => last_name = Some(name(column, text)?),
                Column::Role => {
                    role = Some(session_role(text).ok_or(wrong(RowFault::UnknownRole))?);
                }
                Column::ValidUntil => {
                    valid_until = Some(moment(text).ok_or(wrong(RowFault::NotAMoment))?);
                }
                Column::Language => {
                    let read = languages.read(text);
                    language = Some(read.ok_or(wrong(RowFault::UnknownLanguage))?);
                }
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
            valid_until,
            language,
        })
    }
}

/// An address, also as a link writes it.
pub(super) fn address(text: &str) -> Result<Email, RowError> {
    let plain = match text.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &text[7..],
        _ => text,
    };
    Email::parse(plain).map_err(|_| RowError {
        column: Column::Email,
        fault: RowFault::NotAnAddress,
    })
}

pub(super) fn name(column: Column, text: &str) -> Result<PersonName, RowError> {
    let fault = |error| match error {
        TextError::Empty => RowFault::NoName,
        TextError::TooLong { .. } => RowFault::TooLong,
        TextError::Forbidden => RowFault::Forbidden,
    };
    PersonName::parse(text).map_err(|error| RowError {
        column,
        fault: fault(error),
    })
}

/// A role by its name, in whatever case.
fn session_role(text: &str) -> Option<SessionRole> {
    text.to_lowercase().parse().ok()
}
