//! Unit, store and HTTP tests, through nextest where it is installed, on both engines.

use std::thread::available_parallelism;

use usher_test_postgres::ENGINE;

use crate::child::Child;
use crate::lints::Compiler;
use crate::postgres::Postgres;
use crate::repository::{Repository, on_path};
use crate::say;
use crate::tally::Tally;

/// Who runs the tests, and so how the lines read. A failing test's own output may hold the other's words.
#[derive(Clone, Copy)]
pub(crate) enum Runner {
    Nextest,
    Cargo,
}

impl Runner {
    /// nextest where it is installed.
    pub(crate) fn installed() -> Self {
        if on_path("cargo-nextest") {
            Self::Nextest
        } else {
            Self::Cargo
        }
    }
}

/// What runs on either engine: the features' HTTP and store tests.
pub(crate) const ON_BOTH_ENGINES: &[&str] = &["--package", "usher-app", "--lib"];
/// The same for nextest, out of everything that was built: to build less would be to build anew, since
/// what the others ask of our dependencies would be missing.
const APP_ALONE: &str = "package(usher-app) & kind(lib)";
const QUIETLY: &[&str] = &[
    "--no-fail-fast",
    "--no-tests",
    "pass",
    "--status-level",
    "fail",
];

/// Runs all tests of the workspace and counts them; those that can a second time on PostgreSQL.
pub(crate) fn run(repository: &Repository, compiler: Compiler, tally: &mut Tally) {
    let server = Postgres::start(tally);
    let cargo =
        |args: &[&str]| server.known_to(compiler.used_by(Child::cargo(repository.root(), args)));
    let runner = Runner::installed();
    let threads = threads();
    let in_threads = ["--test-threads", &threads];
    match runner {
        Runner::Nextest => {
            let all =
                cargo(&[&["nextest", "run", "--workspace"], &in_threads[..], QUIETLY].concat());
            count("cargo nextest", runner, all, tally, |_| {});
        }
        Runner::Cargo => {
            let all = cargo(&["test", "--workspace", "--all-targets", "--no-fail-fast"]);
            count("cargo test", runner, all, tally, |_| {});
        }
    }
    let again = match runner {
        // Of the whole workspace, so that what was just built is what runs.
        Runner::Nextest => {
            let app = ["nextest", "run", "--workspace", "-E", APP_ALONE];
            cargo(&[&app, &in_threads[..], QUIETLY].concat())
        }
        Runner::Cargo => cargo(&[&["test", "--no-fail-fast"], ON_BOTH_ENGINES].concat()),
    };
    let again = again.env(ENGINE, "postgres");
    count("tests on PostgreSQL", runner, again, tally, |_| {});
    tally.step("PostgreSQL was not left out", server.was_used());
}

/// How many tests run at once. They wait a good part of their time, for the disk, a server, a process that starts:
/// half as many again as there are cores keep the cores busy.
fn threads() -> String {
    let cores = available_parallelism().map_or(2, usize::from);
    (cores + cores.div_ceil(2)).to_string()
}

/// Runs one test command and adds what it counted; `also` sees every line.
pub(crate) fn count(
    name: &str,
    runner: Runner,
    child: Child,
    tally: &mut Tally,
    mut also: impl FnMut(&str),
) {
    let mut seen = Seen::default();
    let outcome = child.read_lines(|line| {
        seen.read(runner, line);
        also(line);
    });
    tally.pass(seen.passed);
    if seen.ignored > 0 {
        say::note(&format!(
            "{} tests were not run (ignored or filtered out)",
            seen.ignored
        ));
    }
    let silent = outcome.is_err() && seen.failed.is_empty();
    for test in seen.failed {
        tally.fail(format!("test: {test}"));
    }
    if silent {
        tally.step(name, outcome);
    }
}

/// What the lines of a test command tell.
#[derive(Debug, Default, PartialEq)]
struct Seen {
    passed: usize,
    ignored: usize,
    failed: Vec<String>,
}

impl Seen {
    fn read(&mut self, runner: Runner, line: &str) {
        let (counts, failed) = match runner {
            Runner::Nextest => (nextest_counts(line), failed_in_nextest(line)),
            Runner::Cargo => (line.strip_prefix("test result: "), failed_in_cargo(line)),
        };
        if let Some(counts) = counts {
            self.add(counts.split([';', ',']));
        }
        // nextest tells a failure when it happens and again at its end.
        if let Some(name) = failed.filter(|name| !self.failed.contains(name)) {
            self.failed.push(name);
        }
    }

    fn add<'a>(&mut self, counts: impl Iterator<Item = &'a str>) {
        for part in counts {
            // `ok. 5 passed`, ` 1 skipped`, `2 passed (1 slow)`
            let words: Vec<_> = part.split_whitespace().collect();
            for pair in words.windows(2) {
                let [number, what] = pair else { continue };
                let Ok(number) = number.parse::<usize>() else {
                    continue;
                };
                match *what {
                    "passed" => self.passed += number,
                    "ignored" | "skipped" => self.ignored += number,
                    _ => {}
                }
            }
        }
    }
}

/// `Summary [   0.068s] 17 tests run: 16 passed, 1 failed, 0 skipped`
fn nextest_counts(line: &str) -> Option<&str> {
    line.trim_start()
        .strip_prefix("Summary [")?
        .split_once(": ")
        .map(|(_, counts)| counts)
}

/// `FAIL [   0.010s] (3/9) usher-domain invite::redeem::tests::name`, and the other ways of a test to end.
fn failed_in_nextest(line: &str) -> Option<String> {
    let ways = [
        "FAIL",
        "TIMEOUT",
        "ABORT",
        "SIGSEGV",
        "SIGABRT",
        "SIGKILL",
        "LEAK-FAIL",
        "XFAIL",
    ];
    let (way, rest) = line.trim_start().split_once(" [")?;
    if !ways.contains(&way.trim()) {
        return None;
    }
    let name = rest.split_once(']')?.1.trim();
    let name = name
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .map_or(name, |(_, rest)| rest.trim());
    Some(name.to_owned())
}

/// `test invite::redeem::tests::name ... FAILED`
fn failed_in_cargo(line: &str) -> Option<String> {
    line.strip_prefix("test ")?
        .strip_suffix(" ... FAILED")
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(runner: Runner, lines: &[&str]) -> Seen {
        let mut seen = Seen::default();
        for line in lines {
            seen.read(runner, line);
        }
        seen
    }

    #[test]
    fn the_words_of_nextest_are_understood_and_a_tests_own_are_not_counted() {
        let failure = "        FAIL [   0.005s] (2/3) usher-domain invite::tests::no";
        let lines = [
            "        PASS [   0.005s] (1/3) usher-domain invite::tests::yes",
            failure,
            "test invite::tests::no ... FAILED",
            "test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.06s",
            "     Summary [   0.012s] 3 tests run: 2 passed (1 slow), 1 failed, 4 skipped",
            failure,
        ];
        let failed = vec!["usher-domain invite::tests::no".to_owned()];
        assert_eq!(
            seen(Runner::Nextest, &lines),
            Seen {
                passed: 2,
                ignored: 4,
                failed
            }
        );
    }

    #[test]
    fn the_words_of_cargo_test_are_understood() {
        let lines = [
            "test invite::tests::yes ... ok",
            "test invite::tests::no ... FAILED",
            "test result: FAILED. 1 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        ];
        let failed = vec!["invite::tests::no".to_owned()];
        assert_eq!(
            seen(Runner::Cargo, &lines),
            Seen {
                passed: 8,
                ignored: 2,
                failed
            }
        );
    }
}
