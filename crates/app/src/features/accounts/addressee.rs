//! A member as somebody who is written to.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{email::Email, ids::AccountId};

/// Who a letter goes to, and by which of their addresses.
#[derive(Clone, Debug)]
pub struct Addressee {
    /// The account.
    pub account: AccountId,
    /// The address.
    pub email: Email,
    /// Whether somebody vouched for it.
    pub verified: bool,
    /// First name.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// The language that they chose, if they did.
    pub lang: Option<String>,
}

impl Addressee {
    /// Both names as one.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
            .trim()
            .to_owned()
    }

    /// The language that they are written to in: the one they chose, else `otherwise`.
    pub fn reads(&self, otherwise: &str) -> String {
        self.lang.as_deref().unwrap_or(otherwise).to_owned()
    }
}

/// Whoever has this address, unless suspended.
pub fn addressee(tx: &Tx, email: &Email) -> Result<Option<Addressee>, Error> {
    tx.query_opt(
        "SELECT a.id, a.first_name, a.last_name, a.lang, d.written, d.verified_how
         FROM addresses d JOIN accounts a ON a.id = d.account_id
         WHERE d.email = $1 AND a.suspended_at IS NULL",
        params![email.as_str()],
        from_row,
    )
}

/// A member by their main address, unless suspended.
pub fn addressee_of(tx: &Tx, account: AccountId) -> Result<Option<Addressee>, Error> {
    tx.query_opt(
        "SELECT a.id, a.first_name, a.last_name, a.lang, d.written, d.verified_how
         FROM accounts a JOIN addresses d ON d.account_id = a.id AND d.main = 1
         WHERE a.id = $1 AND a.suspended_at IS NULL",
        params![account],
        from_row,
    )
}

fn from_row(row: &Row<'_>) -> Result<Addressee, Error> {
    Ok(Addressee {
        account: row.get("id")?,
        email: row.parse("written")?,
        verified: row.get::<Option<String>>("verified_how")?.is_some(),
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
        lang: row.get("lang")?,
    })
}
