//! Accounts and addresses in the database.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::AppRole,
    clock::{Entropy, Timestamp},
    email::Email,
    ids::{AccountId, GroupId},
    text::PersonName,
};

use super::member::Member;

/// A member from a row that names the columns of `accounts`.
pub(super) fn member(row: &Row<'_>, id: AccountId) -> Result<Member, Error> {
    Ok(Member {
        id,
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
        role: row.parse("app_role")?,
        site_admin: row.get("site_admin")?,
    })
}

/// An account to be made. Its address counts as verified: an administrator set it.
#[derive(Clone)]
pub struct NewAccount {
    /// The one address so far.
    pub email: Email,
    /// First name.
    pub first_name: PersonName,
    /// Last name, where the person has one.
    pub last_name: Option<PersonName>,
    /// What the person may do on the site.
    pub role: AppRole,
    /// Whether the console is theirs.
    pub site_admin: bool,
    /// The hash of the password; none means that nobody can sign in with one.
    pub password_hash: Option<String>,
}

/// Makes an account. An address that is taken is a unique-constraint error.
pub fn create(
    tx: &Tx,
    new: &NewAccount,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<AccountId, Error> {
    let id = AccountId::new(now, entropy);
    let last_name = new.last_name.as_ref().map_or("", PersonName::as_str);
    tx.execute(
        "INSERT INTO accounts
           (id, first_name, last_name, app_role, site_admin, password_hash, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            id,
            new.first_name.as_str(),
            last_name,
            new.role.as_str(),
            new.site_admin,
            new.password_hash.as_deref(),
            now
        ],
    )?;
    tx.execute(
        "INSERT INTO addresses (email, account_id, written, main, verified_how, verified_at)
         VALUES ($1, $2, $3, 1, 'administrator', $4)",
        params![new.email.as_str(), id, new.email.written(), now],
    )?;
    let name = format!("{} {last_name}", new.first_name);
    put_terms(tx, id, &[name, new.email.as_str().to_owned()])?;
    Ok(id)
}

/// Writes anew what the type-ahead finds a person by.
pub fn index(tx: &Tx, id: AccountId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM people_terms WHERE account_id = $1",
        params![id],
    )?;
    let mut texts = tx.query(
        "SELECT first_name, last_name FROM accounts WHERE id = $1",
        params![id],
        |row| {
            let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
            Ok(format!("{first} {last}"))
        },
    )?;
    let addresses = tx.query(
        "SELECT email FROM addresses WHERE account_id = $1",
        params![id],
        |row| row.get::<String>("email"),
    )?;
    texts.extend(addresses);
    put_terms(tx, id, &texts)
}

/// Nobody waits for these: what goes wrong with one comes up with the commit.
fn put_terms(tx: &Tx, id: AccountId, texts: &[String]) -> Result<(), Error> {
    for term in terms(texts) {
        tx.put(
            "INSERT INTO people_terms (term, account_id) VALUES ($1, $2)",
            params![term, id],
        )?;
    }
    Ok(())
}

/// Every tail of a name or address that begins a word, in lower case.
fn terms(texts: &[String]) -> std::collections::BTreeSet<String> {
    texts
        .iter()
        .map(|text| text.to_lowercase())
        .flat_map(|text| {
            let starts = text.char_indices().scan(' ', |before, (at, c)| {
                let begins = !before.is_alphanumeric() && c.is_alphanumeric();
                *before = c;
                Some((at, begins))
            });
            let tails: Vec<String> = starts
                .filter(|(_, begins)| *begins)
                .take(12)
                .map(|(at, _)| text[at..].chars().take(80).collect())
                .collect();
            tails
        })
        .collect()
}

/// Its provider vouched for an address, no administrator did.
pub fn vouched_by_provider(tx: &Tx, email: &Email) -> Result<(), Error> {
    tx.execute(
        "UPDATE addresses SET verified_how = 'provider' WHERE email = $1",
        params![email.as_str()],
    )
    .map(drop)
}

