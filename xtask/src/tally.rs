//! What passed and what failed, over all parts of a run.

use std::process::ExitCode;

use crate::say;
use crate::stopwatch::{Stopwatch, Took};

/// The counts of a run, its failures by name and the time of each part.
#[derive(Default)]
pub(crate) struct Tally {
    passed: usize,
    failures: Vec<String>,
    parts: Vec<(&'static str, Took)>,
}

impl Tally {
    /// Runs one part under its heading and notes its time.
    pub(crate) fn part<T>(&mut self, name: &'static str, work: impl FnOnce(&mut Self) -> T) -> T {
        say::heading(name);
        let watch = Stopwatch::start();
        let outcome = work(self);
        self.parts.push((name, watch.read()));
        outcome
    }

    /// `count` more things hold.
    pub(crate) fn pass(&mut self, count: usize) {
        self.passed += count;
    }

    /// One thing does not hold.
    pub(crate) fn fail(&mut self, name: impl Into<String>) {
        self.failures.push(name.into());
    }

    /// Counts a step by its outcome and says why it failed.
    pub(crate) fn step(&mut self, name: &str, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => self.pass(1),
            Err(why) => {
                say::note(&format!("FAIL {name}: {why}"));
                self.fail(name);
            }
        }
    }

    /// Prints the times, the failures and, as the very last line, `N passed, N failed`.
    pub(crate) fn conclude(self) -> ExitCode {
        say::heading("summary");
        for (name, took) in &self.parts {
            say::note(&format!("{name:<24} {took}"));
        }
        if !self.failures.is_empty() {
            say::line("\nFailed:");
            for failure in &self.failures {
                say::note(failure);
            }
        }
        say::line(&format!(
            "\n{} passed, {} failed",
            self.passed,
            self.failures.len()
        ));
        if self.failures.is_empty() && self.passed > 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
