//! Identities in the database.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    config::SiteConfig,
    ids::{AccountId, GroupId, IdentityId},
    invite::Mac,
    sign_in::Known,
};

/// An identity that belongs to an account.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Its id.
    pub id: IdentityId,
    /// Who vouches for it.
    pub issuer: String,
    /// Whose it is.
    pub account: AccountId,
    /// What the provider calls them.
    pub shown: String,
    /// Since when.
    pub linked_at: Timestamp,
    /// When it was last used, if ever.
    pub used_at: Option<Timestamp>,
}

/// Remembers that an attempt is spent; `false` if it was already.
pub(super) fn spend(tx: &Tx, mark: Mac, until: Timestamp, now: Timestamp) -> Result<bool, Error> {
    tx.execute(
        "DELETE FROM openid_spent WHERE expires_at < $1",
        params![now],
    )?;
    let written = tx.execute(
        "INSERT INTO openid_spent (mark, expires_at) VALUES ($1, $2)
         ON CONFLICT (mark) DO NOTHING",
        params![mark.as_bytes(), until],
    )?;
    Ok(written == 1)
}

/// Whose (issuer, subject) it is; locked, in a write.
pub(super) fn find(
    tx: &Tx,
    issuer: &str,
    subject: &str,
) -> Result<Option<(IdentityId, Known)>, Error> {
    let lock = tx.lock(
        "i",
        "SELECT i.id, i.account_id, a.suspended_at FROM identities i
         JOIN accounts a ON a.id = i.account_id WHERE i.issuer = $1 AND i.subject = $2",
    );
    tx.query_opt(lock, params![issuer, subject], |row| {
        let known = Known {
            account: row.get("account_id")?,
            suspended: row.get::<Option<Timestamp>>("suspended_at")?.is_some(),
        };
        Ok((row.get("id")?, known))
    })
}

/// An identity on its way.
pub(super) struct NewIdentity<'a> {
    pub(super) id: IdentityId,
    pub(super) issuer: &'a str,
    pub(super) subject: &'a str,
    pub(super) account: AccountId,
    pub(super) shown: &'a str,
}

/// Connects it with its account.
pub(super) fn connect(tx: &Tx, new: &NewIdentity<'_>, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO identities (id, issuer, subject, account_id, shown, linked_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![new.id, new.issuer, new.subject, new.account, new.shown, now],
    )
    .map(drop)
}

/// Writes down that it was used just now, and what the provider calls them by now.
pub(super) fn used(
    tx: &Tx,
    id: IdentityId,
    shown: &str,
    site_admin_given: bool,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE identities SET used_at = $2, shown = $3, site_admin_given = $4 WHERE id = $1",
        params![id, now, shown, site_admin_given],
    )
    .map(drop)
}

/// Whether it gave the right to the console.
pub(super) fn gave_site_admin(tx: &Tx, id: IdentityId) -> Result<bool, Error> {
    tx.query_one(
        "SELECT site_admin_given FROM identities WHERE id = $1",
        params![id],
        |row| row.get("site_admin_given"),
    )
}

/// The identities of an account, the first first.
pub fn of_account(tx: &Tx, account: AccountId) -> Result<Vec<Identity>, Error> {
    let mut all = tx.query(
        "SELECT id, issuer, shown, linked_at, used_at FROM identities
         WHERE account_id = $1",
        params![account],
        |row| {
            Ok(Identity {
                id: row.get("id")?,
                issuer: row.get("issuer")?,
                account,
                shown: row.get("shown")?,
                linked_at: row.get("linked_at")?,
                used_at: row.get("used_at")?,
            })
        },
    )?;
    all.sort_by_key(|identity| identity.id);
    Ok(all)
}

/// Disconnects one; the groups that it gave are left.
pub(super) fn disconnect(tx: &Tx, identity: &Identity) -> Result<(), Error> {
    for group in groups_given(tx, identity.id)? {
        super::give::leave_unless_given(tx, identity.account, identity.id, group)?;
    }
    tx.execute(
        "DELETE FROM identity_groups WHERE identity_id = $1",
        params![identity.id],
    )?;
    tx.execute("DELETE FROM identities WHERE id = $1", params![identity.id])
        .map(drop)
}

