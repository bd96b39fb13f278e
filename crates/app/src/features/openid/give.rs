//! What a provider gives at a sign-in: role, the right to the console, groups.

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::{AccountId, GroupId, IdentityId},
    sign_in::{Entitled, Standing, apply},
};

use super::store;
use crate::features::{
    accounts::{Member, store as accounts},
    audit::{self, Deed},
};

/// Gives it, and takes what this identity gave before and gives no more. Whatever an administrator
/// gave stays. Answers the member as they are then.
pub(super) fn give(
    tx: &Tx,
    (member, identity): (&Member, IdentityId),
    (entitled, shown): (&Entitled, &str),
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<Member, Error> {
    let before = Standing {
        role: member.role,
        site_admin: member.site_admin,
        site_admin_given: store::gave_site_admin(tx, identity)?,
    };
    let after = apply(before, entitled, others_administer(tx, member.id)?);
    store::used(tx, identity, shown, after.site_admin_given, now)?;
    if (before.role, before.site_admin) != (after.role, after.site_admin) {
        tx.execute(
            "UPDATE accounts SET app_role = $2, site_admin = $3 WHERE id = $1",
            params![member.id, after.role.as_str(), after.site_admin],
        )?;
        let mut detail = json!({ "by_provider": true });
        if before.role != after.role {
            detail["role"] = json!([before.role.as_str(), after.role.as_str()]);
        }
        if before.site_admin != after.site_admin {
            detail["site_admin"] = json!([before.site_admin, after.site_admin]);
        }
        let deed = Deed::of_system("account_changed").to(member.id);
        audit::note(tx, now, &deed.to_person(member.id).with(detail))?;
    }
    groups(tx, (member.id, identity), entitled, now, entropy)?;
    Ok(Member {
        role: after.role,
        site_admin: after.site_admin,
        ..member.clone()
    })
}

fn others_administer(tx: &Tx, id: AccountId) -> Result<bool, Error> {
    let other = tx.query_opt(
        "SELECT 1 AS one FROM accounts WHERE site_admin = 1 AND id > '' AND id <> $1
         AND suspended_at IS NULL LIMIT 1",
        params![id],
        |_| Ok(()),
    )?;
    Ok(other.is_some())
}

fn groups(
    tx: &Tx,
    (account, identity): (AccountId, IdentityId),
    entitled: &Entitled,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    let mut wanted = Vec::new();
    for name in &entitled.groups {
        wanted.push(named(tx, name, now, entropy)?);
    }
    for group in store::groups_given(tx, identity)? {
        if wanted.contains(&group) {
            continue;
        }
        tx.execute(
            "DELETE FROM identity_groups WHERE identity_id = $1 AND group_id = $2",
            params![identity, group],
        )?;
        if leave_unless_given(tx, account, identity, group)? {
            noted(tx, "group_left", account, group, now)?;
        }
    }
    for group in wanted {
        // Who is in it by an administrator's hand stays in it by that.
        let joined = tx.execute(
            "INSERT INTO group_members (account_id, group_id) VALUES ($1, $2)
             ON CONFLICT (account_id, group_id) DO NOTHING",
            params![account, group],
        )?;
        if joined == 1 || is_given(tx, account, group)? {
            tx.execute(
                "INSERT INTO identity_groups (identity_id, group_id) VALUES ($1, $2)
                 ON CONFLICT (identity_id, group_id) DO NOTHING",
                params![identity, group],
            )?;
        }
        if joined == 1 {
            noted(tx, "group_joined", account, group, now)?;
        }
    }
    Ok(())
}

/// Whether somebody is in a group because an identity of theirs gave it.
fn is_given(tx: &Tx, account: AccountId, group: GroupId) -> Result<bool, Error> {
    let given = tx.query_opt(
        "SELECT 1 AS one FROM identity_groups g JOIN identities i ON i.id = g.identity_id
         WHERE g.group_id = $1 AND i.account_id = $2 LIMIT 1",
        params![group, account],
        |_| Ok(()),
    )?;
    Ok(given.is_some())
}

/// The group of this name; made where there is none yet.
fn named(tx: &Tx, name: &str, now: Timestamp, entropy: &dyn Entropy) -> Result<GroupId, Error> {
    let found = tx.query_opt(
        "SELECT id FROM groups WHERE name = $1",
        params![name],
        |row| row.get("id"),
    )?;
    if let Some(id) = found {
        return Ok(id);
    }
    let id = accounts::create_group(tx, name, now, entropy)?;
    let deed = Deed::of_system("group_created").to(id);
    audit::note(tx, now, &deed.with(json!({ "by_provider": true })))?;
    Ok(id)
}

/// Takes somebody out of a group that another identity of theirs does not give; whether they left.
pub(super) fn leave_unless_given(
    tx: &Tx,
    account: AccountId,
    identity: IdentityId,
    group: GroupId,
) -> Result<bool, Error> {
    let left = tx.execute(
        "DELETE FROM group_members WHERE account_id = $1 AND group_id = $2 AND NOT EXISTS
           (SELECT 1 FROM identity_groups g JOIN identities i ON i.id = g.identity_id
            WHERE g.group_id = $2 AND i.account_id = $1 AND i.id <> $3)",
        params![account, group, identity],
    )?;
    Ok(left == 1)
}

fn noted(
    tx: &Tx,
    name: &'static str,
    account: AccountId,
    group: GroupId,
    now: Timestamp,
) -> Result<(), Error> {
    let detail = json!({ "account": account.to_string(), "by_provider": true });
    audit::note(tx, now, &Deed::of_system(name).to(group).with(detail))
}
