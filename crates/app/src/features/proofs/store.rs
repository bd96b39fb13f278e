//! Proofs in the database.

use std::time::Duration;

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, InviteId, ProofId},
    invite::Mac,
    proof::{Asked, Purpose},
};

use super::about::About;
use crate::sealed::Sealer;

/// How long a proof is remembered after it ended: as long as its mail may want to know why.
const REMEMBERED: Duration = Duration::from_hours(24);

/// A proof to be written down.
pub(super) struct New {
    pub(super) id: ProofId,
    pub(super) purpose: Purpose,
    pub(super) account: Option<AccountId>,
    pub(super) invite: Option<InviteId>,
    pub(super) browser: Mac,
    pub(super) sealed: Vec<u8>,
}

/// A proof, with everything about it.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Which.
    pub id: ProofId,
    /// What for.
    pub purpose: Purpose,
    /// Whose: who asked, or who was found to have the address.
    pub account: Option<AccountId>,
    /// The invite that it is about, if it is about one.
    pub invite: Option<InviteId>,
    /// What its code, tries and end are.
    pub asked: Asked,
    /// Whether a letter was written, so that there is a link.
    pub has_link: bool,
    /// What was typed.
    pub about: About,
}

/// Writes it down. Where one asks to be let in, what this browser asked for before is worth
/// nothing any more; several addresses may be proved side by side, and several invites.
pub(super) fn insert(tx: &Tx, new: &New, now: Timestamp) -> Result<(), Error> {
    if new.purpose != Purpose::Address {
        tx.execute(
            "DELETE FROM proofs WHERE browser = $1 AND purpose = $2
               AND (subject IS NULL OR subject = $3)",
            params![new.browser.as_bytes(), new.purpose.as_str(), new.invite],
        )?;
    }
    tx.execute(
        "INSERT INTO proofs
           (id, purpose, account_id, browser, sealed, created_at, expires_at, subject)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            new.purpose.as_str(),
            new.account,
            new.browser.as_bytes(),
            new.sealed.as_slice(),
            now,
            now.after(new.purpose.link_lives()),
            new.invite
        ],
    )
    .map(drop)
}

const BY_ID: &str =
    "SELECT p.id, p.purpose, p.account_id, p.subject, p.browser, p.sealed, p.code_mac, p.link_mac,
      p.tries, p.created_at, p.expires_at, p.spent_at
    FROM proofs p WHERE p.id = $1";

const BY_LINK: &str =
    "SELECT p.id, p.purpose, p.account_id, p.subject, p.browser, p.sealed, p.code_mac, p.link_mac,
      p.tries, p.created_at, p.expires_at, p.spent_at
    FROM proofs p WHERE p.link_mac = $1";

/// A proof of this purpose, to be looked at.
pub fn reading(
    tx: &Tx,
    sealer: &Sealer,
    id: ProofId,
    purpose: Purpose,
) -> Result<Option<Proof>, Error> {
    let found = tx.query_opt(BY_ID, params![id], from_row)?;
    Ok(opened(found, sealer, purpose))
}

const OF_INVITE: &str = "SELECT p.id, p.purpose, p.account_id, p.subject, p.browser, p.sealed,
      p.code_mac, p.link_mac, p.tries, p.created_at, p.expires_at, p.spent_at
    FROM proofs p WHERE p.browser = $1 AND p.purpose = $2 AND p.subject = $3";

/// What this browser asked for to come in by an invite.
pub fn asked_of_invite(
    tx: &Tx,
    sealer: &Sealer,
    browser: Mac,
    invite: InviteId,
) -> Result<Option<Proof>, Error> {
    let purpose = Purpose::Lobby;
    let found = tx.query_opt(
        OF_INVITE,
        params![browser.as_bytes(), purpose.as_str(), invite],
        from_row,
    )?;
    Ok(opened(found, sealer, purpose))
}

/// The proof of this purpose with this link, to be looked at.
pub fn reading_link(
    tx: &Tx,
    sealer: &Sealer,
    link: &Mac,
    purpose: Purpose,
) -> Result<Option<Proof>, Error> {
    let found = tx.query_opt(BY_LINK, params![link.as_bytes()], from_row)?;
    Ok(opened(found, sealer, purpose))
}

