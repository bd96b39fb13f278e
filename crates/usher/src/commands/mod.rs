//! The commands, one file or folder each.

pub(crate) mod admin;
pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod invite;
pub(crate) mod migrate;
pub(crate) mod restore;
pub(crate) mod serve;

use std::env;

use crate::{
    args::Command,
    clock::{SOURCE_DATE, source_date, written},
    failure::Outcome,
    screen::say,
};

/// Does what the command line asks for.
pub(crate) fn run(command: Command) -> Outcome {
    match command {
        Command::Serve(options) => serve::run(&options),
        Command::Demo(options) => demo::run(&options),
        Command::Doctor(options) => doctor::run(&options),
        Command::Migrate(options) => migrate::run(&options),
        Command::Backup(options) => backup::run(&options),
        Command::Restore(options) => restore::run(&options),
        Command::Admin(options) => admin::run(options),
        Command::Invite(options) => invite::run(options),
        Command::Audit(options) => audit::run(&options),
        Command::Version => {
            version();
            Ok(())
        }
    }
}

fn version() {
    let dated = if SOURCE_DATE == "0" {
        "undated".to_owned()
    } else {
        written(source_date())
    };
    say(format_args!(
        "usher {} (source of {dated})",
        env!("CARGO_PKG_VERSION")
    ));
}

/// The process's environment; what is no text cannot be a setting.
fn environment() -> impl Iterator<Item = (String, String)> {
    env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}
