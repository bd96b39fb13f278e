//! Jobs as the console lists them, and trying one again by hand. Mail has a list of its
//! own.

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, EntryId, JobId},
};
use uuid::Uuid;

use super::work::Kind;
use crate::features::audit::{self, Deed};

/// How a job stands that is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JobState {
    Failed,
    Running,
    Waiting,
}

impl JobState {
    pub(super) const ALL: [Self; 3] = [Self::Failed, Self::Running, Self::Waiting];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Running => "running",
            Self::Waiting => "waiting",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// A job in the list.
pub(super) struct Listed {
    pub(super) id: JobId,
    pub(super) kind: String,
    pub(super) state: JobState,
    pub(super) tries: u32,
    /// What stood in the way; empty if nothing did.
    pub(super) trouble: String,
    /// When it ended, or was made.
    pub(super) since: Timestamp,
    /// Whose file it is about, with its title.
    pub(super) entry: Option<(EntryId, String)>,
    /// Percent.
    pub(super) progress: i64,
}

impl Listed {
    /// Whether trying again by hand makes sense: somebody may have mended the machine.
    pub(super) fn may_be_retried(&self) -> bool {
        self.state == JobState::Failed
            && matches!(
                Kind::parse(&self.kind),
                Some(Kind::Look | Kind::Render | Kind::Rung | Kind::Ladder | Kind::Discard)
            )
    }
}

const ALL: &str = "SELECT j.id, j.kind, j.state, j.attempts, j.last_error, j.created_at,
      j.finished_at, j.entry_id, e.title, e.progress, e.ladder_percent
    FROM jobs j LEFT JOIN entries e ON e.id = j.entry_id
    WHERE j.kind <> 'mail' AND j.state <> 'done' AND j.id < $1 ORDER BY j.id DESC LIMIT $2";

const OF_STATE: &str = "SELECT j.id, j.kind, j.state, j.attempts, j.last_error, j.created_at,
      j.finished_at, j.entry_id, e.title, e.progress, e.ladder_percent
    FROM jobs j LEFT JOIN entries e ON e.id = j.entry_id
    WHERE j.kind <> 'mail' AND j.state <> 'done' AND j.state = $3 AND j.id < $1
    ORDER BY j.id DESC LIMIT $2";

/// At most `count` jobs that are not done, the newest first, made before `before`.
pub(super) fn list(
    tx: &Tx,
    state: Option<JobState>,
    before: Option<JobId>,
    count: u32,
) -> Result<Vec<Listed>, Error> {
    let before = before.unwrap_or(JobId::from_uuid(Uuid::max()));
    match state {
        None => tx.query(ALL, params![before, count], from_row),
        Some(state) => tx.query(OF_STATE, params![before, count, state.as_str()], from_row),
    }
}

fn from_row(row: &Row<'_>) -> Result<Listed, Error> {
    let state = JobState::parse(&row.get::<String>("state")?);
    let entry = row.get::<Option<EntryId>>("entry_id")?;
    let title = row.get::<Option<String>>("title")?;
    let kind: String = row.get("kind")?;
    let progress = match Kind::parse(&kind) {
        Some(Kind::Rung | Kind::Ladder) => "ladder_percent",
        _ => "progress",
    };
    Ok(Listed {
        id: row.get("id")?,
        kind,
        state: state.ok_or(Error::Column {
            column: "state",
            wanted: "the state of a job",
        })?,
        tries: row.get("attempts")?,
        trouble: row.get::<Option<String>>("last_error")?.unwrap_or_default(),
        since: row
            .get::<Option<Timestamp>>("finished_at")?
            .unwrap_or(row.get("created_at")?),
        entry: entry.zip(title),
        progress: row.get::<Option<i64>>(progress)?.unwrap_or_default(),
    })
}

/// What came of trying a job again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Retried {
    /// It is not there, or not given up any more.
    TooLate,
    /// It waits again; whose file it is about, if it is about one.
    Waits(Option<EntryId>),
}

/// Puts a job that was given up back into the line.
pub(super) fn retry(tx: &Tx, id: JobId, by: AccountId, now: Timestamp) -> Result<Retried, Error> {
    let taken = tx.execute(
        "UPDATE jobs SET state = 'waiting', attempts = 0, run_at = $2, finished_at = NULL
         WHERE id = $1 AND state = 'failed' AND kind IN ('look', 'render', 'rung', 'ladder', 'discard')",
        params![id, now],
    )?;
    if taken == 0 {
        return Ok(Retried::TooLate);
    }
    let entry = tx.query_one(
        "SELECT entry_id FROM jobs WHERE id = $1",
        params![id],
        |row| row.get::<Option<EntryId>>("entry_id"),
    )?;
    let deed = Deed::of(by, "job_retried").to(id);
    if let Some(entry) = entry {
        tx.execute(
            "UPDATE entries SET state = 'processing', failure = NULL, updated_at = $2
             WHERE id = $1 AND state = 'failed'",
            params![entry, now],
        )?;
        tx.execute(
            "UPDATE entries SET ladder = 'making', ladder_failure = NULL
             WHERE id = $1 AND ladder = 'failed'
               AND EXISTS (SELECT 1 FROM jobs WHERE id = $2 AND kind IN ('rung', 'ladder'))",
            params![entry, id],
        )?;
        audit::note(tx, now, &deed.on(entry))?;
    } else {
        audit::note(tx, now, &deed)?;
    }
    Ok(Retried::Waits(entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn no_page_of_jobs_reads_more_than_it_shows() {
        let hub = Hub::new();
        for sql in [ALL, OF_STATE] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
