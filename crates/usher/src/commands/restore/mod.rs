//! `usher restore`: a hub from a backup.

mod key;
mod stage;

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use usher_app::{
    backup::{Ended, OpenLinks, settle},
    features::audit,
    high_water, marks,
};
use usher_db::{Census, Db, MIGRATIONS, Options as Database, Tx};
use usher_domain::clock::{Clock, Timestamp};

use self::{key::Bring, stage::Stage};
use crate::{
    archive::{About, Archive},
    args::Where,
    clock::SystemClock,
    data_folder::room_for,
    failure::{Failure, Outcome},
    logs,
    progress::Progress,
    screen::say,
    settings::{self, Settings},
    site,
};

/// Make a hub from a backup, in an empty data folder.
///
/// Everything is checked before anything stands under its name; a restore that was cut off leaves a
/// folder that no server takes. Spent and revoked links stay dead. What was open when the backup was
/// taken is closed, since it may have been used or taken back after that: links are revoked, API tokens
/// end, everybody signs in anew, unfinished uploads are forgotten.
///
/// Where the settings name a PostgreSQL database, it is restored into that, which must be empty. What takes
/// long says on stderr how far it is.
///
/// The key file comes from the backup if it was taken --with-key, else from --key.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    place: Where,
    /// The backup
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// The key file of the hub, which is copied into the data folder
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The key file is lost for good: make a new one, and close every link
    #[arg(long, conflicts_with_all = ["key", "keep_invites_open"])]
    new_key: bool,
    /// Leave links and API tokens as they were: only if nothing happened since the backup
    #[arg(long)]
    keep_invites_open: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Outcome {
    let settings = settings::load(&options.place.asked(), super::environment())?;
    logs::start(settings.log.errors_only());
    site::now()?;
    let data = &settings.data;
    stage::refuse_occupied(data)?;
    let archive = Archive::open(&options.from)?;
    let about = archive.about().clone();
    let bring = Bring::chosen(options, &settings, &about)?;
    let server = server(&settings)?;

    data.make()?;
    room_for(data.root(), archive.bytes())?;
    let stage = Stage::begin(data)?;
    let changed = archive.changed();
    let progress = Progress::begin("Reading the backup");
    let manifest = archive.each(&progress, |name, contents| stage.put(name, contents))?;
    progress.stage("Counting the rows of the database");
    if !manifest.fits(&Census::of_file(&stage.database())?) {
        return Err(changed);
    }
    bring.put_in_place(&stage, &about)?;
    let links = if options.keep_invites_open {
        OpenLinks::Keep
    } else {
        OpenLinks::Close
    };
    progress.stage("Closing what was open");
    let ended = settled(&stage.database(), &about, links)?;
    if bring == Bring::New {
        forget_key(&stage.database())?;
    }
    if let Some(server) = &server {
        progress.stage("Filling the database on the server");
        fill(server, &stage.database())?;
        stage.leave_database_out()?;
    }
    progress.stage("Writing to the disk what is still in memory");
    stage.publish(about.demo)?;
    drop(progress);

    say(format_args!(
        "Restored {}{}: the hub as it was {}.",
        data.root().display(),
        match &settings.database {
            settings::Database::Sqlite => String::new(),
            settings::Database::Postgres(at) => format!(" and the database {at}"),
        },
        about.taken
    ));
    say(told(&ended, links));
    for name in manifest.damaged {
        say(format_args!(
            "Missing or damaged when the backup was taken: {name}"
        ));
    }
    // As the next start will read them: a configuration file may have come along.
    if let Ok(next) = settings::load(&options.place.asked(), super::environment()) {
        remind(&settings, &next);
    }
    Ok(())
}

/// What the next start would look for elsewhere.
fn remind(restored: &Settings, next: &Settings) {
    if !next.key_file.exists() {
        say(format_args!(
            "The settings look for the key file at {}: move {} there before the next start.",
            next.key_file.display(),
            restored.data.key_file().display()
        ));
    }
    if next.database != restored.database {
        say(format_args!(
            "The settings name another database ({}) than was restored ({}): set database before the next \
             start.",
            site::database_shown(next),
            site::database_shown(restored)
        ));
    }
}

/// The database on a server that the settings name, if they do. Refuses one that is used.
fn server(settings: &Settings) -> Outcome<Option<Db>> {
    if settings.database == settings::Database::Sqlite {
        return Ok(None);
    }
    let server = Db::open(site::options(settings)).map_err(site::refused)?;
    let behind = server.pending(MIGRATIONS).map_err(site::refused)?;
    let is_used = behind.len() < MIGRATIONS.len() && !server.read_blocking(is_empty)?;
    if is_used {
        return Err(Failure::usage(format!(
            "The database {} holds something already, and a restore replaces nothing. Name an empty one.",
            site::database_shown(settings)
        )));
    }
    Ok(Some(server))
}

fn is_empty(tx: &Tx) -> Result<bool, usher_db::Error> {
    let anything = "SELECT name FROM site UNION ALL SELECT id AS name FROM accounts LIMIT 1";
    let found = tx.query_opt(anything, &[], |row| row.get::<String>("name"))?;
    Ok(found.is_none())
}

/// Fills it with what was restored.
fn fill(server: &Db, database: &Path) -> Outcome {
    let source = Db::open(Database::sqlite(database).existing()).map_err(site::refused)?;
    server
        .migrate(MIGRATIONS, SystemClock.now())
        .map_err(site::refused)?;
    source.copy_into(server).map(drop).map_err(site::refused)
}

/// Brings the schema up to date and ends what a backup must not bring back.
fn settled(database: &Path, about: &About, links: OpenLinks) -> Outcome<Ended> {
    let db = Db::open(Database::sqlite(database).existing()).map_err(site::refused)?;
    let taken = Timestamp::from_micros(about.taken_at);
    let mark = db.read_blocking(high_water::read)?;
    let told = mark.map_or(taken, |mark| mark.max(taken));
    let now = SystemClock.now().max(told);
    db.migrate(MIGRATIONS, now).map_err(site::refused)?;
    Ok(db.write_blocking(move |tx| settle(tx, now, taken, links))?)
}

/// The first start notes the new one, and seals the audit under it.
fn forget_key(database: &Path) -> Outcome {
    let db = Db::open(Database::sqlite(database).existing()).map_err(site::refused)?;
    let now = db.read_blocking(high_water::read)?;
    let now = now.map_or_else(|| SystemClock.now(), |mark| mark.max(SystemClock.now()));
    Ok(db.write_blocking(move |tx| {
        marks::forget_key(tx)?;
        let before = audit::begin_anew(tx)?;
        let detail = json!({ "before": before.map(|head| head.to_string()) });
        audit::note(
            tx,
            now,
            &audit::Deed::of_system("audit_begun_anew").with(detail),
        )
    })?)
}

fn told(ended: &Ended, links: OpenLinks) -> String {
    let sessions = format!(
        "{} browsers were signed out, {} unfinished uploads forgotten.",
        ended.sessions, ended.uploads
    );
    match links {
        OpenLinks::Close => format!(
            "{} open invites were revoked, {} guest links deleted and {} API tokens ended, as they may have been used since; \
             {sessions}",
            ended.invites, ended.guest_links, ended.tokens
        ),
        OpenLinks::Keep => format!("Links and API tokens work as they did; {sessions}"),
    }
}
