//! Playlists in the database.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::{self, Action},
    clock::{Entropy, Timestamp},
    ids::{AccountId, EntryId, PlaylistId},
    playlist::{MOST_LISTED, MOST_PLAYLISTS, PlaylistUse, Step, may_use, neighbour},
    text::PlaylistName,
};

use crate::{
    features::media::{self, Asker, Card},
    http::fault::{Fault, FieldFault},
};

const ONE: &str = "
    SELECT p.owner_id, p.name, p.shared, a.first_name, a.last_name
    FROM playlists p JOIN accounts a ON a.id = p.owner_id WHERE p.id = $1";
const HOLD: &str = "SELECT p.id FROM playlists p WHERE p.id = $1";
const MINE: &str = "
    SELECT p.id, p.name, p.shared,
      (SELECT CAST(COUNT(*) AS BIGINT) FROM playlist_entries l WHERE l.playlist_id = p.id) AS n
    FROM playlists p WHERE p.owner_id = $1 ORDER BY p.id DESC LIMIT 200";
const COUNT_MINE: &str = "
    SELECT CAST(COUNT(*) AS BIGINT) AS n FROM playlists WHERE owner_id = $1";
const LISTED: &str = "
    SELECT entry_id, place FROM playlist_entries WHERE playlist_id = $1 ORDER BY place LIMIT 100";
const END: &str = "
    SELECT CAST(COUNT(*) AS BIGINT) AS n, CAST(COALESCE(MAX(place), 0) AS BIGINT) AS last
    FROM playlist_entries WHERE playlist_id = $1";
const MAKE: &str = "
    INSERT INTO playlists (id, owner_id, name, shared, created_at) VALUES ($1, $2, $3, 0, $4)";
const CHANGE: &str = "UPDATE playlists SET name = $2, shared = $3 WHERE id = $1";
const ADD: &str = "
    INSERT INTO playlist_entries (playlist_id, entry_id, place) VALUES ($1, $2, $3)
    ON CONFLICT (playlist_id, entry_id) DO NOTHING";
const MOVE: &str =
    "UPDATE playlist_entries SET place = $3 WHERE playlist_id = $1 AND entry_id = $2";
const TAKE: &str = "DELETE FROM playlist_entries WHERE playlist_id = $1 AND entry_id = $2";
const EMPTY: &str = "DELETE FROM playlist_entries WHERE playlist_id = $1";
const DROP: &str = "DELETE FROM playlists WHERE id = $1";
const OF_ENTRY: &str = "DELETE FROM playlist_entries WHERE entry_id = $1";
const OF_ACCOUNT: &str = "SELECT id FROM playlists WHERE owner_id = $1";

/// A playlist.
#[derive(Clone, Debug)]
pub(super) struct Playlist {
    pub(super) id: PlaylistId,
    pub(super) owner: AccountId,
    /// The owner's name.
    pub(super) by: String,
    pub(super) name: String,
    pub(super) shared: bool,
}

/// One of one's own in a list.
#[derive(Clone, Debug)]
pub(super) struct Own {
    pub(super) id: PlaylistId,
    pub(super) name: String,
    pub(super) shared: bool,
    pub(super) entries: i64,
}

fn own(row: &Row<'_>) -> Result<Own, Error> {
    Ok(Own {
        id: row.get("id")?,
        name: row.get("name")?,
        shared: row.get("shared")?,
        entries: row.get("n")?,
    })
}

/// Somebody's own playlists, the newest first.
pub(super) fn mine(tx: &Tx, account: AccountId) -> Result<Vec<Own>, Error> {
    tx.query(MINE, params![account], own)
}

/// A playlist, if `asker` may use it so.
pub(super) fn load(
    tx: &Tx,
    asker: Asker,
    id: PlaylistId,
    what: PlaylistUse,
) -> Result<Playlist, Fault> {
    // Before it is looked for: whoever is not signed in is not told whether there is one.
    access::may(&asker.actor, Action::UsePlaylists, None)?;
    let found = tx.query_opt(ONE, params![id], |row| {
        let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
        Ok(Playlist {
            id,
            owner: row.get("owner_id")?,
            by: format!("{first} {last}").trim().to_owned(),
            name: row.get("name")?,
            shared: row.get("shared")?,
        })
    })?;
    let list = found.ok_or_else(Fault::not_found)?;
    may_use(&asker.actor, list.owner, list.shared, what)?;
    Ok(list)
}

/// What stands in a playlist, in order, as far as `asker` may see it.
pub(super) fn entries(
    tx: &Tx,
    asker: Asker,
    id: PlaylistId,
    now: Timestamp,
) -> Result<Vec<(Card, i64)>, Error> {
    let listed: Vec<(EntryId, i64)> = tx.query(LISTED, params![id], |row| {
        Ok((row.get("entry_id")?, row.get("place")?))
    })?;
    let mut seen = Vec::new();
    for (entry, place) in listed {
        let standing = media::load_standing(tx, asker, entry, now)?;
        if access::may(&asker.actor, Action::ViewEntry, standing.as_ref()).is_ok()
            && let Some(card) = media::card(tx, entry, now)?
        {
            seen.push((card, place));
        }
    }
    Ok(seen)
}

