//! Who of a table is there already.

use std::collections::{BTreeSet, HashMap};

use usher_db::{Error, Tx, params};
use usher_domain::{
    email::Email,
    ids::{AccountId, GroupId},
    people::import::Known,
};

use crate::features::accounts::store;

/// Somebody who is there, as the import needs them.
#[derive(Clone, Debug)]
pub(super) struct Present {
    pub(super) id: AccountId,
    pub(super) known: Known,
}

/// Whoever has the address.
pub(super) fn present(tx: &Tx, email: &Email) -> Result<Option<Present>, Error> {
    let Some((member, ..)) = store::by_email(tx, email)? else {
        return Ok(None);
    };
    let groups = tx.query(
        "SELECT g.name FROM group_members m JOIN groups g ON g.id = m.group_id
         WHERE m.account_id = $1",
        params![member.id],
        |row| row.get("name"),
    )?;
    Ok(Some(Present {
        id: member.id,
        known: Known {
            first_name: member.first_name,
            last_name: member.last_name,
            role: member.role,
            groups: groups.into_iter().collect::<BTreeSet<String>>(),
        },
    }))
}

/// The groups of these names that are there.
pub(super) fn groups<'a>(
    tx: &Tx,
    names: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, GroupId>, Error> {
    let mut found = HashMap::new();
    for name in names {
        let id = tx.query_opt(
            "SELECT id FROM groups WHERE name = $1",
            params![name],
            |row| row.get("id"),
        )?;
        if let Some(id) = id {
            found.insert(name.to_owned(), id);
        }
    }
    Ok(found)
}
