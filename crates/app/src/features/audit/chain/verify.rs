//! Whether everything that was sealed is as it was.

use usher_db::{Db, Error, Tx};
use usher_domain::{clock::Timestamp, invite::SecretKey};

use super::{
    mark::{self, Mark},
    row::{self, Row},
    seal::{self, Head, Seal},
};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How many rows are as they were sealed.
    pub rows: u64,
    /// Since when rows are sealed: what was changed before that is not found.
    pub since: Option<Timestamp>,
    /// The chain's end.
    pub head: Option<Head>,
    /// Whether rows are waiting to be sealed.
    pub is_behind: bool,
    /// The first thing that is wrong.
    pub flaw: Option<Flaw>,
}

/// What is wrong with a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The row does not say what it said.
    Changed(i64),
    /// The row is gone.
    Removed(i64),
    /// The row was not there when its neighbours were sealed.
    Added(i64),
    /// The seal is not as it was made, or not by this key.
    Seal(i64),
    /// The seals before this one are gone.
    Cut(i64),
    /// The chain does not end where it did: seals were taken off its end.
    End,
    /// The chain never had the head that was noted, or has it no more.
    NotTheNoted,
}

/// Walks the chain from its beginning to its first flaw. `noted` is an end that it had
/// once. Blocks: for the command line.
pub fn verify(db: &Db, key: &SecretKey, noted: Option<Head>) -> Result<Verdict, Error> {
    let mut verdict = Verdict {
        rows: 0,
        since: None,
        head: None,
        is_behind: false,
        flaw: None,
    };
    let (mut before, mut is_noted): (Option<Seal>, bool) = (None, noted.is_none());
    loop {
        let from = before.clone();
        let read = db.read_blocking(move |tx| next(tx, from.as_ref()))?;
        let Some((seal, rows)) = read else { break };
        let checked = check(before.as_ref(), &seal, &rows, key);
        match checked {
            Ok(rows) => verdict.rows += rows,
            Err(flaw) => {
                verdict.flaw = Some(flaw);
                return Ok(verdict);
            }
        }
        verdict.since.get_or_insert(seal.sealed_at);
        verdict.head = Some(seal.head());
        is_noted |= noted == verdict.head;
        before = Some(seal);
    }
    let end = before.as_ref().map_or(0, |seal| seal.last_id);
    let (head, last) =
        db.read_blocking(|tx| Ok::<_, Error>((seal::noted_head(tx)?, row::last(tx)?)))?;
    // A server may have sealed since the last step.
    let is_later = |head: Head| head.number > verdict.head.map_or(0, |known| known.number);
    if head != verdict.head && !(head.is_some_and(is_later) && has_more(db, before.as_ref())?) {
        verdict.flaw = Some(Flaw::End);
    } else if !is_noted {
        verdict.flaw = Some(Flaw::NotTheNoted);
    }
    verdict.is_behind = last > end;
    Ok(verdict)
}

fn has_more(db: &Db, before: Option<&Seal>) -> Result<bool, Error> {
    let number = before.map_or(0, |seal| seal.number);
    db.read_blocking(move |tx| Ok(seal::next(tx, number)?.is_some()))
}

type Checked = Result<u64, Flaw>;

/// The seal after `before`, and the rows that it should be over.
fn next(tx: &Tx, before: Option<&Seal>) -> Result<Option<(Seal, Vec<Row>)>, Error> {
    let number = before.map_or(0, |before| before.number);
    let Some(seal) = seal::next(tx, number)? else {
        return Ok(None);
    };
    let after = before.map_or(0, |before| before.last_id);
    // One more than there were, to see the first that was added.
    let most = mark::read(&seal.marks).len() + 1;
    let rows = row::between(tx, after, seal.last_id, most)?;
    Ok(Some((seal, rows)))
}

/// How many rows are as they were sealed, or the first flaw.
fn check(before: Option<&Seal>, seal: &Seal, rows: &[Row], key: &SecretKey) -> Checked {
    let number = before.map_or(0, |before| before.number);
    if seal.number != number + 1 {
        Err(Flaw::Cut(seal.number))
    } else if seal.hashed(before, key) != seal.mac {
        Err(Flaw::Seal(seal.number))
    } else {
        compare(&mark::read(&seal.marks), rows, key)
    }
}

/// Both are in the order of the rows' numbers.
fn compare(marks: &[Mark], rows: &[Row], key: &SecretKey) -> Checked {
    let mut found = rows.iter();
    let mut good = 0;
    for mark in marks {
        match found.next() {
            None => return Err(Flaw::Removed(mark.id)),
            Some(row) if row.id > mark.id => return Err(Flaw::Removed(mark.id)),
            Some(row) if row.id < mark.id => return Err(Flaw::Added(row.id)),
            Some(row) if row.mark(key) != *mark => return Err(Flaw::Changed(row.id)),
            Some(_) => good += 1,
        }
    }
    found
        .next()
        .map_or(Ok(good), |row| Err(Flaw::Added(row.id)))
}
