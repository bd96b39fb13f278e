//! Moves what was committed from the write-ahead log into the file, beside the write lane: a
//! commit waits for its own pages to be on the disk and, nearly always, for nothing else.

use std::{
    ffi::c_int,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
    time::Duration,
};

use crossbeam_channel::{Receiver, Sender, bounded};
use rusqlite::{Connection, hooks::Wal};

use super::{Role, open};
use crate::OpenError;

/// So many pages of the log are moved at a time. What many commits changed is then moved once.
const STEP: c_int = 1_000;
/// The log begins anew only when all of it was moved, which cannot come about while commits
/// follow each other. At this length the write lane does the rest itself (16 MiB).
const LONGEST: c_int = 4_096;

/// The connection that moves pages.
pub(crate) struct Checkpoints {
    connection: Connection,
    bell: Receiver<()>,
    /// How many pages of the log are in the file.
    moved: Arc<AtomicI32>,
}

/// To be dropped once the writer has closed the file. The last connection tidies the log away,
/// and of two that close at the same moment neither is the last.
pub(crate) struct UntilClosed {
    _bell: Sender<()>,
}

impl Checkpoints {
    /// Takes the moving of pages off this writer of the file at `path`.
    pub(crate) fn of(
        writer: &mut Connection,
        path: &Path,
        patience: Duration,
    ) -> Result<(Self, UntilClosed), OpenError> {
        let connection = open(path, Role::Writer, patience)?;
        let (ring, bell) = bounded(1);
        let until = UntilClosed {
            _bell: ring.clone(),
        };
        let moved = Arc::<AtomicI32>::default();
        let known = Arc::clone(&moved);
        let committed = move |log: &mut Wal, pages: c_int| {
            if pages < known.load(Ordering::SeqCst) {
                // It began anew.
                known.store(0, Ordering::SeqCst);
            }
            if pages >= LONGEST {
                // What cannot be moved now (somebody else is at it, the disk is full) stays in
                // the log, where it is as safe; the commit stands.
                let _ = log.checkpoint();
            } else if pages - known.load(Ordering::SeqCst) >= STEP {
                let _ = ring.try_send(());
            }
            Ok(())
        };
        writer
            .wal_hook(Some(committed))
            .map_err(|error| OpenError::Other {
                path: path.to_owned(),
                reason: error.to_string(),
            })?;
        let checkpoints = Self {
            connection,
            bell,
            moved,
        };
        Ok((checkpoints, until))
    }

    /// Moves pages whenever the writer asks, until [`UntilClosed`] is dropped. What could not be
    /// moved is asked for again with the next commit.
    pub(crate) fn run(self) {
        while self.bell.recv().is_ok() {
            let moved = self
                .connection
                .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
                    row.get::<_, i32>("checkpointed")
                });
            match moved {
                Ok(pages) => self.moved.store(pages, Ordering::SeqCst),
                Err(error) => tracing::warn!(%error, "the log could not be moved into the file"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    /// Rows after which the log should have begun anew, however busy the machine is.
    const MOST: u64 = 60_000;

    fn write(connection: &Connection, rows: usize) {
        for _ in 0..rows {
            connection
                .execute("INSERT INTO rows (filling) VALUES (zeroblob(16000))", [])
                .unwrap();
        }
    }

    #[test]
    fn pages_are_moved_while_the_writer_goes_on_and_the_log_does_not_grow_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("usher.db");
        let mut writer = open(&path, Role::WriterThatCreates, Duration::ZERO).unwrap();
        let (checkpoints, until) = Checkpoints::of(&mut writer, &path, Duration::ZERO).unwrap();
        writer.pragma_update(None, "synchronous", 0).unwrap();
        let moving = thread::spawn(|| checkpoints.run());
        writer
            .execute_batch("CREATE TABLE rows (n INTEGER PRIMARY KEY, filling BLOB) STRICT")
            .unwrap();
        // How long the log gets before it begins anew depends on when the mover runs beside us, and is bounded
        // by nothing but that: so it is written until less than half of it lies in the log.
        let log = folder.path().join("usher.db-wal");
        let mut written = 0;
        let pages = loop {
            write(&writer, 1_000);
            written += 1_000;
            let pages = std::fs::metadata(&log).unwrap().len() / 4_096;
            if pages < written * 5 / 2 || written == MOST {
                break pages;
            }
        };
        assert!(pages < written * 5 / 2, "{pages} of {} pages", written * 5);
        let file = std::fs::metadata(&path).unwrap().len() / 4_096;
        assert!(file > STEP as u64, "{file} pages were moved");
        drop(writer);
        drop(until);
        moving.join().unwrap();
        assert!(!folder.path().join("usher.db-wal").exists());
        let after = Connection::open(&path).unwrap();
        let rows = "SELECT count(*) FROM rows";
        let rows: i64 = after.query_row(rows, [], |row| row.get(0)).unwrap();
        assert_eq!(rows as u64, written);
    }
}
