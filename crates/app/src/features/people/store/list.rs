//! The list of people: found by name or address, or newest first and narrowed.
//!
//! One of the conditions finds the rows by an index; the others are looked at here. A page that few fit is
//! gone through in several reads, and ends short rather than late.

use usher_db::{Error, Tx, params};
use usher_domain::{
    access::AppRole,
    ids::{AccountId, GroupId},
};
use uuid::Uuid;

use super::person::{Person, from_row, person_columns};

/// How many people are looked through for one page at most.
const LOOKED_THROUGH: u32 = 2_000;
/// How many of them are read at once where not everybody fits.
const AT_ONCE: u32 = 250;

/// Which people, beside what narrows them further.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) enum Show {
    /// Everybody.
    #[default]
    All,
    /// Who is kept out.
    Suspended,
    /// Who has the console.
    Administrators,
}

/// Whom to list; what is absent fits everybody.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Narrowed {
    /// The beginning of names or addresses, in lower case; a whole id.
    pub(in super::super) words: String,
    pub(in super::super) role: Option<AppRole>,
    pub(in super::super) show: Show,
    pub(in super::super) group: Option<GroupId>,
}

/// A page of the list.
#[derive(Debug, Default)]
pub(in super::super) struct Listed {
    pub(in super::super) people: Vec<Person>,
    pub(in super::super) found: Found,
}

/// What there is beyond the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) enum Found {
    /// Nothing.
    #[default]
    All,
    /// The next page begins after this person.
    MoreAfter(AccountId),
    /// More were found than are shown; more words find fewer.
    TooMany,
}

macro_rules! listing {
    ($from:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            person_columns!(),
            " FROM ",
            $from,
            // In this order, so that SQLite does not begin with the addresses and sort.
            " CROSS JOIN addresses d WHERE d.account_id = a.id AND d.main = 1 AND ",
            $rest
        )
    };
}

/// Each says of both tables from where on, so that PostgreSQL finds either by its index.
const EVERYBODY: &str = listing!(
    "accounts a",
    "a.id < $1 AND d.account_id < $1 ORDER BY a.id DESC LIMIT $2"
);
const BY_ROLE: &str = listing!(
    "accounts a",
    "a.app_role = $3 AND a.id < $1 AND d.account_id < $1 ORDER BY a.id DESC LIMIT $2"
);
const ADMINISTRATORS: &str = listing!(
    "accounts a",
    "a.site_admin = 1 AND a.id < $1 AND d.account_id < $1 ORDER BY a.id DESC LIMIT $2"
);
const SUSPENDED: &str = listing!(
    "accounts a",
    "a.suspended_at IS NOT NULL AND a.id < $1 AND d.account_id < $1 ORDER BY a.id DESC LIMIT $2"
);
const IN_GROUP: &str = listing!(
    "group_members m JOIN accounts a ON a.id = m.account_id",
    "m.group_id = $3 AND m.account_id < $1 ORDER BY m.account_id DESC LIMIT $2"
);
/// Each person once, by the first of their terms that fits.
const BY_TERM: &str = listing!(
    "people_terms t JOIN accounts a ON a.id = t.account_id",
    "t.term >= $1 AND t.term < $2 AND NOT EXISTS (SELECT 1 FROM people_terms s
       WHERE s.account_id = t.account_id AND s.term >= $1 AND s.term < t.term)
     ORDER BY t.term, t.account_id LIMIT $3"
);
const WITH_ID: &str = listing!("accounts a", "a.id = $1");
const IS_MEMBER: &str =
    "SELECT 1 AS one FROM group_members WHERE account_id = $1 AND group_id = $2";

/// At most `count` people after `before`, the newest first; where words are given, the first that they find.
pub(in super::super) fn list(
    tx: &Tx,
    narrowed: &Narrowed,
    before: Option<AccountId>,
    count: u32,
) -> Result<Listed, Error> {
    if narrowed.words.is_empty() {
        newest(tx, narrowed, before, count)
    } else {
        search(tx, narrowed, count)
    }
}

