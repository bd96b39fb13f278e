//! `usher demo`: a small university with real media, for looking around.

mod announcement;
mod entries;
mod fill;
mod guests;
mod invite;
mod ledger;
mod media;
mod people;
mod places;
mod shelve;

use std::env;

use clap::Args;
use usher_app::{App, marks};

use crate::{
    args::WhereAndListen,
    commands::serve,
    failure::{Failure, Outcome},
    logs,
    screen::say,
    settings::{self, Database, Settings},
    site,
};

/// Run a hub that is filled with a small university.
///
/// Northfield University, its people and its media are invented. The first start fills the folder
/// (below the current folder: usher-demo), later starts keep everything that people did there. Each
/// start makes new links of the ready invitations, since Usher does not keep a link that it has shown.
///
/// Everybody's password is known, so the folder (and a PostgreSQL database, if the settings name one)
/// is marked as a demonstration and is served on this machine only; one that holds a real site is
/// refused.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    place: WhereAndListen,
    /// Print one line of JSON once it serves: base_url, accounts, entries, invites
    #[arg(long)]
    json: bool,
}

/// Where the demonstration goes if nobody says.
const FOLDER: &str = "usher-demo";

/// Runs the command.
pub(crate) fn run(options: &Options) -> Outcome {
    let mut asked = options.place.asked();
    if asked.data.is_none() && asked.config.is_none() && env::var_os("USHER_DATA").is_none() {
        asked.data = Some(FOLDER.into());
    }
    let settings = settings::load(&asked, super::environment())?;
    logs::start(settings.log);
    refuse_real_site(&settings)?;
    let (json, data) = (options.json, &settings.data);
    // A file in the folder is the mark, so that comes first; on a server the database has its own.
    let claim = || match settings.database {
        Database::Sqlite => data.mark_as_demo(),
        Database::Postgres(_) => Ok(()),
    };
    serve::hub(&settings, claim, async move |app: &App| {
        app.parts.db.write(marks::mark_as_demo).await?;
        data.mark_as_demo()?;
        let ledger = fill::fill(app).await?;
        let invites = invite::ready(app, &ledger).await?;
        let said = announcement::Announcement::of(app, &ledger, invites).await?;
        let said = if json { said.line()? } else { said.page() };
        let announce: serve::Announcement = Box::new(move || say(said));
        Ok(announce)
    })
}

/// Invented people have no business among real ones, nor has the world among
/// passwords that everybody knows.
fn refuse_real_site(settings: &Settings) -> Outcome {
    let data = &settings.data;
    let is_real = match &settings.database {
        Database::Sqlite => data.has_database() && !data.is_demo(),
        Database::Postgres(_) => match site::existing(settings)? {
            Some(db) => !db.read_blocking(marks::may_be_demo)?,
            None => false,
        },
    };
    if is_real {
        return Err(Failure::usage(match &settings.database {
            Database::Sqlite => format!(
                "The data folder {} holds a real site, and a demonstration would mix invented people into \
                 it. Name another folder by --data.",
                data.root().display()
            ),
            Database::Postgres(at) => format!(
                "The database {at} holds a real site, and a demonstration would mix invented people into \
                 it. Name another database, or none for SQLite."
            ),
        }));
    }
    if !settings.base_url.is_loopback() {
        return Err(Failure::usage(
            "A demonstration's passwords are known to everybody, so it is served on this machine only. \
             Leave base_url out, or let its host be this machine.",
        ));
    }
    Ok(())
}
