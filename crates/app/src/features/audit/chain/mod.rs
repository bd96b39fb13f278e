//! The chain over the audit's rows: what was changed, removed, added or moved after it was
//! sealed is found (ADR 0029).
//!
//! Rows are written without it, since a chain in the deed's own transaction would put all
//! redemptions in one line. A [`Sealer`] comes after them, reads what is committed and
//! writes one seal for up to a thousand rows.

mod mark;
mod row;
mod seal;
mod sealer;
mod settled;
#[cfg(test)]
mod tests;
mod verify;

use usher_db::{Error, Tx};

pub use seal::{Head, NotAHead};
pub use sealer::{Sealer, seal_on};
pub use settled::Settled;
pub use verify::{Flaw, Verdict, verify};

/// Takes all seals away: for whoever gives the database another key, under which no old seal
/// can be checked. What there is by now is sealed anew. Answers the head that there was.
pub fn begin_anew(tx: &Tx) -> Result<Option<Head>, Error> {
    let before = seal::last(tx)?.map(|seal| seal.head());
    tx.execute("DELETE FROM audit_seals", &[])?;
    seal::forget_head(tx)?;
    Ok(before)
}
