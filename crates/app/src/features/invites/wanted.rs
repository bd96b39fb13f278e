//! What somebody fills in to invite a person, parsed.

use usher_domain::{
    access::SessionRole,
    config::{Language, Languages},
    email::{Email, EmailError},
    ids::AccountId,
    invite::RequestedEnd,
    text::{PersonName, PersonalLine},
};

use crate::http::{fault::FieldFault, time, visit::Visit};

/// Whom to invite, as what, until when.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The address that will have to be typed.
    pub email: Email,
    /// First name.
    pub first_name: PersonName,
    /// Last name.
    pub last_name: PersonName,
    /// Invitation type.
    pub role: SessionRole,
    /// Valid until.
    pub end: RequestedEnd,
    /// Language of the invitation; nothing: the site's own.
    pub language: Option<Language>,
    /// The member who was chosen from the type-ahead.
    pub person: Option<AccountId>,
}

/// The same as it was typed.
pub(super) struct Typed<'a> {
    pub(super) email: &'a str,
    pub(super) first_name: &'a str,
    pub(super) last_name: &'a str,
    pub(super) role: &'a str,
    pub(super) end: Result<RequestedEnd, FieldFault>,
    pub(super) language: Result<Option<Language>, FieldFault>,
    pub(super) person: Option<AccountId>,
}

impl Typed<'_> {
    /// Parses every field, or says what is wrong with each.
    pub(super) fn parse(self) -> Result<Wanted, Vec<FieldFault>> {
        let email = Email::parse(self.email).map_err(email_fault);
        let name =
            |field, text| PersonName::parse(text).map_err(|error| FieldFault::text(field, error));
        let first_name = name("first_name", self.first_name);
        let last_name = name("last_name", self.last_name);
        let role = role(self.role);
        match (email, first_name, last_name, role, self.end, self.language) {
            (Ok(email), Ok(first_name), Ok(last_name), Ok(role), Ok(end), Ok(language)) => {
                Ok(Wanted {
                    email,
                    first_name,
                    last_name,
                    role,
                    end,
                    language,
                    person: self.person,
                })
            }
            (email, first_name, last_name, role, end, language) => {
                let faults = [
                    email.err(),
                    first_name.err(),
                    last_name.err(),
                    role.err(),
                    end.err(),
                    language.err(),
                ];
                Err(faults.into_iter().flatten().collect())
            }
        }
    }
}

fn email_fault(error: EmailError) -> FieldFault {
    match error {
        EmailError::Empty => FieldFault::new("email", "empty"),
        EmailError::NoAt | EmailError::LocalPart | EmailError::Domain | EmailError::TooLong => {
            FieldFault::new("email", "not_an_address")
        }
    }
}

/// The inviter's own line in a mail, from the field of this name.
pub(super) fn line(field: &'static str, text: &str) -> Result<PersonalLine, FieldFault> {
    PersonalLine::parse(text).map_err(|error| FieldFault::text(field, error))
}

/// A role by its name.
pub(super) fn role(text: &str) -> Result<SessionRole, FieldFault> {
    text.parse()
        .map_err(|_| FieldFault::new("role", "unknown_choice"))
}

/// A language that the site offers; nothing, where none is named.
pub(super) fn language(text: &str, offered: &Languages) -> Result<Option<Language>, FieldFault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let fault = || FieldFault::new("language", "unknown_language");
    (offered.read(text).map(Some)).ok_or_else(|| fault().with("languages", offered.listed()))
}

/// The end as programs write it: RFC 3339, or nothing for the site's default.
pub(super) fn end_of_program(text: Option<&str>) -> Result<RequestedEnd, FieldFault> {
    let Some(text) = text else {
        return Ok(RequestedEnd::Default);
    };
    time::parse_rfc3339(text)
        .map(RequestedEnd::Until)
        .ok_or_else(not_a_moment)
}

/// The zone in which a form was written: the page's, which it sends along, since the
/// browser may have moved on to another one meanwhile.
pub(super) fn form_zone(sent: &str, visit: &Visit) -> String {
    if time::is_zone(sent) {
        sent.to_owned()
    } else {
        visit.zone.clone()
    }
}

/// The end as the field for a date sends it, in the zone of the form; nothing for the
/// site's default.
pub(super) fn end_of_form(text: &str, zone: &str) -> Result<RequestedEnd, FieldFault> {
    if text.trim().is_empty() {
        return Ok(RequestedEnd::Default);
    }
    time::parse_local(text.trim(), zone)
        .map(RequestedEnd::Until)
        .ok_or_else(not_a_moment)
}

fn not_a_moment() -> FieldFault {
    FieldFault::new("valid_until", "not_a_moment")
}