/// A proof of this purpose, locked: of several who try it at once one is first.
pub fn by_id(
    tx: &Tx,
    sealer: &Sealer,
    id: ProofId,
    purpose: Purpose,
) -> Result<Option<Proof>, Error> {
    let found = tx.query_opt(tx.lock("p", BY_ID), params![id], from_row)?;
    Ok(opened(found, sealer, purpose))
}

/// The proof of this purpose with this link, locked.
pub fn by_link(
    tx: &Tx,
    sealer: &Sealer,
    link: &Mac,
    purpose: Purpose,
) -> Result<Option<Proof>, Error> {
    let found = tx.query_opt(tx.lock("p", BY_LINK), params![link.as_bytes()], from_row)?;
    Ok(opened(found, sealer, purpose))
}

/// Whatever it is for.
pub(super) fn any(tx: &Tx, sealer: &Sealer, id: ProofId) -> Result<Option<Proof>, Error> {
    let found = tx.query_opt(tx.lock("p", BY_ID), params![id], from_row)?;
    Ok(found.and_then(|stored| stored.open(sealer)))
}

/// A row, still sealed.
struct Stored {
    proof: Proof,
    sealed: Vec<u8>,
}

impl Stored {
    fn open(self, sealer: &Sealer) -> Option<Proof> {
        let about = About::open(sealer, self.proof.id, &self.sealed)?;
        Some(Proof {
            about,
            ..self.proof
        })
    }
}

fn opened(found: Option<Stored>, sealer: &Sealer, purpose: Purpose) -> Option<Proof> {
    found
        .filter(|stored| stored.proof.purpose == purpose)
        .and_then(|stored| stored.open(sealer))
}

fn from_row(row: &Row<'_>) -> Result<Stored, Error> {
    let mac = |column| Ok::<_, Error>(row.get::<Option<[u8; 32]>>(column)?.map(Mac::from_bytes));
    let proof = Proof {
        id: row.get("id")?,
        purpose: row.parse("purpose")?,
        account: row.get("account_id")?,
        invite: row.get("subject")?,
        asked: Asked {
            browser: Mac::from_bytes(row.get("browser")?),
            code: mac("code_mac")?,
            tries: row.get("tries")?,
            made_at: row.get("created_at")?,
            ends: row.get("expires_at")?,
            spent: row.get::<Option<Timestamp>>("spent_at")?.is_some(),
        },
        has_link: mac("link_mac")?.is_some(),
        about: About {
            email: String::new(),
            next: String::new(),
            lang: String::new(),
            zone: String::new(),
        },
    };
    Ok(Stored {
        proof,
        sealed: row.get("sealed")?,
    })
}

/// What a letter carries was made: whose proof it is, and what code and link hash to.
pub(super) fn made(
    tx: &Tx,
    id: ProofId,
    account: Option<AccountId>,
    code: Option<Mac>,
    link: Option<Mac>,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE proofs SET account_id = $2, code_mac = $3, link_mac = $4 WHERE id = $1",
        params![
            id,
            account,
            code.as_ref().map(Mac::as_bytes),
            link.as_ref().map(Mac::as_bytes)
        ],
    )
    .map(drop)
}

/// Spends it: neither its code nor its link work again.
pub fn spend(tx: &Tx, id: ProofId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE proofs SET spent_at = $2 WHERE id = $1",
        params![id, now],
    )
    .map(drop)
}

/// Spends one of its tries.
pub fn miss(tx: &Tx, id: ProofId) -> Result<(), Error> {
    tx.execute(
        "UPDATE proofs SET tries = tries + 1 WHERE id = $1",
        params![id],
    )
    .map(drop)
}

/// Ends every proof of an account.
pub fn forget_of(tx: &Tx, account: AccountId) -> Result<(), Error> {
    tx.execute("DELETE FROM proofs WHERE account_id = $1", params![account])
        .map(drop)
}

/// Forgets proofs that ended a day ago, some hundred at a time; how many.
pub fn forget(tx: &Tx, now: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "DELETE FROM proofs WHERE id IN
           (SELECT id FROM proofs WHERE expires_at < $1 ORDER BY expires_at LIMIT 500)",
        params![now.before(REMEMBERED)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn proofs_are_found_by_indices() {
        let hub = Hub::new();
        for sql in [BY_ID, BY_LINK, OF_INVITE] {
            assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
        }
    }
}
