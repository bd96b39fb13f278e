//! `cargo xtask soak`: the rows of the threat model (`t01_…`) and of the promises (`r01_…`) at full size.
//!
//! A test tells its figure on a line of its own: `figure: t01 64 × 1,000 invites: 0 oversold`.
//! `cargo xtask soak r02 t06` runs these rows alone and leaves the others' figures as they were.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::process::ExitCode;
use std::thread::available_parallelism;

use clap::Args;

use usher_test_postgres::ENGINE;

use crate::child::Child;
use crate::postgres::Postgres;
use crate::repository::Repository;
use crate::rust_tests::{self, ON_BOTH_ENGINES, Runner};
use crate::tally::Tally;
use crate::{dependencies, mutants, say, setup, web};

/// Tests look for this variable and then run at full size.
const FULL_SIZE: &str = "USHER_SOAK";
const REPORT: &str = "docs/soak.md";

/// The row whose rules are also changed one by one.
const MUTANTS: &str = "t10";
/// The row of what others wrote.
const DEPENDENCIES: &str = "t26";
/// The rows whose tests of the product are measured on the other engine too. (R1 and R8 have tests of
/// their own there.)
const ON_POSTGRES: &[&str] = &["t01", "t11"];

/// The rows to be measured.
#[derive(Args)]
pub(crate) struct Soak {
    /// Rows such as t01 or r02; all of them if none is named
    rows: Vec<String>,
    /// Measures the build that `cargo xtask test` uses instead of an optimised one
    #[arg(long)]
    dev: bool,
}

impl Soak {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<ExitCode, String> {
        run(&self.rows, if self.dev { "dev" } else { "release" })
    }
}

fn run(rows: &[String], profile: &str) -> Result<ExitCode, String> {
    if let Some(odd) = rows.iter().find(|row| !is_row(row)) {
        return Err(format!("{odd} is no row: they are called t01, r02, …"));
    }
    let repository = Repository::find()?;
    let mut tally = Tally::default();
    tally.part("setup", |tally| {
        tally.step("setup: tools", setup::tools());
        tally.step("setup: Debian packages", setup::packages(setup::TEST));
        tally.step("web build", web::build(&repository));
    });
    let mut figures = Figures::default();
    let wanted = |wanted: &str| rows.is_empty() || rows.iter().any(|row| row == wanted);
    tally.part("soak", |tally| {
        let runner = Runner::installed();
        let server = Postgres::start(tally);
        let full_size = |scope: &[&str], rows: &[String]| {
            server
                .known_to(tests(&repository, runner, scope, rows, profile))
                .env(FULL_SIZE, "1")
        };
        let child = full_size(&["--workspace", "--exclude", "xtask"], rows);
        rust_tests::count("soak", runner, child, tally, |line| figures.read(line, ""));
        let again: Vec<String> = ON_POSTGRES
            .iter()
            .filter(|row| wanted(row))
            .map(|row| (*row).to_owned())
            .collect();
        if !again.is_empty() {
            let child = full_size(ON_BOTH_ENGINES, &again).env(ENGINE, "postgres");
            rust_tests::count("soak on PostgreSQL", runner, child, tally, |line| {
                figures.read(line, "PostgreSQL: ");
            });
        }
    });
    if wanted(DEPENDENCIES) {
        tally.part("soak: dependencies", |tally| {
            tally.step("cargo-deny", dependencies::install(&repository));
            if let Some(figure) = dependencies::check(&repository, tally) {
                figures.read(&format!("figure: {DEPENDENCIES} {figure}"), "");
            }
        });
    }
    if wanted(MUTANTS) {
        tally.part("soak: mutants", |tally| {
            let (figure, outcome) = mutants::run(&repository);
            if let Some(figure) = figure {
                figures.read(&format!("figure: {MUTANTS} {figure}"), "");
            }
            tally.step("mutants of the rules", outcome);
        });
    }
    say::heading("figures");
    for (row, texts) in &figures.0 {
        for text in texts {
            say::note(&format!("{row}  {text}"));
        }
    }
    let written = figures.write(&repository, profile);
    tally.step(REPORT, written);
    Ok(tally.conclude())
}

/// Whether it is the name of a row.
fn is_row(name: &str) -> bool {
    let number = name.strip_prefix(['t', 'r']);
    number.is_some_and(|number| number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit()))
}

