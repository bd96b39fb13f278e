//! The project's commands: `cargo xtask demo | test | check | web | soak | bench`.
//!
//! Each command installs what it needs, says what it does, and is quick when there is nothing to do.

mod bench;
mod check;
mod child;
mod demo;
mod dependencies;
mod house;
mod lints;
mod mutants;
mod postgres;
mod repository;
mod rust_tests;
mod say;
mod setup;
mod soak;
mod stopwatch;
mod stories;
mod tally;
mod test;
mod web;

use std::process::ExitCode;

use clap::Parser;

/// The project's commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    /// Builds everything and serves a small university with real media on http://127.0.0.1:8484
    Demo(demo::Demo),
    /// Runs every check, test and browser story; ends with `N passed, N failed`
    Test,
    /// Runs formatting, lints, types and the rules of the house
    Check,
    /// Builds the web part when something in it changed
    Web,
    /// Runs the security and reliability tests at full size and refreshes docs/soak.md
    Soak(soak::Soak),
    /// Measures the hub beside its peers and the machine's limits and refreshes docs/benchmarks.md
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let outcome = match Command::parse() {
        Command::Demo(demo) => demo.run(),
        Command::Test => test::run(),
        Command::Check => check::run(),
        Command::Web => web::run(),
        Command::Soak(soak) => soak.run(),
        Command::Bench(bench) => bench.run(),
    };
    match outcome {
        Ok(code) => code,
        Err(why) => {
            say::fault(&why);
            ExitCode::FAILURE
        }
    }
}
