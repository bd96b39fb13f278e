//! What somebody fills in to make a guest link, and what a guest fills in to come, parsed.

use std::num::NonZeroU32;

use usher_domain::{
    email::{Email, EmailError},
    invite::{Introduction, LinkWish},
    text::{LinkName, PersonName},
};

use super::store::Wanted;
use crate::http::fault::FieldFault;

/// The most that either number may be, whatever the administrator allows.
const MOST: u32 = 1_000_000;

/// A guest link from a form, whose numbers are texts.
pub(super) fn of_form(name: &str, uses: &str, days: &str) -> Result<Wanted, Vec<FieldFault>> {
    let number = |field: &'static str, text: &str| {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let number = text.parse::<i64>();
        number
            .map(Some)
            .map_err(|_| FieldFault::new(field, "not_a_whole_number"))
    };
    match (number("uses", uses), number("days", days)) {
        (Ok(uses), Ok(days)) => of_program(name, uses, days),
        (uses, days) => {
            let name = LinkName::parse(name).map_err(|error| FieldFault::text("name", error));
            let faults = [name.err(), uses.err(), days.err()];
            Err(faults.into_iter().flatten().collect())
        }
    }
}

/// A guest link from numbers.
pub(super) fn of_program(
    name: &str,
    uses: Option<i64>,
    days: Option<i64>,
) -> Result<Wanted, Vec<FieldFault>> {
    let name = LinkName::parse(name).map_err(|error| FieldFault::text("name", error));
    match (name, bounded("uses", uses), bounded("days", days)) {
        (Ok(name), Ok(uses), Ok(days)) => Ok(Wanted {
            name,
            wish: LinkWish { uses, days },
        }),
        (name, uses, days) => {
            let faults = [name.err(), uses.err(), days.err()];
            Err(faults.into_iter().flatten().collect())
        }
    }
}

fn bounded(field: &'static str, number: Option<i64>) -> Result<Option<NonZeroU32>, FieldFault> {
    let Some(number) = number else {
        return Ok(None);
    };
    let number = u32::try_from(number).ok().filter(|number| *number <= MOST);
    let number = number.and_then(NonZeroU32::new);
    let fault = || {
        FieldFault::new(field, "out_of_range")
            .with("min", 1)
            .with("max", MOST)
    };
    number.map(Some).ok_or_else(fault)
}

/// What a guest says of themself.
pub(super) fn introduction(name: &str, email: &str) -> Result<Introduction, Vec<FieldFault>> {
    let name = PersonName::parse(name).map_err(|error| FieldFault::text("name", error));
    let email = Email::parse(email).map_err(|error| match error {
        EmailError::Empty => FieldFault::new("email", "empty"),
        EmailError::NoAt | EmailError::LocalPart | EmailError::Domain | EmailError::TooLong => {
            FieldFault::new("email", "not_an_address")
        }
    });
    match (name, email) {
        (Ok(name), Ok(email)) => Ok(Introduction { name, email }),
        (name, email) => Err([name.err(), email.err()].into_iter().flatten().collect()),
    }
}
