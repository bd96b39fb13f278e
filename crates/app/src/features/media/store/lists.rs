use std::{cmp::Reverse, collections::BTreeMap};

use usher_db::{Error, Tx, params};
use usher_domain::{
    access::EntryRole,
    clock::Timestamp,
    ids::{AccountId, EntryId, GroupId},
};
use uuid::Uuid;

use super::load::{card_columns, deleted_kept, row_of_card};
use crate::features::media::entry::Card;

/// A list of entries, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// What everybody may see.
    Gallery,
    /// What the account owns.
    Mine(AccountId),
    /// What others let the account work on, or invited it to.
    Shared(AccountId),
    /// What the account may take out of the trash.
    Trash(AccountId),
}

/// At most `count` cards of a list, made before the entry `before`; ask for one
/// more than is shown to know whether there is more.
pub fn cards(
    tx: &Tx,
    shelf: Shelf,
    before: Option<EntryId>,
    count: u32,
    now: Timestamp,
) -> Result<Vec<Card>, Error> {
    let before = before.unwrap_or(EntryId::from_uuid(Uuid::max()));
    match shelf {
        Shelf::Gallery => tx.query(GALLERY, params![before, count], row_of_card),
        Shelf::Mine(account) => tx.query(MINE, params![account, before, count], row_of_card),
        Shelf::Shared(account) => shared(tx, account, before, count, now),
        Shelf::Trash(account) => trashed(tx, account, before, count, now),
    }
}

const GALLERY: &str = concat!(
    "SELECT ",
    card_columns!(),
    " FROM entries e JOIN accounts a ON a.id = e.owner_id
      WHERE e.publish = 'published' AND e.state = 'ready' AND e.trashed_at IS NULL AND e.id < $1
      ORDER BY e.id DESC LIMIT $2"
);

const MINE: &str = concat!(
    "SELECT ",
    card_columns!(),
    " FROM entries e JOIN accounts a ON a.id = e.owner_id
      WHERE e.owner_id = $1 AND e.trashed_at IS NULL AND e.id < $2
      ORDER BY e.id DESC LIMIT $3"
);

/// The roles that one subject, a person or a group, holds: by entry, newest first.
const COLLABORATED: &str = concat!(
    "SELECT c.role, ",
    card_columns!(),
    " FROM collaborators c JOIN entries e ON e.id = c.entry_id
      JOIN accounts a ON a.id = e.owner_id
      WHERE c.subject = $1 AND c.entry_id < $2 AND e.owner_id <> $3 AND e.trashed_at IS NULL
      ORDER BY c.entry_id DESC LIMIT $4"
);

const INVITED: &str = concat!(
    "SELECT ",
    card_columns!(),
    " FROM grants g JOIN entries e ON e.id = g.entry_id JOIN accounts a ON a.id = e.owner_id
      WHERE g.account_id = $1 AND g.entry_id < $2 AND g.ended_at IS NULL AND g.ends_at > $3
        AND e.trashed_at IS NULL
      ORDER BY g.entry_id DESC LIMIT $4"
);

const TRASH_OWN: &str = concat!(
    "SELECT ",
    card_columns!(),
    " FROM entries e JOIN accounts a ON a.id = e.owner_id
      WHERE e.owner_id = $1 AND e.trashed_at IS NOT NULL AND e.trashed_at > $3 AND e.id < $2
      ORDER BY e.id DESC LIMIT $4"
);

const TRASH_COLLABORATED: &str = concat!(
    "SELECT c.role, ",
    card_columns!(),
    " FROM collaborators c JOIN entries e ON e.id = c.entry_id
      JOIN accounts a ON a.id = e.owner_id
      WHERE c.subject = $1 AND c.role = 'co_owner' AND c.entry_id < $2
        AND e.trashed_at IS NOT NULL AND e.trashed_at > $3
      ORDER BY c.entry_id DESC LIMIT $4"
);

/// Each source is read in order and no further than the page needs, then merged:
/// one query over all of them would sort everything that was ever shared.
struct Merged {
    cards: BTreeMap<Reverse<EntryId>, Card>,
}

impl Merged {
    fn new() -> Self {
        Self {
            cards: BTreeMap::new(),
        }
    }

    /// Of several ways to the same entry the strongest role counts.
    fn add(&mut self, card: Card) {
        let strength = |role: Option<EntryRole>| role.map_or(usize::MAX, |role| role as usize);
        let kept = self.cards.entry(Reverse(card.id)).or_insert(card.clone());
        if strength(card.role) < strength(kept.role) {
            *kept = card;
        }
    }

    fn first(self, count: u32) -> Vec<Card> {
        self.cards.into_values().take(count as usize).collect()
    }
}

/// One entry may stand in the rows of one subject in every role.
const ROLES_PER_ENTRY: u32 = 4;

fn shared(
    tx: &Tx,
    account: AccountId,
    before: EntryId,
    count: u32,
    now: Timestamp,
) -> Result<Vec<Card>, Error> {
    let mut merged = Merged::new();
    let rows = count.saturating_mul(ROLES_PER_ENTRY);
    for subject in subjects(tx, account)? {
        let params = params![subject, before, account, rows];
        for card in tx.query(COLLABORATED, params, collaborated)? {
            merged.add(card);
        }
    }
    for card in tx.query(INVITED, params![account, before, now, count], row_of_card)? {
        merged.add(card);
    }
    Ok(merged.first(count))
}

fn trashed(
    tx: &Tx,
    account: AccountId,
    before: EntryId,
    count: u32,
    now: Timestamp,
) -> Result<Vec<Card>, Error> {
    let kept_since = now.before(deleted_kept(tx)?);
    let mut merged = Merged::new();
    for card in tx.query(
        TRASH_OWN,
        params![account, before, kept_since, count],
        row_of_card,
    )? {
        merged.add(card);
    }
    for subject in subjects(tx, account)? {
        let params = params![subject, before, kept_since, count];
        for card in tx.query(TRASH_COLLABORATED, params, collaborated)? {
            merged.add(card);
        }
    }
    Ok(merged.first(count))
}

fn collaborated(row: &usher_db::Row<'_>) -> Result<Card, Error> {
    let role = row.parse("role")?;
    Ok(Card {
        role: Some(role),
        ..row_of_card(row)?
    })
}

/// The account itself and its groups, as collaborators name them.
fn subjects(tx: &Tx, account: AccountId) -> Result<Vec<String>, Error> {
    let groups = tx.query(
        "SELECT group_id FROM group_members WHERE account_id = $1",
        params![account],
        |row| row.get::<GroupId>("group_id"),
    )?;
    Ok([account.to_string()]
        .into_iter()
        .chain(groups.iter().map(ToString::to_string))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn no_list_reads_more_than_it_shows() {
        let hub = Hub::new();
        let all = [
            GALLERY,
            MINE,
            COLLABORATED,
            INVITED,
            TRASH_OWN,
            TRASH_COLLABORATED,
        ];
        for sql in all {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
