use serde_json::json;
use usher_db::{Tx, params};
use usher_domain::{
    access::{Action, AppRole, EntryRole, EntryRoles},
    clock::Timestamp,
    ids::{AccountId, EntryId},
};

use super::{
    collaborators::{Subject, add_collaborator, exists, roles_of, take_role},
    decide::{account, decide},
};
use crate::{
    features::{
        accounts, admin,
        audit::{self, Deed},
        media::{Asker, finding},
    },
    http::fault::{Fault, FieldFault},
};

/// The most collaborators an entry may have; a class belongs into a group.
pub(in crate::features::media) const MOST: usize = 200;

/// What becomes of a collaborator's roles.
#[derive(Clone, Copy, Debug)]
pub(in crate::features::media) enum Change {
    /// One more.
    Give(EntryRole),
    /// One fewer; without any the person is a collaborator no longer.
    Take(EntryRole),
    /// These and no others.
    Set(EntryRoles),
}

/// Changes the roles of a person or group in the entry. The owner's role is
/// nobody's to change here: not even a co-owner removes the owner (roles.md).
pub(in crate::features::media) fn change_roles(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    subject: Subject,
    change: Change,
    now: Timestamp,
) -> Result<(), Fault> {
    decide(tx, asker, Action::ManageCollaborators, entry, now)?;
    if subject == Subject::Account(owner(tx, entry)?) {
        return Err(Fault::field("subject", "is_owner"));
    }
    let before = roles_of(tx, entry, subject)?;
    let after = match change {
        Change::Give(role) => before.with(role),
        Change::Take(role) => before.iter().filter(|held| *held != role).collect(),
        Change::Set(roles) => roles,
    };
    if after == before {
        return Ok(());
    }
    if before.is_empty() {
        newcomer(tx, entry, subject)?;
        let is_group = matches!(subject, Subject::Group(_));
        if is_group && !admin::load_settings(tx)?.media_collaboration.groups {
            return Err(Fault::field("subject", "groups_off"));
        }
    }
    for role in before.iter().filter(|role| !after.contains(*role)) {
        take_role(tx, entry, subject, role)?;
    }
    for role in after.iter().filter(|role| !before.contains(*role)) {
        add_collaborator(tx, entry, subject, role, now)?;
    }
    let names: Vec<_> = after.iter().map(EntryRole::as_str).collect();
    let deed = Deed::of(account(asker)?, "collaborator_changed").on(entry);
    let deed = match subject {
        Subject::Account(person) => deed.to_person(person),
        Subject::Group(_) => deed,
    };
    let deed = deed.to(subject).with(json!({ "roles": names }));
    Ok(audit::note(tx, now, &deed)?)
}

fn newcomer(tx: &Tx, entry: EntryId, subject: Subject) -> Result<(), Fault> {
    if !exists(tx, subject)? {
        return Err(Fault::field("subject", "nobody"));
    }
    let count: i64 = tx.query_one(
        "SELECT CAST(COUNT(DISTINCT subject) AS BIGINT) AS n FROM collaborators
         WHERE entry_id = $1",
        params![entry],
        |row| row.get("n"),
    )?;
    if usize::try_from(count).is_ok_and(|count| count >= MOST) {
        let fault = FieldFault::new("subject", "too_many_collaborators").with("max", MOST);
        return Err(Fault::fields(vec![fault]));
    }
    Ok(())
}

/// Gives the entry to another owner; the one before stays on as co-owner. Only
/// somebody who may have media of their own can own some.
pub(in crate::features::media) fn change_owner(
    tx: &Tx,
    asker: Asker,
    entry: EntryId,
    to: AccountId,
    now: Timestamp,
) -> Result<(), Fault> {
    decide(tx, asker, Action::ChangeOwner, entry, now)?;
    let from = owner(tx, entry)?;
    if from == to {
        return Ok(());
    }
    if !exists(tx, Subject::Account(to))? {
        return Err(Fault::field("owner", "nobody"));
    }
    let role = accounts::store::by_id(tx, to)?.map(|member| member.role);
    if role < Some(AppRole::PrivateOnly) {
        return Err(Fault::field("owner", "cannot_own"));
    }
    tx.execute(
        "UPDATE entries SET owner_id = $2, updated_at = $3 WHERE id = $1",
        params![entry, to, now],
    )?;
    finding::moved(tx, entry, to)?;
    tx.execute(
        "DELETE FROM collaborators WHERE entry_id = $1 AND subject = $2",
        params![entry, to],
    )?;
    let (before, role) = (Subject::Account(from), EntryRole::CoOwner);
    add_collaborator(tx, entry, before, role, now)?;
    let deed = Deed::of(account(asker)?, "owner_changed").on(entry);
    let deed = deed
        .to(to)
        .to_person(to)
        .with(json!({ "from": from.to_string() }));
    Ok(audit::note(tx, now, &deed)?)
}

fn owner(tx: &Tx, entry: EntryId) -> Result<AccountId, Fault> {
    Ok(tx.query_one(
        "SELECT owner_id FROM entries WHERE id = $1",
        params![entry],
        |row| row.get("owner_id"),
    )?)
}