/// Makes a playlist.
pub(super) fn make(
    tx: &Tx,
    asker: Asker,
    name: &PlaylistName,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<PlaylistId, Fault> {
    access::may(&asker.actor, Action::UsePlaylists, None)?;
    let owner = asker.actor.account().ok_or_else(Fault::sign_in)?;
    let count: i64 = tx.query_one(COUNT_MINE, params![owner], |row| row.get("n"))?;
    if count >= MOST_PLAYLISTS {
        let fault = FieldFault::new("name", "too_many_playlists").with("max", MOST_PLAYLISTS);
        return Err(Fault::fields(vec![fault]));
    }
    let id = PlaylistId::new(now, entropy);
    tx.execute(MAKE, params![id, owner, name.as_str(), now])?;
    Ok(id)
}

/// The same as [`load`] for whoever changes it, with its row locked.
fn held(tx: &Tx, asker: Asker, id: PlaylistId) -> Result<Playlist, Fault> {
    tx.query_opt(tx.lock("p", HOLD), params![id], |_| Ok(()))?;
    load(tx, asker, id, PlaylistUse::Change)
}

/// Names it anew, shares it or shares it no more.
pub(super) fn change(
    tx: &Tx,
    asker: Asker,
    id: PlaylistId,
    (name, shared): (&PlaylistName, bool),
) -> Result<(), Fault> {
    held(tx, asker, id)?;
    tx.execute(CHANGE, params![id, name.as_str(), shared])?;
    Ok(())
}

/// Puts an entry that `asker` may see at the end; one that is in it stays where it is.
pub(super) fn add(
    tx: &Tx,
    asker: Asker,
    (id, entry): (PlaylistId, EntryId),
    now: Timestamp,
) -> Result<(), Fault> {
    held(tx, asker, id)?;
    media::decide(tx, asker, Action::ViewEntry, entry, now)?;
    let (count, last): (i64, i64) = tx.query_one(END, params![id], |row| {
        Ok((row.get("n")?, row.get("last")?))
    })?;
    if count >= MOST_LISTED {
        let fault = FieldFault::new("playlist", "too_many_listed").with("max", MOST_LISTED);
        return Err(Fault::fields(vec![fault]));
    }
    tx.execute(ADD, params![id, entry, last + 1])?;
    Ok(())
}

/// Lets an entry change places with its neighbour, of those that `asker` sees.
pub(super) fn step(
    tx: &Tx,
    asker: Asker,
    (id, entry, step): (PlaylistId, EntryId, Step),
    now: Timestamp,
) -> Result<(), Fault> {
    held(tx, asker, id)?;
    let seen = entries(tx, asker, id, now)?;
    let at = seen.iter().position(|(card, _)| card.id == entry);
    let at = at.ok_or_else(|| Fault::field("entry", "unknown_choice"))?;
    if let Some(other) = neighbour(at, seen.len(), step) {
        let ((one, here), (two, there)) = (&seen[at], &seen[other]);
        tx.execute(MOVE, params![id, one.id, *there])?;
        tx.execute(MOVE, params![id, two.id, *here])?;
    }
    Ok(())
}

/// Takes an entry out.
pub(super) fn take_out(tx: &Tx, asker: Asker, id: PlaylistId, entry: EntryId) -> Result<(), Fault> {
    held(tx, asker, id)?;
    tx.execute(TAKE, params![id, entry])?;
    Ok(())
}

/// Deletes it.
pub(super) fn delete(tx: &Tx, asker: Asker, id: PlaylistId) -> Result<(), Fault> {
    held(tx, asker, id)?;
    Ok(drop_it(tx, id)?)
}

fn drop_it(tx: &Tx, id: PlaylistId) -> Result<(), Error> {
    tx.execute(EMPTY, params![id])?;
    tx.execute(DROP, params![id]).map(drop)
}

pub(super) fn forget_of_entry(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    tx.execute(OF_ENTRY, params![entry]).map(drop)
}

pub(super) fn forget_of_account(tx: &Tx, account: AccountId) -> Result<(), Error> {
    let lists: Vec<PlaylistId> = tx.query(OF_ACCOUNT, params![account], |row| row.get("id"))?;
    lists.into_iter().try_for_each(|id| drop_it(tx, id))
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 15] = [
    ONE, HOLD, MINE, COUNT_MINE, LISTED, END, MAKE, CHANGE, ADD, MOVE, TAKE, EMPTY, DROP, OF_ENTRY,
    OF_ACCOUNT,
];
