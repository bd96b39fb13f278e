//! A link of the chain.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    invite::{Mac, SecretKey},
};

/// A link of the chain: over the rows after the link before it, up to `last_id`.
#[derive(Clone, Debug)]
pub(super) struct Seal {
    /// 1 for the first.
    pub(super) number: i64,
    pub(super) last_id: i64,
    pub(super) sealed_at: Timestamp,
    pub(super) marks: Vec<u8>,
    pub(super) mac: Mac,
}

/// The end of the chain at some moment, to be kept elsewhere: a chain that was cut off or
/// put back to an earlier state does not have it any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Which seal.
    pub number: i64,
    /// Its keyed hash.
    pub mac: Mac,
}

impl Seal {
    /// Makes the seal that follows `before`.
    pub(super) fn after(
        before: Option<&Self>,
        last_id: i64,
        marks: Vec<u8>,
        now: Timestamp,
        key: &SecretKey,
    ) -> Self {
        let mut seal = Self {
            number: before.map_or(0, |before| before.number) + 1,
            last_id,
            sealed_at: now,
            marks,
            mac: Mac::from_bytes([0; 32]),
        };
        seal.mac = seal.hashed(before, key);
        seal
    }

    /// What its hash has to be.
    pub(super) fn hashed(&self, before: Option<&Self>, key: &SecretKey) -> Mac {
        let mut bytes = Vec::with_capacity(self.marks.len() + 56);
        bytes.extend_from_slice(&self.number.to_be_bytes());
        bytes.extend_from_slice(before.map_or(&[0; 32], |before| before.mac.as_bytes()));
        bytes.extend_from_slice(&self.last_id.to_be_bytes());
        bytes.extend_from_slice(&self.sealed_at.micros().to_be_bytes());
        bytes.extend_from_slice(&self.marks);
        key.mac("audit-seal", &bytes)
    }

    pub(super) fn head(&self) -> Head {
        Head {
            number: self.number,
            mac: self.mac,
        }
    }

    fn of(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            number: row.get("number")?,
            last_id: row.get("last_id")?,
            sealed_at: row.get("sealed_at")?,
            marks: row.get("marks")?,
            mac: Mac::from_bytes(row.get("mac")?),
        })
    }

    /// Writes it down as the chain's new end; whether nobody else had.
    pub(super) fn put(&self, tx: &Tx) -> Result<bool, Error> {
        let written = tx.execute(
            "INSERT INTO audit_seals (number, last_id, sealed_at, marks, mac)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (number) DO NOTHING",
            params![
                self.number,
                self.last_id,
                self.sealed_at,
                self.marks,
                self.mac.as_bytes()
            ],
        )?;
        if written == 1 {
            tx.execute(
                "INSERT INTO site (name, value) VALUES ('audit.head', $1)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                params![self.head().to_string()],
            )?;
        }
        Ok(written == 1)
    }
}

/// The end of the chain.
pub(super) fn last(tx: &Tx) -> Result<Option<Seal>, Error> {
    tx.query_opt(
        "SELECT number, last_id, sealed_at, marks, mac FROM audit_seals
         ORDER BY number DESC LIMIT 1",
        &[],
        Seal::of,
    )
}

/// The first link after `number`.
pub(super) fn next(tx: &Tx, number: i64) -> Result<Option<Seal>, Error> {
    tx.query_opt(
        "SELECT number, last_id, sealed_at, marks, mac FROM audit_seals
         WHERE number > $1 ORDER BY number LIMIT 1",
        params![number],
        Seal::of,
    )
}

/// The end as it was noted apart from the chain; nothing if it was not, or is no head.
pub(super) fn noted_head(tx: &Tx) -> Result<Option<Head>, Error> {
    let noted = tx.query_opt(
        "SELECT value FROM site WHERE name = 'audit.head'",
        &[],
        |row| row.get::<String>("value"),
    )?;
    Ok(noted.and_then(|text| text.parse().ok()))
}

pub(super) fn forget_head(tx: &Tx) -> Result<(), Error> {
    tx.execute("DELETE FROM site WHERE name = 'audit.head'", &[])
        .map(drop)
}

/// The text is no head: a number, a dot and 43 letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the end of a chain as usher audit verify prints it")]
pub struct NotAHead;

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mac = URL_SAFE_NO_PAD.encode(self.mac.as_bytes());
        write!(f, "{}.{mac}", self.number)
    }
}

impl FromStr for Head {
    type Err = NotAHead;
    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let (number, digits) = text.trim().split_once('.').ok_or(NotAHead)?;
        let bytes = URL_SAFE_NO_PAD.decode(digits).map_err(|_| NotAHead)?;
        Ok(Self {
            number: number.parse().map_err(|_| NotAHead)?,
            mac: Mac::from_bytes(bytes.try_into().map_err(|_| NotAHead)?),
        })
    }
}
