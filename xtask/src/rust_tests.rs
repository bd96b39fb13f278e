//! Unit, store and HTTP tests, through nextest where it is installed.

use crate::child::Child;
use crate::repository::{Repository, on_path};
use crate::say;
use crate::tally::Tally;

/// Runs all tests of the workspace and counts them.
pub(crate) fn run(repository: &Repository, tally: &mut Tally) {
    let root = repository.root();
    if on_path("cargo-nextest") {
        let nextest = [
            "nextest",
            "run",
            "--workspace",
            "--no-fail-fast",
            "--no-tests",
            "pass",
            "--status-level",
            "fail",
        ];
        count("cargo nextest", Child::cargo(root, &nextest), tally, |_| {});
        // nextest leaves the examples in the documentation to cargo.
        count(
            "documentation examples",
            Child::cargo(
                root,
                &["test", "--workspace", "--doc", "--no-fail-fast", "--quiet"],
            ),
            tally,
            |_| {},
        );
    } else {
        count(
            "cargo test",
            Child::cargo(root, &["test", "--workspace", "--no-fail-fast"]),
            tally,
            |_| {},
        );
    }
}

/// Runs one test command and adds what it counted; `also` sees every line.
pub(crate) fn count(name: &str, child: Child, tally: &mut Tally, mut also: impl FnMut(&str)) {
    let mut seen = Seen::default();
    let outcome = child.read_lines(|line| {
        seen.read(line);
        also(line);
    });
    tally.pass(seen.passed);
    if seen.ignored > 0 {
        say::note(&format!("{} tests were ignored", seen.ignored));
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
    fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(counts) = line.strip_prefix("test result: ") {
            self.add(counts.split(';'));
        } else if line.starts_with("Summary [") {
            self.add(line.rsplit(':').next().unwrap_or_default().split(','));
        } else if let Some(name) = failed_in_nextest(line).or_else(|| failed_in_cargo(line)) {
            // nextest tells a failure when it happens and again at its end.
            if !self.failed.contains(&name) {
                self.failed.push(name);
            }
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
    let (way, rest) = line.split_once(" [")?;
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

    fn seen(lines: &[&str]) -> Seen {
        let mut seen = Seen::default();
        for line in lines {
            seen.read(line);
        }
        seen
    }

    #[test]
    fn the_words_of_nextest_are_understood() {
        let failure = "        FAIL [   0.005s] (2/3) usher-domain invite::tests::no";
        let seen = seen(&[
            "        PASS [   0.005s] (1/3) usher-domain invite::tests::yes",
            failure,
            "     Summary [   0.012s] 3 tests run: 2 passed (1 slow), 1 failed, 4 skipped",
            failure,
        ]);
        assert_eq!(
            seen,
            Seen {
                passed: 2,
                ignored: 4,
                failed: vec!["usher-domain invite::tests::no".to_owned()]
            }
        );
    }

    #[test]
    fn the_words_of_cargo_test_are_understood() {
        let seen = seen(&[
            "test invite::tests::yes ... ok",
            "test invite::tests::no ... FAILED",
            "test result: FAILED. 1 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        ]);
        assert_eq!(
            seen,
            Seen {
                passed: 8,
                ignored: 2,
                failed: vec!["invite::tests::no".to_owned()]
            }
        );
    }
}
