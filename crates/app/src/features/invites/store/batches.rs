//! Batches in the database: looked at, then done part by part.

use std::time::Duration;

use usher_db::{Error, Row as Record, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, BatchId, EntryId},
};

use crate::features::invites::many::{Counts, Row, Task};

/// How many rows a part has at most: others have their turn in between.
pub(in super::super) const PART: usize = 100;

/// How long one that was only looked at is kept.
const LOOKED_KEPT: Duration = Duration::from_hours(24);
/// How long one that was done is kept.
const DONE_KEPT: Duration = Duration::from_hours(30 * 24);

/// Where a batch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum BatchState {
    /// Nothing was written; it waits for somebody to say yes.
    Looked,
    /// It is being done.
    Working,
    /// It is done.
    Done,
}

impl BatchState {
    const ALL: [Self; 3] = [Self::Looked, Self::Working, Self::Done];

    pub(in super::super) const fn as_str(self) -> &'static str {
        match self {
            Self::Looked => "looked",
            Self::Working => "working",
            Self::Done => "done",
        }
    }
}

/// Many invites that something is done to.
#[derive(Clone, Debug)]
pub(in super::super) struct Batch {
    pub(in super::super) id: BatchId,
    pub(in super::super) entry: EntryId,
    /// Who asked.
    pub(in super::super) by: AccountId,
    pub(in super::super) task: Task,
    pub(in super::super) state: BatchState,
    pub(in super::super) people: u64,
    pub(in super::super) parts: u64,
    pub(in super::super) next_part: u64,
    pub(in super::super) counts: Counts,
    pub(in super::super) waits_until: Option<Timestamp>,
}

/// A new one.
pub(in super::super) struct NewBatch<'a> {
    pub(in super::super) id: BatchId,
    pub(in super::super) entry: EntryId,
    pub(in super::super) by: AccountId,
    pub(in super::super) task: &'a Task,
    pub(in super::super) content: &'a str,
    pub(in super::super) rows: &'a [Row],
}

/// Writes it, to be looked at; forgets old ones.
pub(in super::super) fn keep(tx: &Tx, new: &NewBatch<'_>, now: Timestamp) -> Result<(), Error> {
    forget(tx, now)?;
    let parts = new.rows.chunks(PART);
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    tx.execute(
        "INSERT INTO invite_batches (id, entry_id, account_id, task, content, state, people, parts,
           counts, created_at)
         VALUES ($1, $2, $3, $4, $5, 'looked', $6, $7, $8, $9)",
        params![
            new.id,
            new.entry,
            new.by,
            json(new.task),
            new.content,
            count(new.rows.len()),
            count(parts.len()),
            json(&Counts::of(new.rows)),
            now
        ],
    )?;
    for (number, rows) in parts.enumerate() {
        tx.put(
            "INSERT INTO invite_batch_parts (batch_id, number, people) VALUES ($1, $2, $3)",
            params![new.id, count(number), json(&rows)],
        )?;
    }
    Ok(())
}

/// Lets it be done, in the name of `by`; whether it was still to be looked at.
pub(in super::super) fn begin(
    tx: &Tx,
    id: BatchId,
    by: AccountId,
    now: Timestamp,
) -> Result<bool, Error> {
    let begun = tx.execute(
        "UPDATE invite_batches SET state = 'working', counts = '{}', account_id = $2, begun_at = $3
         WHERE id = $1 AND state = 'looked'",
        params![id, by, now],
    )?;
    Ok(begun == 1)
}

const ONE: &str = "SELECT b.id, b.entry_id, b.account_id, b.task, b.state, b.people, b.parts,
    b.next_part, b.counts, b.waits_until FROM invite_batches b WHERE b.id = $1";

/// One, unless it is forgotten.
pub(in super::super) fn find(tx: &Tx, id: BatchId) -> Result<Option<Batch>, Error> {
    tx.query_opt(ONE, params![id], from_row)
}

/// One, locked until the transaction ends.
pub(in super::super) fn find_locked(tx: &Tx, id: BatchId) -> Result<Option<Batch>, Error> {
    tx.query_opt(tx.lock("b", ONE), params![id], from_row)
}