fn tests(
    repository: &Repository,
    runner: Runner,
    scope: &[&str],
    rows: &[String],
    profile: &str,
) -> Child {
    let cargo = |args: &[&str]| Child::cargo(repository.root(), args);
    let how = [
        "--no-fail-fast",
        match runner {
            Runner::Nextest => "--cargo-profile",
            Runner::Cargo => "--profile",
        },
        profile,
    ];
    let full = [scope, &how].concat();
    match runner {
        Runner::Nextest => {
            let rows = if rows.is_empty() {
                r"[tr]\d\d".to_owned()
            } else {
                format!("({})", rows.join("|"))
            };
            let filter = format!("test(/(^|::){rows}_/)");
            let rows = ["--no-capture", "-E", &filter];
            cargo(&[&["nextest", "run"], &full[..], &rows].concat())
        }
        Runner::Cargo => {
            // The built-in runner knows parts of names only: spell the rows out.
            let all = (0..200).map(|number| {
                format!(
                    "{}{:02}",
                    if number < 100 { 't' } else { 'r' },
                    number % 100
                )
            });
            let rows: Vec<String> = all
                .filter(|row| rows.is_empty() || rows.contains(row))
                .map(|row| row + "_")
                .collect();
            cargo(
                &[
                    &["test"],
                    &full[..],
                    &["--", "--nocapture", "--test-threads", "1"],
                ]
                .concat(),
            )
            .args(rows)
        }
    }
}

/// What each row printed, in order.
#[derive(Debug, Default, PartialEq)]
struct Figures(BTreeMap<String, Vec<String>>);

impl Figures {
    /// Takes a line that holds `figure: <row> <text>`; the built-in runner puts the test's name before it.
    /// `engine` is said in front of the text.
    fn read(&mut self, line: &str, engine: &str) {
        let Some((row, text)) = line
            .split_once("figure: ")
            .and_then(|(_, told)| told.split_once(' '))
        else {
            return;
        };
        self.0
            .entry(row.to_lowercase())
            .or_default()
            .push(format!("{engine}{}", text.trim()));
    }

    /// The table of an earlier report.
    fn of_report(report: &str) -> Self {
        let mut figures = Self::default();
        for line in report.lines() {
            let Some((row, text)) = line
                .strip_prefix("| ")
                .and_then(|rest| rest.strip_suffix(" |")?.split_once(" | "))
            else {
                continue;
            };
            if !matches!(row, "Row" | "---") {
                figures
                    .0
                    .entry(row.to_lowercase())
                    .or_default()
                    .push(text.to_owned());
            }
        }
        figures
    }

    /// Replaces the rows that were measured now and keeps the others.
    fn write(self, repository: &Repository, profile: &str) -> Result<(), String> {
        let path = repository.at(REPORT);
        let mut all = Self::of_report(&fs::read_to_string(&path).unwrap_or_default());
        all.0.extend(self.0);
        fs::write(&path, all.report(profile)).map_err(|why| why.to_string())
    }

    fn report(&self, profile: &str) -> String {
        let cores = available_parallelism().map_or(1, usize::from);
        let mut report = format!(
            "# Soak\n\nWhat the tests of the threat model and of the promises measured at full size, written by `cargo xtask soak`\n\
             ({profile} profile, last run on {cores} cores).\n\n| Row | Figure |\n| --- | --- |\n"
        );
        for (row, texts) in &self.0 {
            for text in texts {
                let (row, text) = (row.to_uppercase(), text.replace('|', "/"));
                let _ = writeln!(report, "| {row} | {text} |");
            }
        }
        report
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_from_other_words() {
        let names = ["t01", "r12", "x01", "t1", "r123", "tests"];
        let rows: Vec<_> = names.into_iter().filter(|name| is_row(name)).collect();
        assert_eq!(rows, ["t01", "r12"]);
    }

    #[test]
    fn rows_measured_again_replace_their_old_figures_and_others_stay() {
        let mut now = Figures::default();
        now.read(
            "test invites::t01_double_spend ... figure: t01 64 in parallel: 0 oversold",
            "",
        );
        now.read("figure: t01 64 in parallel: 0 oversold", "PostgreSQL: ");
        now.read("figure: r01 1,000 kills: 0 lost", "");
        now.read("a line without one", "");
        let mut all = Figures::of_report(
            "# Soak\n| Row | Figure |\n| --- | --- |\n| T01 | 3 oversold |\n| T14 | kept |\n",
        );
        all.0.extend(now.0);
        let report = all.report("release");
        assert!(
            report.ends_with(
                "| R01 | 1,000 kills: 0 lost |\n| T01 | 64 in parallel: 0 oversold |\n\
             | T01 | PostgreSQL: 64 in parallel: 0 oversold |\n| T14 | kept |\n"
            ),
            "{report}"
        );
        assert_eq!(Figures::of_report(&report), all);
    }
}
