use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Entropy,
    ids::{AccountId, GroupId},
    text::GroupName,
};

use crate::{
    features::{
        accounts::store as accounts,
        audit, openid,
        people::{deeds::Order, store},
    },
    http::fault::Fault,
};

/// More than this many are not counted out.
pub(super) const MOST_COUNTED: i64 = 1_000;

/// A group with how many are in it, counted up to [`MOST_COUNTED`].
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) id: GroupId,
    pub(super) name: String,
    pub(super) members: i64,
}

const PAGE: &str = "SELECT g.id, g.name FROM groups g WHERE g.name > $1 ORDER BY g.name LIMIT $2";
/// Each group once, by the first of its terms that fits.
const SEARCH: &str = "SELECT g.id, g.name FROM group_terms t JOIN groups g ON g.id = t.group_id
     WHERE t.term >= $1 AND t.term < $2 AND NOT EXISTS (SELECT 1 FROM group_terms s
       WHERE s.group_id = t.group_id AND s.term >= $1 AND s.term < t.term)
     ORDER BY t.term, t.group_id LIMIT $3";
const OF_PERSON: &str =
    "SELECT g.id, g.name FROM group_members m JOIN groups g ON g.id = m.group_id
     WHERE m.account_id = $1 LIMIT 200";
const MEMBERS: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM
    (SELECT 1 FROM group_members WHERE group_id = $1 LIMIT 1001) AS counted";
const SHARED: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM
    (SELECT 1 FROM collaborators WHERE subject = $1 LIMIT 1001) AS counted";

/// At most `count` groups after that name, in the order of names; where words are given, those that they find.
pub(super) fn list(tx: &Tx, words: &str, after: &str, count: u32) -> Result<Vec<Group>, Error> {
    let row = |row: &usher_db::Row<'_>| Ok((row.get("id")?, row.get("name")?));
    let found: Vec<(GroupId, String)> = if words.is_empty() {
        tx.query(PAGE, params![after, count], row)?
    } else {
        let end = format!("{words}\u{10FFFF}");
        tx.query(SEARCH, params![words, end, count], row)?
    };
    let counted = found.into_iter().map(|(id, name)| {
        Ok(Group {
            members: counted(tx, MEMBERS, id)?,
            id,
            name,
        })
    });
    counted.collect()
}

fn counted(tx: &Tx, sql: &'static str, id: GroupId) -> Result<i64, Error> {
    tx.query_one(sql, params![id], |row| row.get("n"))
}

/// One group.
pub(super) fn find(tx: &Tx, id: GroupId) -> Result<Option<Group>, Error> {
    let name = tx.query_opt(
        "SELECT name FROM groups WHERE id = $1",
        params![id],
        |row| row.get("name"),
    )?;
    match name {
        Some(name) => Ok(Some(Group {
            members: counted(tx, MEMBERS, id)?,
            id,
            name,
        })),
        None => Ok(None),
    }
}

/// Which groups somebody is in, by name; more than 200 are not listed.
pub(in super::super) fn of_person(
    tx: &Tx,
    person: AccountId,
) -> Result<Vec<(GroupId, String)>, Error> {
    let mut groups: Vec<(GroupId, String)> = tx.query(OF_PERSON, params![person], |row| {
        Ok((row.get("id")?, row.get("name")?))
    })?;
    groups.sort_by_cached_key(|(_, name)| name.to_lowercase());
    Ok(groups)
}

/// How many roles in entries the group has, counted up to [`MOST_COUNTED`].
pub(super) fn shared(tx: &Tx, id: GroupId) -> Result<i64, Error> {
    counted(tx, SHARED, id)
}

fn named(tx: &Tx, name: &GroupName) -> Result<Option<GroupId>, Error> {
    tx.query_opt(
        "SELECT id FROM groups WHERE name = $1",
        params![name.as_str()],
        |row| row.get("id"),
    )
}

/// Makes a group; each name is one group's.
pub(super) fn add(
    tx: &Tx,
    order: Order,
    name: &GroupName,
    entropy: &dyn Entropy,
) -> Result<GroupId, Fault> {
    if named(tx, name)?.is_some() {
        return Err(Fault::field("name", "group_taken"));
    }
    let id = accounts::create_group(tx, name.as_str(), order.now, entropy)?;
    audit::note(tx, order.now, &order.deed("group_created").to(id))?;
    Ok(id)
}

/// Calls a group otherwise.
pub(super) fn rename(tx: &Tx, order: Order, id: GroupId, name: &GroupName) -> Result<(), Fault> {
    find(tx, id)?.ok_or_else(Fault::not_found)?;
    match named(tx, name)? {
        Some(same) if same == id => return Ok(()),
        Some(_) => return Err(Fault::field("name", "group_taken")),
        None => {}
    }
    accounts::rename_group(tx, id, name.as_str())?;
    Ok(audit::note(
        tx,
        order.now,
        &order.deed("group_renamed").to(id),
    )?)
}

/// Puts somebody into a group.
pub(super) fn join(tx: &Tx, order: Order, id: GroupId, person: AccountId) -> Result<(), Fault> {
    find(tx, id)?.ok_or_else(Fault::not_found)?;
    store::locked(tx, person).map_err(|_| Fault::field("who", "nobody"))?;
    accounts::join_group(tx, id, person)?;
    let deed = order.deed("group_joined").to(id);
    let deed = deed.with(json!({ "account": person.to_string() }));
    Ok(audit::note(tx, order.now, &deed)?)
}

/// Takes somebody out of a group; again changes nothing.
pub(super) fn leave(tx: &Tx, order: Order, id: GroupId, person: AccountId) -> Result<(), Fault> {
    let left = tx.execute(
        "DELETE FROM group_members WHERE account_id = $1 AND group_id = $2",
        params![person, id],
    )?;
    if left == 0 {
        return Ok(());
    }
    let deed = order.deed("group_left").to(id);
    let deed = deed.with(json!({ "account": person.to_string() }));
    Ok(audit::note(tx, order.now, &deed)?)
}

/// Deletes a group, with what was shared with it; who was in it.
pub(super) fn delete(tx: &Tx, order: Order, id: GroupId) -> Result<Vec<AccountId>, Fault> {
    if find(tx, id)?.is_none() {
        return Ok(Vec::new());
    }
    let members = tx.query(
        "SELECT account_id FROM group_members WHERE group_id = $1",
        params![id],
        |row| row.get("account_id"),
    )?;
    openid::forget_group(tx, id)?;
    for sql in [
        "DELETE FROM collaborators WHERE subject = $1",
        "DELETE FROM group_members WHERE group_id = $1",
        "DELETE FROM group_terms WHERE group_id = $1",
        "DELETE FROM groups WHERE id = $1",
    ] {
        tx.execute(sql, params![id])?;
    }
    let deed = order.deed("group_deleted").to(id);
    let deed = deed.with(json!({ "members": members.len() }));
    audit::note(tx, order.now, &deed)?;
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn groups_are_listed_and_counted_by_indices() {
        let hub = Hub::new();
        for sql in [PAGE, SEARCH, MEMBERS, SHARED] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
