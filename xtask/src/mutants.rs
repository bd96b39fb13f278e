//! T10's other half: every rule about access and invites is changed in turn, and the tests have to
//! notice each change.

use std::fs;

use crate::child::Child;
use crate::repository::{Repository, on_path};

/// Where the rules are.
const RULES: [&str; 2] = ["crates/domain/src/access/**", "crates/domain/src/invite/**"];
const OUT: &str = "target/mutants";

/// Changes the rules one by one; the figure, or why there is none. `Err` as well when a change
/// went unnoticed: the list is in `target/mutants/mutants.out/missed.txt`.
pub(crate) fn run(repository: &Repository) -> (Option<String>, Result<(), String>) {
    if let Err(why) = install(repository) {
        return (None, Err(why));
    }
    let ran = Child::cargo(repository.root(), &["mutants", "--package", "usher-domain"])
        .args(
            RULES
                .iter()
                .flat_map(|rules| ["--file".to_owned(), (*rules).to_owned()]),
        )
        .args(["--output", OUT, "--colors", "never", "--no-shuffle"].map(str::to_owned))
        // All tests of the rules are in the library: there is nothing else to build or to begin.
        .args(["--jobs", "2", "--cargo-test-arg=--lib"].map(str::to_owned))
        .env("CARGO_PROFILE_DEV_DEBUG", "none")
        // The soak's own size is for the rows; a mutant is noticed by the small one.
        .env("USHER_SOAK", "0")
        .run();
    let outcomes = repository.at(OUT).join("mutants.out/outcomes.json");
    let told = fs::read_to_string(outcomes).map_err(|why| why.to_string());
    match told.and_then(|told| Counts::of(&told)) {
        Ok(counts) => (Some(counts.figure()), ran),
        Err(why) => (None, Err(why)),
    }
}

fn install(repository: &Repository) -> Result<(), String> {
    if on_path("cargo-mutants") {
        return Ok(());
    }
    let install = ["install", "--locked", "cargo-mutants"];
    Child::cargo(repository.root(), &install).run()
}

/// What became of the mutants.
#[derive(Debug, PartialEq)]
struct Counts {
    total: usize,
    caught: usize,
    missed: usize,
    timeout: usize,
    unviable: usize,
}

impl Counts {
    /// From cargo-mutants' `outcomes.json`.
    fn of(outcomes: &str) -> Result<Self, String> {
        let count = |name: &str| {
            let field = format!("\"{name}\":");
            let after = outcomes
                .rsplit_once(&field)
                .map(|(_, after)| after.trim_start());
            let digits = after.map(|after| after.split(|c: char| !c.is_ascii_digit()).next());
            digits
                .flatten()
                .and_then(|digits| digits.parse().ok())
                .ok_or_else(|| format!("cargo-mutants counted no {name}"))
        };
        Ok(Self {
            total: count("total_mutants")?,
            caught: count("caught")?,
            missed: count("missed")?,
            timeout: count("timeout")?,
            unviable: count("unviable")?,
        })
    }

    fn figure(&self) -> String {
        let Self {
            total,
            caught,
            missed,
            timeout,
            unviable,
        } = self;
        format!(
            "{total} mutants of domain::{{access,invite}}: {caught} caught, {timeout} ended by the clock, \
             {unviable} that do not compile, {missed} survived"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_stand_at_the_end_of_the_outcomes() {
        let told = r#"{"outcomes": [{"summary": "CaughtMutant", "caught": 3}],
            "total_mutants": 12, "missed": 0, "caught": 10, "timeout": 1, "unviable": 1, "success": 0}"#;
        let counts = Counts::of(told).map(|counts| counts.figure());
        assert_eq!(
            counts.as_deref(),
            Ok(
                "12 mutants of domain::{access,invite}: 10 caught, 1 ended by the clock, 1 that do not compile, 0 survived"
            )
        );
        assert!(Counts::of("{}").is_err());
    }
}
