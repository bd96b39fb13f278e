//! A link by which somebody sets their password: made by an administrator, shown once, spent by its use.
//!
//! The database keeps what the secret in it hashes to, so a read of it opens nothing.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretBox, SecretString};
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp, draw},
    ids::AccountId,
    invite::{Mac, SecretKey},
};

use super::Member;

/// How long such a link works.
pub const PASSWORD_LINK_LASTS: Duration = Duration::from_hours(7 * 24);

/// The secret of such a link.
pub struct PasswordToken(SecretBox<[u8; 32]>);

impl PasswordToken {
    /// A new one.
    pub fn mint(entropy: &dyn Entropy) -> Self {
        Self(SecretBox::new(Box::new(draw(entropy))))
    }

    /// Reads it from an address.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Self(SecretBox::new(Box::new(bytes.try_into().ok()?))))
    }

    /// What is stored of it.
    pub fn mac(&self, key: &SecretKey) -> Mac {
        key.mac("password-link", self.0.expose_secret())
    }

    /// The path of the link.
    pub fn path(&self) -> SecretString {
        let token = URL_SAFE_NO_PAD.encode(self.0.expose_secret());
        SecretString::from(format!("/set-password/{token}"))
    }
}

/// Writes down a new link for somebody; the ones before work no more. When it ends.
pub fn give_password_link(
    tx: &Tx,
    account: AccountId,
    secret: &Mac,
    now: Timestamp,
) -> Result<Timestamp, Error> {
    forget_password_links(tx, account)?;
    let ends = now.after(PASSWORD_LINK_LASTS);
    tx.execute(
        "INSERT INTO password_links (mac, account_id, created_at, expires_at)
         VALUES ($1, $2, $3, $4)",
        params![secret.as_bytes(), account, now, ends],
    )?;
    Ok(ends)
}

/// Ends every such link of somebody.
pub fn forget_password_links(tx: &Tx, account: AccountId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM password_links WHERE account_id = $1",
        params![account],
    )
    .map(drop)
}

/// Whose password a link sets, with the address they sign in by; nobody's, once it is spent or over.
pub(super) fn whose(
    tx: &Tx,
    secret: &Mac,
    now: Timestamp,
) -> Result<Option<(Member, String)>, Error> {
    tx.query_opt(
        "SELECT a.id, a.first_name, a.last_name, a.app_role, a.site_admin, d.written
         FROM password_links l JOIN accounts a ON a.id = l.account_id
         JOIN addresses d ON d.account_id = a.id AND d.main = 1
         WHERE l.mac = $1 AND l.expires_at > $2 AND a.suspended_at IS NULL",
        params![secret.as_bytes(), now],
        |row| {
            let member = super::store::member(row, row.get("id")?)?;
            Ok((member, row.get("written")?))
        },
    )
}
