//! `cargo xtask bench`: the hub beside its peers and the limits of the machine, in one run.
//!
//! Servers run on core 0, this process on core 1. It exits with 1 when a goal is missed by more than
//! the noise of its own measurement.

mod console;
mod fixture;
mod growth;
mod http;
mod invites;
mod limits;
mod machine;
mod measured;
mod media;
mod peers;
mod process;
mod processing;
mod redeem;
mod report;
mod size;
mod spread;
mod start;
mod stopwatch;
mod table;
mod usher;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::size::Size;
use crate::table::Table;
use crate::usher::Places;

/// The bench.
#[derive(Parser)]
#[command(name = "usher-bench")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measures and writes docs/benchmarks.md
    Run(Run),
    /// Lets guests enter without HTTP; prints how many a second
    Limit(Limit),
    /// Lets guests enter over HTTP and nothing else: for a profiler to look at
    Enter(Enter),
    /// Fetches ranges of a film and nothing else: for a profiler to look at
    Ranges(Ranges),
}

#[derive(clap::Args)]
struct Run {
    /// The folder of the repository
    #[arg(long)]
    root: PathBuf,
    /// A smoke run, which shows that the bench works and judges nothing
    #[arg(long)]
    quick: bool,
    /// What to measure: everything unless given
    sections: Vec<Section>,
}

#[derive(clap::Args)]
struct Limit {
    #[arg(long)]
    data: PathBuf,
    #[arg(long)]
    first: u64,
    #[arg(long)]
    count: u64,
    #[arg(long)]
    per_commit: u64,
}

#[derive(clap::Args)]
struct Enter {
    /// The folder of the repository
    #[arg(long)]
    root: PathBuf,
    #[arg(long, default_value_t = 50_000)]
    count: u64,
    #[arg(long, default_value_t = 64)]
    connections: usize,
}

#[derive(clap::Args)]
struct Ranges {
    /// The folder of the repository
    #[arg(long)]
    root: PathBuf,
    #[arg(long)]
    bytes: u64,
    #[arg(long, default_value_t = 10)]
    seconds: u64,
}

/// A section of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Section {
    Redeem,
    Postgres,
    Media,
    Start,
    Growth,
    Console,
    Invites,
    Processing,
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Run(run) => run.run(),
        Command::Limit(limit) => {
            limits::entering(&limit.data, limit.first, limit.count, limit.per_commit).map(|rate| {
                println!("{rate}");
                ExitCode::SUCCESS
            })
        }
        Command::Enter(enter) => Places::below(&enter.root)
            .and_then(|places| redeem::only_entering(&places, enter.count, enter.connections))
            .map(|()| ExitCode::SUCCESS),
        Command::Ranges(ranges) => Places::below(&ranges.root)
            .and_then(|places| media::only_ranges(&places, ranges.bytes, ranges.seconds))
            .map(|()| ExitCode::SUCCESS),
    };
    outcome.unwrap_or_else(|why| {
        eprintln!("bench: {why}");
        ExitCode::FAILURE
    })
}

impl Run {
    fn run(self) -> Result<ExitCode, String> {
        let places = Places::below(&self.root)?;
        let size = Size { quick: self.quick };
        let mut tables: Vec<(Section, Table)> = Vec::new();
        let mut broken = Vec::new();
        for section in [
            Section::Redeem,
            Section::Postgres,
            Section::Media,
            Section::Start,
            Section::Growth,
            Section::Console,
            Section::Invites,
            Section::Processing,
        ] {
            if !self.sections.is_empty() && !self.sections.contains(&section) {
                continue;
            }
            println!("\n== {section:?}");
            let table = match section {
                Section::Redeem => redeem::run(&places, size),
                Section::Postgres => redeem::on_postgres(&places, size),
                Section::Media => media::run(&places, size),
                Section::Start => start::run(&places, size),
                Section::Growth => growth::run(&places, size),
                Section::Console => console::run(&places, size),
                Section::Invites => invites::run(&places, size),
                Section::Processing => processing::run(&places, size),
            };
            match table {
                Ok(table) => tables.push((section, table)),
                // The others are measured all the same.
                Err(why) => {
                    println!("    could not be measured: {why}");
                    broken.push(section);
                }
            }
        }
        if size.quick {
            println!(
                "\nA smoke run: nothing is judged by it, and docs/benchmarks.md is as it was."
            );
            return Ok(verdict(broken.is_empty()));
        }
        report::write(&places, &tables)?;
        let missed: Vec<_> = tables
            .iter()
            .flat_map(|(_, table)| table.missed())
            .collect();
        for line in &missed {
            println!("missed: {} ({} {})", line.what, line.judged, line.unit);
        }
        println!(
            "{} goals missed, {} sections not measured",
            missed.len(),
            broken.len()
        );
        Ok(verdict(missed.is_empty() && broken.is_empty()))
    }
}

fn verdict(good: bool) -> ExitCode {
    if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
