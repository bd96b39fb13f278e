//! `usher migrate`: the schema, without serving; and a hub's move to PostgreSQL.

mod moving;

use std::path::PathBuf;

use clap::Args;
use usher_db::MIGRATIONS;

use crate::{
    args::Where,
    failure::{Failure, Outcome},
    logs,
    screen::say,
    settings::{self, Database, Settings},
    site,
};

/// Bring the database to this version's schema, or move it to PostgreSQL.
///
/// Serving brings the schema up to date by itself; the command is for those who want to see first
/// (--dry-run) or to do it while nobody waits. No server may be running on the data folder. A database
/// that a newer version has used is refused and left as it is.
///
/// With --to everything in the data folder's database is copied into an empty PostgreSQL database, and
/// counted and compared there: all of it arrives, or nothing. The database in the data folder is left as
/// it is. Media and the key file stay in the data folder.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    place: Where,
    /// Say what would be done, and change nothing; a server may be running
    #[arg(long)]
    dry_run: bool,
    /// Copy everything into this database, such as postgres://usher@db.uni.edu/usher
    #[arg(long, value_name = "URL")]
    to: Option<String>,
    /// A file that holds the password for it, readable by you alone
    #[arg(long, value_name = "FILE", requires = "to")]
    database_password_file: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Outcome {
    let settings = settings::load(&options.place.asked(), super::environment())?;
    logs::start(settings.log.quieter());
    settings.data.refuse_half_restored()?;
    if let Some(to) = &options.to {
        return move_to(&settings, options, to);
    }
    let Some(db) = site::existing(&settings)? else {
        return Err(none_yet(&settings));
    };
    let (said, steps) = if options.dry_run {
        (
            "Would apply",
            db.pending(MIGRATIONS).map_err(site::refused)?,
        )
    } else {
        drop(db);
        ("Applied", site::open(&settings)?.applied)
    };
    if steps.is_empty() {
        say("The schema is up to date; there is nothing to do.");
    }
    for step in steps {
        say(format_args!("{said} {}", step.name()));
    }
    Ok(())
}

/// A hub moves from the data folder to a server, and nowhere else.
fn move_to(settings: &Settings, options: &Options, to: &str) -> Outcome {
    if let Database::Postgres(at) = &settings.database {
        return Err(Failure::usage(format!(
            "The settings name the database {at} already, and --to moves a hub out of its data folder. \
             Take database out of the settings until it has moved."
        )));
    }
    if !settings.data.has_database() {
        return Err(none_yet(settings));
    }
    let address = moving::address(to, options.database_password_file.as_deref())?;
    moving::copy(&settings.data, address, options.dry_run)
}

fn none_yet(settings: &Settings) -> Failure {
    Failure::usage(match &settings.database {
        Database::Sqlite => format!(
            "There is no database in {} yet. The first start makes it, with the newest schema.",
            settings.data.root().display()
        ),
        Database::Postgres(at) => format!(
            "The database {at} is empty yet. The first start makes its tables, with the newest schema."
        ),
    })
}
