//! `usher migrate`: the schema, without serving.

use clap::Args;
use usher_db::{Db, MIGRATIONS, Options as Database};

use crate::{
    args::Where,
    failure::{Failure, Outcome},
    logs,
    screen::say,
    settings, site,
};

/// Bring the database to this version's schema.
///
/// Serving does this by itself; the command is for those who want to see first (--dry-run) or to do it
/// while nobody waits. No server may be running on the data folder. A database that a newer version has
/// used is refused and left as it is.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    place: Where,
    /// Say what would be done, and change nothing; a server may be running
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Outcome {
    let settings = settings::load(&options.place.asked(), super::environment())?;
    logs::start(settings.log.quieter());
    let data = &settings.data;
    data.refuse_half_restored()?;
    if !data.has_database() {
        return Err(Failure::usage(format!(
            "There is no database in {} yet. The first start makes it, with the newest schema.",
            data.root().display()
        )));
    }
    let (said, steps) = if options.dry_run {
        let db = Db::open(Database::sqlite(data.database()).shared()).map_err(site::refused)?;
        (
            "Would apply",
            db.pending(MIGRATIONS).map_err(site::refused)?,
        )
    } else {
        let opened = site::open(&settings);
        ("Applied", opened?.applied)
    };
    if steps.is_empty() {
        say("The schema is up to date; there is nothing to do.");
    }
    for step in steps {
        say(format_args!("{said} {}", step.name()));
    }
    Ok(())
}