fn newest(
    tx: &Tx,
    narrowed: &Narrowed,
    before: Option<AccountId>,
    count: u32,
) -> Result<Listed, Error> {
    let mut before = before.unwrap_or(AccountId::from_uuid(Uuid::max()));
    let mut page = Listed::default();
    let mut looked_through = 0;
    loop {
        let rows = driven(tx, narrowed, before)?;
        let is_last = rows.len() < AT_ONCE as usize;
        for person in rows {
            if page.people.len() == count as usize {
                page.found = Found::MoreAfter(before);
                return Ok(page);
            }
            before = person.id;
            if fits(tx, narrowed, &person)? {
                page.people.push(person);
            }
        }
        looked_through += AT_ONCE;
        if is_last {
            return Ok(page);
        }
        if looked_through >= LOOKED_THROUGH {
            page.found = Found::MoreAfter(before);
            return Ok(page);
        }
    }
}

/// The next rows by the condition that most likely leaves fewest.
fn driven(tx: &Tx, narrowed: &Narrowed, before: AccountId) -> Result<Vec<Person>, Error> {
    match (narrowed.group, narrowed.show, narrowed.role) {
        (Some(group), ..) => tx.query(IN_GROUP, params![before, AT_ONCE, group], from_row),
        (None, Show::Administrators, _) => {
            tx.query(ADMINISTRATORS, params![before, AT_ONCE], from_row)
        }
        (None, Show::Suspended, _) => tx.query(SUSPENDED, params![before, AT_ONCE], from_row),
        (None, Show::All, Some(role)) => {
            tx.query(BY_ROLE, params![before, AT_ONCE, role.as_str()], from_row)
        }
        (None, Show::All, None) => tx.query(EVERYBODY, params![before, AT_ONCE], from_row),
    }
}

fn search(tx: &Tx, narrowed: &Narrowed, count: u32) -> Result<Listed, Error> {
    let words: Vec<&str> = narrowed.words.split_whitespace().collect();
    let id = narrowed.words.parse::<AccountId>().ok();
    let rows = if let Some(id) = id {
        tx.query(WITH_ID, params![id], from_row)?
    } else {
        // The longest word leaves fewest; the others are looked for in who was found.
        let longest = words.iter().max_by_key(|word| word.len());
        let term = longest.map_or("", |word| *word);
        let end = format!("{term}\u{10FFFF}");
        tx.query(BY_TERM, params![term, end, LOOKED_THROUGH], from_row)?
    };
    let mut page = Listed::default();
    if rows.len() == LOOKED_THROUGH as usize {
        page.found = Found::TooMany;
    }
    for person in rows {
        let text = format!("{} {}", person.name(), person.email).to_lowercase();
        let named = id.is_some() || words.len() < 2 || words.iter().all(|word| text.contains(word));
        if !named || !fits(tx, narrowed, &person)? {
            continue;
        }
        if page.people.len() == count as usize {
            page.found = Found::TooMany;
            break;
        }
        page.people.push(person);
    }
    Ok(page)
}

fn fits(tx: &Tx, narrowed: &Narrowed, person: &Person) -> Result<bool, Error> {
    let shown = match narrowed.show {
        Show::All => true,
        Show::Suspended => person.suspended_at.is_some(),
        Show::Administrators => person.site_admin,
    };
    if !shown || narrowed.role.is_some_and(|role| role != person.role) {
        return Ok(false);
    }
    match narrowed.group {
        Some(group) if !narrowed.words.is_empty() => {
            let params = params![person.id, group];
            let found = tx.query_opt(IS_MEMBER, params, |row| row.get::<i64>("one"))?;
            Ok(found.is_some())
        }
        _ => Ok(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn every_way_to_list_people_goes_by_an_index() {
        let (hub, mut flaws) = (Hub::new(), Vec::new());
        for sql in [
            EVERYBODY,
            BY_ROLE,
            ADMINISTRATORS,
            SUSPENDED,
            IN_GROUP,
            BY_TERM,
            WITH_ID,
            IS_MEMBER,
        ] {
            flaws.extend(hub.flaws(sql).await);
        }
        assert_eq!(flaws, [""; 0]);
    }
}