/// What was pasted or sent.
pub(in super::super) fn content(tx: &Tx, id: BatchId) -> Result<String, Error> {
    let found = tx.query_opt(
        "SELECT content FROM invite_batches WHERE id = $1",
        params![id],
        |row| row.get("content"),
    )?;
    Ok(found.unwrap_or_default())
}

/// The rows of a part; none behind the last.
pub(in super::super) fn part(tx: &Tx, id: BatchId, number: u64) -> Result<Option<Vec<Row>>, Error> {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    let rows: Option<String> = tx.query_opt(
        "SELECT people FROM invite_batch_parts WHERE batch_id = $1 AND number = $2",
        params![id, number],
        |row| row.get("people"),
    )?;
    Ok(rows.map(|rows| serde_json::from_str(&rows).unwrap_or_default()))
}

/// Writes down what became of a part, and where to go on.
pub(in super::super) fn note_part(
    tx: &Tx,
    batch: &Batch,
    rows: &[Row],
    waits_until: Option<Timestamp>,
) -> Result<(), Error> {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    tx.execute(
        "UPDATE invite_batch_parts SET people = $3 WHERE batch_id = $1 AND number = $2",
        params![batch.id, number(batch.next_part), json(&rows)],
    )?;
    let done = rows.iter().all(|row| row.done);
    tx.execute(
        "UPDATE invite_batches SET next_part = $2, counts = $3, waits_until = $4 WHERE id = $1",
        params![
            batch.id,
            number(batch.next_part + u64::from(done)),
            json(&batch.counts),
            waits_until
        ],
    )
    .map(drop)
}

/// Notes that all of it was done. The line for the mails is needed no more.
pub(in super::super) fn finish(tx: &Tx, batch: &Batch, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE invite_batches SET state = 'done', task = $3, done_at = $2, waits_until = NULL
         WHERE id = $1",
        params![batch.id, now, json(&batch.task.clone().said())],
    )
    .map(drop)
}

const OLD: &str = "SELECT id FROM invite_batches
    WHERE created_at < $1 AND (state = 'looked' OR created_at < $2) ORDER BY created_at LIMIT 20";

/// Forgets some that are old enough; how many.
pub(in super::super) fn forget(tx: &Tx, now: Timestamp) -> Result<usize, Error> {
    let old: Vec<BatchId> = tx.query(
        OLD,
        params![now.before(LOOKED_KEPT), now.before(DONE_KEPT)],
        |row| row.get("id"),
    )?;
    for id in &old {
        delete(tx, *id)?;
    }
    Ok(old.len())
}

/// Forgets those of an entry that goes.
pub fn forget_batches_of(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    let all: Vec<BatchId> = tx.query(
        "SELECT id FROM invite_batches WHERE entry_id = $1",
        params![entry],
        |row| row.get("id"),
    )?;
    all.into_iter().try_for_each(|id| delete(tx, id))
}

fn delete(tx: &Tx, id: BatchId) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM invite_batch_parts WHERE batch_id = $1",
        params![id],
    )?;
    tx.execute("DELETE FROM invite_batches WHERE id = $1", params![id])?;
    Ok(())
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn from_row(row: &Record<'_>) -> Result<Batch, Error> {
    let state: String = row.get("state")?;
    let found = BatchState::ALL.into_iter().find(|it| it.as_str() == state);
    let unreadable = |column, wanted| Error::Column { column, wanted };
    let (task, counts): (String, String) = (row.get("task")?, row.get("counts")?);
    let number = |column| Ok::<_, Error>(u64::try_from(row.get::<i64>(column)?).unwrap_or(0));
    Ok(Batch {
        id: row.get("id")?,
        entry: row.get("entry_id")?,
        by: row.get("account_id")?,
        task: serde_json::from_str(&task).map_err(|_| unreadable("task", "a task"))?,
        state: found.ok_or(unreadable("state", "the state of a batch"))?,
        people: number("people")?,
        parts: number("parts")?,
        next_part: number("next_part")?,
        counts: serde_json::from_str(&counts).unwrap_or_default(),
        waits_until: row.get("waits_until")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn batches_are_found_by_an_index() {
        let hub = Hub::new();
        for sql in [ONE, OLD] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
