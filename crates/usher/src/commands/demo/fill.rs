//! Filling the hub: everybody, every group and every entry that is not there
//! yet, each in one transaction, so that a start that was cut off goes on.

use std::time::Duration;

use usher_app::{
    App,
    features::accounts::{
        Password,
        store::{self, NewAccount},
    },
};
use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    email::Email,
    ids::{AccountId, GroupId},
    text::PersonName,
};

use super::{
    invite,
    ledger::{self, Ledger},
    people::{GROUPS, Group, PASSWORD, PEOPLE, Person},
    places, shelve,
};
use crate::failure::{Failure, Outcome};

/// How long before the first start everybody got their account.
const TERM: Duration = Duration::from_hours(24 * 60);

/// Makes what is missing and gives the ledger of what is there.
pub(super) async fn fill(app: &App) -> Outcome<Ledger> {
    let mut ledger = app.parts.db.read(Ledger::read).await?;
    let now = app.now();
    for person in PEOPLE {
        if ledger.find::<AccountId>(person.key).is_none() {
            ledger.note(person.key, enrol(app, person, now.before(TERM)).await?);
        }
    }
    for group in GROUPS {
        if ledger.find::<GroupId>(group.key).is_none() {
            let id = gather(app, group, &ledger, now.before(TERM)).await?;
            ledger.note(group.key, id);
        }
    }
    shelve::missing(app, &mut ledger, now).await?;
    places::missing(app, &mut ledger, now).await?;
    invite::past(app, &mut ledger, now).await?;
    Ok(ledger)
}

/// Makes an account.
async fn enrol(app: &App, person: &'static Person, at: Timestamp) -> Outcome<AccountId> {
    let hub = app.clone();
    let hashed = tokio::task::spawn_blocking(move || {
        Password::typed(PASSWORD.to_owned()).hash(&*hub.parts.entropy)
    });
    let hashed = hashed
        .await
        .map_err(|error| Failure::runtime(format!("The passwords cannot be hashed ({error}).")))?
        .map_err(|error| Failure::runtime(format!("The passwords cannot be hashed ({error}).")))?;
    let new = NewAccount {
        email: written::<Email>(person.email)?,
        first_name: written(person.first_name)?,
        last_name: match person.last_name {
            "" => None,
            name => Some(written::<PersonName>(name)?),
        },
        role: person.role,
        site_admin: person.site_admin,
        password_hash: Some(hashed),
    };
    let parts = app.clone();
    let make = move |tx: &Tx| {
        let id = match store::by_email(tx, &new.email)? {
            // Somebody took the address by hand before this version knew the person.
            Some((member, ..)) => member.id,
            None => store::create(tx, &new, at, &*parts.parts.entropy)?,
        };
        ledger::write(tx, person.key, id)?;
        Ok::<_, Error>(id)
    };
    Ok(app.parts.db.write(make).await?)
}

/// Makes a group of people who are there.
async fn gather(
    app: &App,
    group: &'static Group,
    ledger: &Ledger,
    at: Timestamp,
) -> Outcome<GroupId> {
    let members: Vec<AccountId> = group
        .members
        .iter()
        .filter_map(|key| ledger.find(key))
        .collect();
    let parts = app.clone();
    let make = move |tx: &Tx| {
        let id = store::create_group(tx, group.name, at, &*parts.parts.entropy)?;
        for member in &members {
            store::join_group(tx, id, *member)?;
        }
        ledger::write(tx, group.key, id)?;
        Ok::<_, Error>(id)
    };
    Ok(app.parts.db.write(make).await?)
}

/// A text of ours as its type: one that does not fit is our own mistake.
pub(super) fn written<T: std::str::FromStr>(text: &str) -> Outcome<T> {
    text.parse()
        .map_err(|_| Failure::runtime(format!("The demonstration’s own text {text:?} is refused.")))
}