/// The account that has an address, with its password hash.
pub fn by_email(tx: &Tx, email: &Email) -> Result<Option<(Member, Option<String>, bool)>, Error> {
    tx.query_opt(
        "SELECT a.id, a.first_name, a.last_name, a.app_role, a.site_admin, a.password_hash,
                a.suspended_at
         FROM addresses d JOIN accounts a ON a.id = d.account_id WHERE d.email = $1",
        params![email.as_str()],
        |row| {
            let suspended = row.get::<Option<Timestamp>>("suspended_at")?.is_some();
            Ok((
                member(row, row.get("id")?)?,
                row.get("password_hash")?,
                suspended,
            ))
        },
    )
}

/// An account by its id.
pub fn by_id(tx: &Tx, id: AccountId) -> Result<Option<Member>, Error> {
    tx.query_opt(
        "SELECT first_name, last_name, app_role, site_admin FROM accounts WHERE id = $1",
        params![id],
        |row| member(row, id),
    )
}

/// The address an account is written to.
pub fn main_email(tx: &Tx, id: AccountId) -> Result<Option<String>, Error> {
    tx.query_opt(
        "SELECT written FROM addresses WHERE account_id = $1 AND main = 1",
        params![id],
        |row| row.get("written"),
    )
}

/// What is stored of an account's password; nothing, if it has none.
pub fn password_hash(tx: &Tx, id: AccountId) -> Result<Option<String>, Error> {
    let found = tx.query_opt(
        "SELECT password_hash FROM accounts WHERE id = $1",
        params![id],
        |row| row.get("password_hash"),
    )?;
    Ok(found.flatten())
}

/// An account's addresses that somebody vouched for, normalised.
pub fn verified_addresses(tx: &Tx, id: AccountId) -> Result<Vec<Email>, Error> {
    tx.query(
        "SELECT written FROM addresses WHERE account_id = $1 AND verified_how IS NOT NULL",
        params![id],
        |row| row.parse("written"),
    )
}

/// The groups an account is in.
pub fn groups_of(tx: &Tx, id: AccountId) -> Result<Vec<GroupId>, Error> {
    tx.query(
        "SELECT group_id FROM group_members WHERE account_id = $1",
        params![id],
        |row| row.get("group_id"),
    )
}

/// Sets the password of an account; `None` takes it away.
pub fn set_password(tx: &Tx, id: AccountId, hash: Option<&str>) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET password_hash = $2 WHERE id = $1",
        params![id, hash],
    )
    .map(drop)
}

/// Gives or takes the right to the console.
pub fn set_site_admin(tx: &Tx, id: AccountId, site_admin: bool) -> Result<(), Error> {
    tx.execute(
        "UPDATE accounts SET site_admin = $2 WHERE id = $1",
        params![id, site_admin],
    )
    .map(drop)
}

/// Makes a group.
pub fn create_group(
    tx: &Tx,
    name: &str,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<GroupId, Error> {
    let id = GroupId::new(now, entropy);
    tx.execute(
        "INSERT INTO groups (id, name, created_at) VALUES ($1, $2, $3)",
        params![id, name, now],
    )?;
    for term in terms(&[name.to_owned()]) {
        tx.execute(
            "INSERT INTO group_terms (term, group_id) VALUES ($1, $2)",
            params![term, id],
        )?;
    }
    Ok(id)
}

/// Calls a group otherwise. A name that another group has is a unique-constraint error.
pub fn rename_group(tx: &Tx, id: GroupId, name: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE groups SET name = $2 WHERE id = $1",
        params![id, name],
    )?;
    tx.execute("DELETE FROM group_terms WHERE group_id = $1", params![id])?;
    for term in terms(&[name.to_owned()]) {
        tx.put(
            "INSERT INTO group_terms (term, group_id) VALUES ($1, $2)",
            params![term, id],
        )?;
    }
    Ok(())
}

/// Puts an account into a group; again changes nothing.
pub fn join_group(tx: &Tx, group: GroupId, account: AccountId) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO group_members (account_id, group_id) VALUES ($1, $2)
         ON CONFLICT (account_id, group_id) DO NOTHING",
        params![account, group],
    )
    .map(drop)
}