/// The groups that it gave.
pub(super) fn groups_given(tx: &Tx, id: IdentityId) -> Result<Vec<GroupId>, Error> {
    tx.query(
        "SELECT group_id FROM identity_groups WHERE identity_id = $1",
        params![id],
        |row| row.get("group_id"),
    )
}

/// Forgets everything of an account that goes.
pub fn forget(tx: &Tx, account: AccountId) -> Result<(), Error> {
    for identity in of_account(tx, account)? {
        tx.execute(
            "DELETE FROM identity_groups WHERE identity_id = $1",
            params![identity.id],
        )?;
    }
    tx.execute(
        "DELETE FROM identities WHERE account_id = $1",
        params![account],
    )
    .map(drop)
}

/// Forgets who was given a group that goes.
pub fn forget_group(tx: &Tx, group: GroupId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM identity_groups WHERE group_id = $1",
        params![group],
    )
    .map(drop)
}

/// By what somebody can sign in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// With a password, where passwords are taken.
    pub password: bool,
    /// By so many providers that are offered.
    pub providers: usize,
    /// By a mail to an address of theirs.
    pub mail: bool,
}

impl Ways {
    /// Whether there is one beside a single provider.
    pub const fn beside_one_provider(self) -> bool {
        self.password || self.mail || self.providers > 1
    }

    /// Whether there is one beside mails.
    pub const fn without_mail(self) -> bool {
        self.password || self.providers > 0
    }

    /// Whether there is any.
    pub const fn any(self) -> bool {
        self.mail || self.without_mail()
    }
}

/// By what an account can be signed in to.
pub fn ways_in(tx: &Tx, site: &SiteConfig, account: AccountId) -> Result<Ways, Error> {
    let has_password = tx.query_opt(
        "SELECT 1 AS one FROM accounts WHERE id = $1 AND password_hash IS NOT NULL",
        params![account],
        |_| Ok(()),
    )?;
    let is_verified = tx.query_opt(
        "SELECT 1 AS one FROM addresses WHERE account_id = $1 AND verified_how IS NOT NULL LIMIT 1",
        params![account],
        |_| Ok(()),
    )?;
    let identities = of_account(tx, account)?;
    let offered = identities.iter();
    Ok(Ways {
        password: site.auth.password && has_password.is_some(),
        providers: offered
            .filter(|identity| site.auth.offers(&identity.issuer))
            .count(),
        mail: site.signs_in_by_mail().is_some() && is_verified.is_some(),
    })
}

/// The most site administrators that are looked at.
const LOOKED_AT: i64 = 1000;

/// Whether a site administrator could sign in under this configuration.
pub fn an_administrator_gets_in(tx: &Tx, site: &SiteConfig) -> Result<bool, Error> {
    let administrators = tx.query(
        "SELECT id FROM accounts WHERE site_admin = 1 AND id > '' AND suspended_at IS NULL
         ORDER BY id LIMIT $1",
        params![LOOKED_AT],
        |row| row.get::<AccountId>("id"),
    )?;
    for administrator in administrators {
        if ways_in(tx, site, administrator)?.any() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// More than this many are not counted.
const COUNTED: i64 = 1001;

/// How many people have no way in but this issuer, counted up to a thousand and one.
pub fn only_by(tx: &Tx, issuer: &str) -> Result<usize, Error> {
    let found = tx.query(
        "SELECT i.account_id FROM identities i JOIN accounts a ON a.id = i.account_id
         WHERE i.issuer = $1 AND a.password_hash IS NULL AND a.suspended_at IS NULL LIMIT $2",
        params![issuer, COUNTED],
        |row| row.get::<AccountId>("account_id"),
    )?;
    Ok(found.len())
}
