//! What commands that may take long say on stderr while they are at it. What is done within
//! moments says nothing.

use std::{
    io::{self, Read},
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use parking_lot::Mutex;
use usher_domain::clock::Stopwatch;

use crate::{clock::SystemStopwatch, screen::mention};

/// How often it is looked whether there is something to say.
const LOOK: Duration = Duration::from_secs(1);
/// Before that nothing is said.
const PATIENCE: Duration = Duration::from_secs(3);
/// Between two lines about one stage.
const BETWEEN: Duration = Duration::from_secs(10);

/// Says how far a command is, from its beginning until it is dropped.
pub(crate) struct Progress {
    reached: Arc<Mutex<Reached>>,
    /// Gone when there is nothing more to say.
    over: Option<Sender<()>>,
    teller: Option<JoinHandle<()>>,
}

/// All that a stage is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whole {
    /// How many files, if that is known.
    pub(crate) files: Option<usize>,
    /// How many bytes.
    pub(crate) bytes: u64,
}

impl Progress {
    /// Begins with this stage.
    pub(crate) fn begin(stage: &'static str) -> Self {
        let reached = Arc::new(Mutex::new(Reached::at(stage)));
        let (over, is_over) = mpsc::channel::<()>();
        let (watch, seen) = (SystemStopwatch::start(), reached.clone());
        let tell = move || {
            let mut pace = Pace::default();
            while is_over.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                let (elapsed, reached) = (watch.elapsed(), seen.lock().clone());
                if pace.speaks(elapsed, reached.stage) {
                    mention(reached.said(elapsed));
                }
            }
        };
        Self {
            reached,
            over: Some(over),
            // The work is done without a word, too.
            teller: thread::Builder::new().spawn(tell).ok(),
        }
    }

    /// Goes on to a stage of which nothing is counted.
    pub(crate) fn stage(&self, stage: &'static str) {
        *self.reached.lock() = Reached::at(stage);
    }

    /// Goes on to a stage of which files and bytes are.
    pub(crate) fn stage_of(&self, stage: &'static str, whole: Whole) {
        *self.reached.lock() = Reached {
            whole: Some(whole),
            ..Reached::at(stage)
        };
    }

    /// Passes on what is read, and counts its bytes.
    pub(crate) fn reading<R: Read>(&self, from: R) -> Counting<'_, R> {
        Counting {
            from,
            progress: self,
        }
    }

    /// Counts a file that is done.
    pub(crate) fn file(&self) {
        self.reached.lock().files += 1;
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.over.take());
        if let Some(teller) = self.teller.take() {
            let _ = teller.join();
        }
    }
}

/// See [`Progress::reading`].
pub(crate) struct Counting<'a, R> {
    from: R,
    progress: &'a Progress,
}

impl<R: Read> Read for Counting<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.from.read(buffer)?;
        self.progress.reached.lock().bytes += length as u64;
        Ok(length)
    }
}

/// How far a command is.
#[derive(Clone, Debug)]
struct Reached {
    stage: &'static str,
    files: usize,
    bytes: u64,
    whole: Option<Whole>,
}

impl Reached {
    fn at(stage: &'static str) -> Self {
        Self {
            stage,
            files: 0,
            bytes: 0,
            whole: None,
        }
    }

    fn said(&self, elapsed: Duration) -> String {
        let (stage, files) = (self.stage, self.files);
        let Some(whole) = self.whole else {
            return match elapsed.as_secs() {
                seconds if seconds < 120 => format!("{stage} ({seconds} s so far)."),
                seconds => format!("{stage} ({} min so far).", seconds / 60),
            };
        };
        let (unit, size) = if whole.bytes < 1 << 30 {
            ("MiB", 1_u64 << 20)
        } else {
            ("GiB", 1 << 30)
        };
        let [done, all] = [self.bytes, whole.bytes].map(|bytes| bytes as f64 / size as f64);
        let of = (whole.files).map_or_else(String::new, |all| format!(" of {all}"));
        let noun = match whole.files.unwrap_or(files) {
            1 => "file",
            _ => "files",
        };
        format!("{stage}: {files}{of} {noun}, {done:.1} of {all:.1} {unit}.")
    }
}

/// When something is said.
#[derive(Default)]
struct Pace {
    /// When something was, and about which stage.
    last: Option<(Duration, &'static str)>,
}

impl Pace {
    /// Whether something is to be said so long after the beginning: nothing before [`PATIENCE`], then
    /// something of every stage, and of one that lasts something every [`BETWEEN`].
    fn speaks(&mut self, elapsed: Duration, stage: &'static str) -> bool {
        let speaks = match self.last {
            None => elapsed >= PATIENCE,
            Some((at, about)) => about != stage || elapsed >= at + BETWEEN,
        };
        if speaks {
            self.last = Some((elapsed, stage));
        }
        speaks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The seconds at which something is said of stages that last so long.
    fn spoken(stages: &[(&'static str, usize)]) -> Vec<u64> {
        let mut pace = Pace::default();
        let each = stages
            .iter()
            .flat_map(|(stage, lasts)| std::iter::repeat_n(*stage, *lasts));
        (0..)
            .zip(each)
            .filter(|&(second, stage)| pace.speaks(Duration::from_secs(second), stage))
            .map(|(second, _)| second)
            .collect()
    }

    #[test]
    fn nothing_is_said_at_first_then_each_stage_and_of_a_long_one_now_and_then() {
        assert_eq!(spoken(&[("one", 1), ("two", 2)]), Vec::<u64>::new());
        assert_eq!(spoken(&[("one", 25)]), [3, 13, 23]);
        assert_eq!(
            spoken(&[("one", 2), ("two", 4), ("three", 1), ("four", 12)]),
            [3, 6, 7, 17]
        );
    }

    #[test]
    fn a_line_says_how_much_is_done_or_how_long_it_lasts() {
        let mut reached = Reached::at("Copying");
        let after = |reached: &Reached, seconds| reached.said(Duration::from_secs(seconds));
        assert_eq!(after(&reached, 40), "Copying (40 s so far).");
        assert_eq!(after(&reached, 200), "Copying (3 min so far).");
        (reached.files, reached.bytes) = (312, 1 << 30);
        let mut of = |files, bytes| {
            reached.whole = Some(Whole { files, bytes });
            after(&reached, 40)
        };
        assert_eq!(
            of(Some(4981), 5 << 29),
            "Copying: 312 of 4981 files, 1.0 of 2.5 GiB."
        );
        assert_eq!(of(None, 3 << 30), "Copying: 312 files, 1.0 of 3.0 GiB.");
        reached.files = 1;
        assert_eq!(after(&reached, 40), "Copying: 1 file, 1.0 of 3.0 GiB.");
    }

    #[test]
    fn what_is_read_is_counted_until_the_next_stage() {
        let progress = Progress::begin("Looking");
        let whole = Whole {
            files: Some(2),
            bytes: 9,
        };
        progress.stage_of("Copying", whole);
        for file in [&b"five5"[..], b"four"] {
            let mut copy = Vec::new();
            io::copy(&mut progress.reading(file), &mut copy).expect("read");
            assert_eq!(copy, file);
            progress.file();
        }
        let reached = progress.reached.lock().clone();
        assert_eq!((reached.files, reached.bytes), (2, 9));
        progress.stage("Writing");
        let reached = progress.reached.lock().clone();
        assert_eq!((reached.stage, reached.bytes), ("Writing", 0));
    }
}
