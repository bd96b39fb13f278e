//! Who watched an entry, those of the last day first.

use std::str::FromStr;

use usher_db::{Error, Row, Tx, params};
use usher_domain::{analytics::Day, clock::Timestamp, ids::EntryId};

use super::store::{count, since};

/// Behind every day, and every person.
const LAST: (i64, &str) = (i64::MAX, "~");

const PEOPLE: &str = "
    SELECT t.person, t.sort, t.day, t.plays, t.watch_time, t.percent, t.first_at, t.last_at,
           a.first_name AS member_first, a.last_name AS member_last, i.first_name AS guest_first,
           i.last_name AS guest_last, i.email_written, i.forgotten_at, g.name AS link_name, g.email AS link_email,
           l.name AS link,
           (SELECT d.written FROM addresses d WHERE d.account_id = a.id AND d.main = 1 LIMIT 1) AS member_email,
           CASE WHEN EXISTS (SELECT 1 FROM grants h WHERE h.account_id = a.id AND h.entry_id = t.entry_id)
                THEN 1 ELSE 0 END AS invited
    FROM attendance t
    LEFT JOIN accounts a ON a.id = t.person
    LEFT JOIN invites i ON i.id = t.person
    LEFT JOIN guests g ON g.id = t.person
    LEFT JOIN guest_links l ON l.id = g.link_id
    WHERE t.entry_id = $1 AND t.day >= $2 AND t.day <= $3 AND (t.day, t.person) < ($3, $4)
    ORDER BY t.day DESC, t.person DESC LIMIT $5";

/// How somebody is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A member who was never invited to the entry.
    Member,
    /// A member who was.
    InvitedMember,
    /// A guest of an invite.
    Invited,
    /// A guest of a guest link.
    ByLink,
}

impl Sort {
    /// Its name in the API and in files.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::InvitedMember => "invited_member",
            Self::Invited => "invited_guest",
            Self::ByLink => "guest_by_link",
        }
    }
}

/// Somebody who watched.
pub(super) struct Viewer {
    pub(super) sort: Sort,
    /// Empty for whoever is not known any more.
    pub(super) name: String,
    pub(super) email: String,
    /// The name of the guest link that they came by; empty for others.
    pub(super) link: String,
    pub(super) plays: u64,
    /// In tenths of a second.
    pub(super) watch_time: u64,
    /// How much of it they watched or read; nothing of what neither plays nor has pages.
    pub(super) percent: Option<u8>,
    pub(super) first_at: Timestamp,
    pub(super) last_at: Timestamp,
}

/// Behind whom a page of them begins, as an address carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    day: i64,
    person: String,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.day, self.person)
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (day, person) = text.split_once('.').ok_or(())?;
        let is_id = |c: u8| c.is_ascii_alphanumeric() || c == b'-';
        if person.is_empty() || person.len() > 64 || !person.bytes().all(is_id) {
            return Err(());
        }
        let (day, person) = (day.parse().map_err(|_| ())?, person.to_owned());
        Ok(Self { day, person })
    }
}

/// Some of those who watched.
pub(super) struct Viewers {
    pub(super) people: Vec<Viewer>,
    /// Behind whom the next page begins, if there is one.
    pub(super) next: Option<Place>,
}

/// Who watched since a day, behind `after`, `most` of them.
pub(super) fn viewers(
    tx: &Tx,
    entry: EntryId,
    begins: Option<Day>,
    after: Option<&Place>,
    most: u32,
) -> Result<Viewers, Error> {
    // One more, to know whether there are more.
    let (shown, most) = (most as usize, most + 1);
    let (day, person) = after.map_or(LAST, |place| (place.day, place.person.as_str()));
    let since = since(begins);
    let asked = params![entry, since, day, person, most];
    let mut found = tx.query(PEOPLE, asked, |row| {
        let place = Place {
            day: row.get("day")?,
            person: row.get("person")?,
        };
        Ok((place, viewer(row)?))
    })?;
    let more = found.len() > shown;
    found.truncate(shown);
    let next = found.last().map(|(place, _)| place.clone());
    Ok(Viewers {
        next: next.filter(|_| more),
        people: found.into_iter().map(|(_, viewer)| viewer).collect(),
    })
}

fn viewer(row: &Row<'_>) -> Result<Viewer, Error> {
    let text = |column| Ok::<_, Error>(row.get::<Option<String>>(column)?.unwrap_or_default());
    let full = |first: &str, last: &str| format!("{first} {last}").trim().to_owned();
    let sort = row.get::<String>("sort")?;
    let known = row.get::<Option<Timestamp>>("forgotten_at")?.is_none();
    let (sort, name, email) = match sort.as_str() {
        "account" => (
            if row.get::<bool>("invited")? {
                Sort::InvitedMember
            } else {
                Sort::Member
            },
            full(&text("member_first")?, &text("member_last")?),
            text("member_email")?,
        ),
        "guest" => (Sort::ByLink, text("link_name")?, text("link_email")?),
        _ if known => (
            Sort::Invited,
            full(&text("guest_first")?, &text("guest_last")?),
            text("email_written")?,
        ),
        _ => (Sort::Invited, String::new(), String::new()),
    };
    let percent = row.get::<Option<u32>>("percent")?;
    Ok(Viewer {
        sort,
        name,
        email,
        link: text("link")?,
        plays: count(row, "plays")?,
        watch_time: count(row, "watch_time")?,
        percent: percent.map(|percent| u8::try_from(percent).unwrap_or(100)),
        first_at: row.get("first_at")?,
        last_at: row.get("last_at")?,
    })
}

#[cfg(test)]
pub(super) const STATEMENT: &str = PEOPLE;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written() {
        let text = "20781.0193f0aa-0000-7000-8000-000000000000";
        assert_eq!(text.parse::<Place>().unwrap().to_string(), text);
        for text in [
            "",
            "1",
            "1.",
            ".a",
            "x.a",
            "1.a b",
            "1.é",
            &format!("1.{}", "a".repeat(65)),
        ] {
            assert_eq!(text.parse::<Place>(), Err(()), "{text}");
        }
    }
}
