//! The binary: the only crate that asks the machine for anything (settings,
//! time, chance, signals), and the one that wires the parts together.

mod archive;
mod args;
mod background;
mod clock;
mod commands;
mod data_folder;
mod failure;
mod keyfile;
mod logs;
mod nodes;
mod password_file;
mod progress;
mod screen;
mod server;
mod settings;
mod shutdown;
mod site;
mod tls;

use std::process::ExitCode;

use clap::Parser;
use rustix::fs::Mode;

/// Requests are taken in by one thread and decided by another; the system's allocator spends a tenth of
/// a redemption on handing memory between them.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Whatever is made, is made for the user that runs Usher alone.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    match commands::run(args::Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("usher: {failure}");
            failure.exit_code()
        }
    }
}
