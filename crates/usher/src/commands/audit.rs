//! `usher audit`: whether the record of who did what is as it was written.

use clap::{Args, Subcommand};
use usher_app::features::audit::{self, Flaw, Head, Verdict};

use crate::{
    args::Where,
    clock::written,
    failure::{Failure, Outcome},
    keyfile, logs,
    screen::say,
    settings, site,
};

/// Check the record of who did what.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    place: Where,
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Debug, Subcommand)]
enum Deed {
    Verify(Verify),
}

/// Say whether rows were changed, removed, added or moved since they were sealed.
///
/// A running server seals new rows within seconds. The check needs the key file, may run beside a
/// server and changes nothing. It stops at the first row that is not as it was, and then ends with
/// exit code 1.
///
/// Whoever can write to the database can also put all of it back to an earlier state, as a restore
/// does. Keep the end that this command prints somewhere else, and give it to a later check by --noted.
#[derive(Debug, Args)]
struct Verify {
    /// An end that an earlier check printed; the chain must still have it
    #[arg(long, value_name = "END")]
    noted: Option<Head>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Outcome {
    let settings = settings::load(&options.place.asked(), super::environment())?;
    logs::start(settings.log.quieter());
    let Deed::Verify(Verify { noted }) = &options.deed;
    let missing = || {
        Failure::usage(format!(
            "There is no hub at {}, so there is nothing to check.",
            site::database_shown(&settings)
        ))
    };
    let db = site::existing(&settings)?.ok_or_else(missing)?;
    let key = keyfile::read(&settings.key_file)
        .map_err(|why| Failure::usage(why.sentence(&settings.key_file)))?;
    site::refuse_another_key(&db, &key, &settings)?;
    if !site::is_up_to_date(&db)? {
        return Err(Failure::usage(
            "The database is of an earlier version of Usher. Start the server once, or run usher migrate.",
        ));
    }
    let verdict = audit::verify(&db, &key, *noted)?;
    if let Some(flaw) = verdict.flaw {
        return Err(Failure::runtime(format!(
            "The audit is not as it was written: {} (Rows that were checked before and are right: {}.)",
            sentence(flaw),
            verdict.rows
        )));
    }
    tell(&verdict);
    Ok(())
}

fn tell(verdict: &Verdict) {
    match (verdict.since, verdict.head) {
        (Some(since), Some(head)) => {
            say(format_args!(
                "The audit is as it was written: {} rows, sealed since {}.",
                verdict.rows,
                written(since)
            ));
            say(format_args!("Its end is {head}."));
        }
        _ => say("Nothing is sealed yet: a server does it within seconds of its start."),
    }
    if verdict.is_behind {
        say("Newer rows are not sealed yet. A running server does that within seconds.");
    }
}

fn sentence(flaw: Flaw) -> String {
    match flaw {
        Flaw::Changed(row) => format!("row {row} was changed."),
        Flaw::Removed(row) => format!("row {row} was removed."),
        Flaw::Added(row) => format!("row {row} was added later."),
        Flaw::Seal(seal) => {
            format!("seal {seal} was changed, so nothing from it on can be relied on.")
        }
        Flaw::Cut(seal) => format!("the seals before seal {seal} were removed."),
        Flaw::End => "seals were removed from its end.".to_owned(),
        Flaw::NotTheNoted => {
            "it does not have the end that was noted, so it was put back or cut off.".to_owned()
        }
    }
}
