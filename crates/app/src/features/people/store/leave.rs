//! What goes on with somebody's media and invites, and the end of an account.

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    ids::{AccountId, EntryId},
    people::{AdminDeed, Receiver, may_receive},
};

use super::{Person, locked};
use crate::{
    features::{
        accounts, attendance, audit, channels, guest_links, media, notices, openid,
        people::deeds::Order, playlists, proofs, quiz,
    },
    http::fault::Fault,
};

/// How a removed person is called, in every language.
const NAMELESS: &str = "—";

const LIVING: &str =
    "SELECT id FROM entries WHERE owner_id = $1 AND trashed_at IS NULL ORDER BY id LIMIT $2";
const TRASHED: &str =
    "SELECT id FROM entries WHERE owner_id = $1 AND trashed_at IS NOT NULL ORDER BY id LIMIT $2";

fn some(tx: &Tx, sql: &'static str, owner: AccountId, count: u32) -> Result<Vec<EntryId>, Error> {
    tx.query(sql, params![owner, count], |row| row.get("id"))
}

/// Whoever takes it over, if they can.
pub(in super::super) fn receiver(tx: &Tx, from: AccountId, to: AccountId) -> Result<Person, Fault> {
    let person = locked(tx, to).map_err(|_| Fault::field("to", "nobody"))?;
    may_receive(Receiver {
        oneself: from == to,
        role: person.role,
        suspended: person.suspended_at.is_some(),
    })?;
    Ok(person)
}

/// Hands some of somebody's entries over, those in the trash too; which. None are left once it is none.
pub(in super::super) fn hand_over(
    tx: &Tx,
    order: Order,
    (from, to): (AccountId, AccountId),
    count: u32,
) -> Result<Vec<EntryId>, Fault> {
    locked(tx, from)?.check(tx, order, AdminDeed::Edit)?;
    receiver(tx, from, to)?;
    let mut entries = some(tx, LIVING, from, count)?;
    if entries.is_empty() {
        entries = some(tx, TRASHED, from, count)?;
    }
    for entry in &entries {
        tx.execute(
            "UPDATE entries SET owner_id = $2, updated_at = $3 WHERE id = $1",
            params![entry, to, order.now],
        )?;
        media::moved(tx, *entry, to)?;
        tx.execute(
            "DELETE FROM collaborators WHERE entry_id = $1 AND subject = $2",
            params![entry, to],
        )?;
        let deed = order.deed("owner_changed").on(*entry).to(to);
        let detail = json!({ "from": from.to_string(), "by_hand_over": true });
        audit::note(tx, order.now, &deed.with(detail))?;
    }
    Ok(entries)
}

/// Every invite that somebody gave out and that is not revoked goes with its entry: the owner gave it out from
/// now on.
pub(in super::super) fn hand_over_invites(
    tx: &Tx,
    order: Order,
    from: AccountId,
) -> Result<(), Fault> {
    let moved = tx.execute(
        "UPDATE invites SET inviter_id =
           (SELECT owner_id FROM entries e WHERE e.id = invites.entry_id)
         WHERE inviter_id = $1 AND revoked_at IS NULL",
        params![from],
    )?;
    guest_links::hand_over(tx, from)?;
    let deed = order.deed("invites_handed_over").to(from);
    Ok(audit::note(
        tx,
        order.now,
        &deed.with(json!({ "invites": moved })),
    )?)
}

/// Puts some of somebody's entries into the trash; which. None are left once it is none.
pub(in super::super) fn trash_all(
    tx: &Tx,
    order: Order,
    owner: AccountId,
    count: u32,
) -> Result<Vec<EntryId>, Fault> {
    locked(tx, owner)?.check(tx, order, AdminDeed::Remove)?;
    let entries = some(tx, LIVING, owner, count)?;
    for entry in &entries {
        tx.execute(
            "UPDATE entries SET trashed_at = $2, updated_at = $2 WHERE id = $1",
            params![entry, order.now],
        )?;
        let deed = order.deed("entry_trashed").on(*entry);
        audit::note(tx, order.now, &deed)?;
    }
    Ok(entries)
}

/// Takes the account away: no name, no address, no right, no session. The row stays for what refers to it, and
/// the audit still says what was done by it.
pub(in super::super) fn remove(tx: &Tx, order: Order, id: AccountId) -> Result<(), Fault> {
    locked(tx, id)?.check(tx, order, AdminDeed::Remove)?;
    accounts::end_sessions(tx, id)?;
    accounts::forget_password_links(tx, id)?;
    proofs::forget_of(tx, id)?;
    openid::forget(tx, id)?;
    notices::forget_of_person(tx, id)?;
    attendance::forget_of_account(tx, id)?;
    quiz::forget_of_account(tx, id)?;
    channels::forget_of_account(tx, id)?;
    playlists::forget_of_account(tx, id)?;
    for sql in [
        "DELETE FROM addresses WHERE account_id = $1",
        "DELETE FROM people_terms WHERE account_id = $1",
        "DELETE FROM group_members WHERE account_id = $1",
        "DELETE FROM collaborators WHERE subject = $1",
    ] {
        tx.execute(sql, params![id])?;
    }
    tx.execute(
        "UPDATE grants SET ended_at = $2, ended_why = 'removed'
         WHERE account_id = $1 AND ended_at IS NULL",
        params![id, order.now],
    )?;
    tx.execute(
        "UPDATE accounts SET first_name = $2, last_name = '', password_hash = NULL, site_admin = 0,
           suspended_at = $3, removed_at = $3 WHERE id = $1",
        params![id, NAMELESS, order.now],
    )?;
    Ok(audit::note(
        tx,
        order.now,
        &order.deed("account_removed").to(id).to_person(id),
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn what_somebody_owns_is_found_by_an_index() {
        let hub = Hub::new();
        for sql in [LIVING, TRASHED] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
