//! The browser stories of `e2e/` against the real binary.

use std::fs;

use crate::child::Child;
use crate::lints::Compiler;
use crate::repository::Repository;
use crate::setup;
use crate::tally::Tally;

/// Builds the binary and runs every story file.
pub(crate) fn run(repository: &Repository, compiler: Compiler, tally: &mut Tally) {
    // The binary that the Rust tests ran, not the same once more with fewer features.
    let build = [
        "test",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--no-run",
    ];
    let built = compiler
        .used_by(Child::cargo(repository.root(), &build))
        .run();
    tally.step("build", built);
    let folder = repository.at("e2e");
    let summary = folder.join("out/summary.json");
    // A summary of an earlier run must not speak for this one.
    let _ = fs::remove_file(&summary);
    let outcome = setup::npm_ci(&folder).and_then(|()| {
        Child::new(&folder, "npm", &["run", "--silent", "stories"])
            .env("USHER_BIN", repository.binary("debug"))
            .run()
    });
    let counted = fs::read_to_string(&summary)
        .ok()
        .map(|text| Summary::read(&text));
    match counted {
        Some(summary) => {
            tally.pass(summary.passed);
            let silent = outcome.is_err() && summary.failures.is_empty();
            for failure in summary.failures {
                tally.fail(format!("story: {failure}"));
            }
            if silent {
                tally.step("browser stories", outcome);
            }
        }
        None => tally.step(
            "browser stories",
            outcome.and(Err("they left no summary".to_owned())),
        ),
    }
}

/// What `e2e/harness/report.ts` writes: one value on each line.
#[derive(Debug, Default, PartialEq)]
struct Summary {
    passed: usize,
    failures: Vec<String>,
}

impl Summary {
    fn read(text: &str) -> Self {
        let mut summary = Self::default();
        let mut feature = "";
        for line in text.lines() {
            let Some((key, value)) = line.trim().trim_end_matches(',').split_once(": ") else {
                continue;
            };
            match key {
                r#""passed""# => summary.passed = value.parse().unwrap_or(0),
                r#""feature""# => feature = value.trim_matches('"'),
                r#""name""# => summary
                    .failures
                    .push(format!("{feature}: {}", value.trim_matches('"'))),
                _ => {}
            }
        }
        summary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_of_the_stories_is_understood() {
        let text = r#"{
  "passed": 5,
  "failed": 1,
  "seconds": 12.5,
  "failures": [
    {
      "feature": "Lobby",
      "name": "a second device is refused, kindly",
      "message": "\"name\": no"
    }
  ]
}"#;
        let failures = vec!["Lobby: a second device is refused, kindly".to_owned()];
        assert_eq!(
            Summary::read(text),
            Summary {
                passed: 5,
                failures
            }
        );
    }
}
