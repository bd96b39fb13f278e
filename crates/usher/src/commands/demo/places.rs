//! Where the sample media stand: channels with their people, a gallery, a playlist, and what waits for a moderator.
//!
//! Each is made once, with what was there then: whatever people take out of it stays out.

use usher_app::App;
use usher_db::{Error, Tx, params};
use usher_domain::{
    channel::{Audience, ChannelKind, ChannelRole, Contributors, PlacementState},
    clock::Timestamp,
    ids::{AccountId, ChannelId, EntryId, PlaylistId},
};

use super::ledger::{self, Ledger};
use crate::failure::Outcome;

/// A channel or a gallery.
struct Place {
    key: &'static str,
    kind: ChannelKind,
    name: &'static str,
    description: &'static str,
    audience: Audience,
    contributors: Contributors,
    /// Persons by their keys.
    people: &'static [(&'static str, ChannelRole)],
    /// Entries by their keys, and who put them there.
    entries: &'static [(&'static str, &'static str, PlacementState)],
}

/// Nobody sees more by them than before: what is private stands only where everybody works on it already.
const PLACES: &[Place] = &[
    Place {
        key: "exam",
        kind: ChannelKind::Channel,
        name: "CS 340: for the exam",
        description: "Everything of the first weeks in one place. Put in what helped you; Kwame looks at it first.",
        audience: Audience::Members,
        contributors: Contributors::Contributors,
        people: &[
            ("zoe", ChannelRole::Manager),
            ("kwame", ChannelRole::Moderator),
            ("thuong", ChannelRole::Contributor),
            ("renee", ChannelRole::Contributor),
            ("wulandari", ChannelRole::Member),
            ("noa", ChannelRole::Member),
        ],
        entries: &[
            ("lecture", "zoe", PlacementState::Approved),
            ("tokens", "zoe", PlacementState::Approved),
            ("longest", "renee", PlacementState::Waiting),
        ],
    },
    Place {
        key: "short",
        kind: ChannelKind::Channel,
        name: "Under half a minute",
        description: "Short films from all over Northfield, for putting into a page of your own.",
        audience: Audience::Everyone,
        contributors: Contributors::Everyone,
        people: &[
            ("renee", ChannelRole::Manager),
            ("kwame", ChannelRole::Moderator),
        ],
        entries: &[
            ("longest", "renee", PlacementState::Approved),
            ("tokens", "zoe", PlacementState::Waiting),
        ],
    },
    Place {
        key: "stacks",
        kind: ChannelKind::Gallery,
        name: "Open Stacks",
        description: "The programme from the university library, on the first Thursday of every month.",
        audience: Audience::Everyone,
        contributors: Contributors::Everyone,
        people: &[],
        entries: &[
            ("trailer", "layla", PlacementState::Approved),
            ("transcript", "layla", PlacementState::Approved),
            ("lamp", "layla", PlacementState::Waiting),
        ],
    },
];

/// The playlist: whose, what it is called, what is in it.
const PLAYLIST: (&str, &str, &str, &[&str]) = (
    "evening",
    "zoe",
    "The evening before",
    &["lecture", "tokens", "longest"],
);

/// Makes what is not there yet.
pub(super) async fn missing(app: &App, ledger: &mut Ledger, now: Timestamp) -> Outcome {
    for place in PLACES {
        if ledger.find::<ChannelId>(place.key).is_none() {
            ledger.note(place.key, open(app, place, ledger, now).await?);
        }
    }
    let (key, owner, ..) = PLAYLIST;
    if ledger.find::<PlaylistId>(key).is_none()
        && let Some(owner) = ledger.find::<AccountId>(owner)
        && let Some(list) = list(app, owner, ledger, now).await?
    {
        ledger.note(key, list);
    }
    Ok(())
}

async fn open(
    app: &App,
    place: &'static Place,
    ledger: &Ledger,
    now: Timestamp,
) -> Outcome<ChannelId> {
    let people: Vec<(AccountId, ChannelRole)> = (place.people.iter())
        .filter_map(|(key, role)| Some((ledger.find(key)?, *role)))
        .collect();
    let entries: Vec<(EntryId, AccountId, PlacementState)> = (place.entries.iter())
        .filter_map(|(key, by, state)| Some((ledger.find(key)?, ledger.find(by)?, *state)))
        .collect();
    let parts = app.clone();
    let make = move |tx: &Tx| {
        let id = ChannelId::new(now, &*parts.parts.entropy);
        tx.execute(
            "INSERT INTO channels
               (id, kind, name, description, audience, contributors, moderated, created_at, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7)",
            params![
                id,
                place.kind.as_str(),
                place.name,
                place.description,
                place.audience.as_str(),
                place.contributors.as_str(),
                now
            ],
        )?;
        for (person, role) in &people {
            if is_there(tx, PERSON, &person.to_string())? {
                tx.execute(
                    "INSERT INTO channel_members (channel_id, account_id, role, added_at)
                     VALUES ($1, $2, $3, $4)",
                    params![id, *person, role.as_str(), now],
                )?;
            }
        }
        for (entry, by, state) in &entries {
            let there = is_there(tx, ENTRY, &entry.to_string())?;
            if there && is_there(tx, PERSON, &by.to_string())? {
                tx.execute(
                    "INSERT INTO channel_entries (channel_id, entry_id, state, asked_by, asked_at)
                     VALUES ($1, $2, $3, $4, $5)",
                    params![id, *entry, state.as_str(), *by, now],
                )?;
            }
        }
        ledger::write(tx, place.key, id)?;
        Ok::<_, Error>(id)
    };
    Ok(app.parts.db.write(make).await?)
}

async fn list(
    app: &App,
    owner: AccountId,
    ledger: &Ledger,
    now: Timestamp,
) -> Outcome<Option<PlaylistId>> {
    let (key, _, name, entries) = PLAYLIST;
    let entries: Vec<EntryId> = entries.iter().filter_map(|key| ledger.find(key)).collect();
    let parts = app.clone();
    let make = move |tx: &Tx| {
        if !is_there(tx, PERSON, &owner.to_string())? {
            return Ok(None);
        }
        let id = PlaylistId::new(now, &*parts.parts.entropy);
        tx.execute(
            "INSERT INTO playlists (id, owner_id, name, shared, created_at) VALUES ($1, $2, $3, 1, $4)",
            params![id, owner, name, now],
        )?;
        for (place, entry) in (1_i64..).zip(&entries) {
            if is_there(tx, ENTRY, &entry.to_string())? {
                tx.execute(
                    "INSERT INTO playlist_entries (playlist_id, entry_id, place) VALUES ($1, $2, $3)",
                    params![id, *entry, place],
                )?;
            }
        }
        ledger::write(tx, key, id)?;
        Ok::<_, Error>(Some(id))
    };
    Ok(app.parts.db.write(make).await?)
}

const PERSON: &str = "SELECT id FROM accounts WHERE id = $1";
const ENTRY: &str = "SELECT id FROM entries WHERE id = $1";

/// Whether a row of the ledger is still there: people delete what they like.
fn is_there(tx: &Tx, sql: &'static str, id: &str) -> Result<bool, Error> {
    Ok(tx.query_opt(sql, params![id], |_| Ok(()))?.is_some())
}
