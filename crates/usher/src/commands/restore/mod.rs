//! `usher restore`: a hub from a backup.

mod key;
mod stage;

use std::path::{Path, PathBuf};

use clap::Args;
use usher_app::{
    backup::{Ended, OpenLinks, settle},
    high_water, marks,
};
use usher_db::{Census, Db, MIGRATIONS, Options as Database};
use usher_domain::clock::{Clock, Timestamp};

use self::{key::Bring, stage::Stage};
use crate::{
    archive::{About, Archive},
    args::Where,
    clock::SystemClock,
    data_folder::room_for,
    failure::Outcome,
    logs,
    screen::say,
    settings, site,
};

/// Make a hub from a backup, in an empty data folder.
///
/// Everything is checked before anything stands under its name; a restore that was cut off leaves a
/// folder that no server takes. Spent and revoked links stay dead. What was open when the backup was
/// taken is closed, since it may have been used or taken back after that: links are revoked, API tokens
/// end, everybody signs in anew, unfinished uploads are forgotten.
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
    let data = &settings.data;
    stage::refuse_occupied(data)?;
    let archive = Archive::open(&options.from)?;
    let about = archive.about().clone();
    let bring = Bring::chosen(options, &settings, &about)?;

    data.make()?;
    room_for(data.root(), archive.bytes())?;
    let stage = Stage::begin(data)?;
    let changed = archive.changed();
    let manifest = archive.each(|name, contents| stage.put(name, contents))?;
    if !manifest.fits(&Census::of_file(&stage.database())?) {
        return Err(changed);
    }
    bring.put_in_place(&stage, &about)?;
    let links = if options.keep_invites_open {
        OpenLinks::Keep
    } else {
        OpenLinks::Close
    };
    let ended = settled(&stage.database(), &about, links)?;
    if bring == Bring::New {
        forget_key(&stage.database())?;
    }
    stage.publish(about.demo)?;

    say(format_args!(
        "Restored {}: the hub as it was {}.",
        data.root().display(),
        about.taken
    ));
    say(told(&ended, links));
    for name in manifest.damaged {
        say(format_args!(
            "Missing or damaged when the backup was taken: {name}"
        ));
    }
    if let Some(elsewhere) = settings::load(&options.place.asked(), super::environment())
        .ok()
        .filter(|settings| !settings.key_file.exists())
    {
        say(format_args!(
            "The settings look for the key file at {}: move {} there before the next start.",
            elsewhere.key_file.display(),
            data.key_file().display()
        ));
    }
    Ok(())
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

/// The first start notes the new one.
fn forget_key(database: &Path) -> Outcome {
    let db = Db::open(Database::sqlite(database).existing()).map_err(site::refused)?;
    Ok(db.write_blocking(marks::forget_key)?)
}

fn told(ended: &Ended, links: OpenLinks) -> String {
    let sessions = format!(
        "{} browsers were signed out, {} unfinished uploads forgotten.",
        ended.sessions, ended.uploads
    );
    match links {
        OpenLinks::Close => format!(
            "{} open invites were revoked and {} API tokens ended, as they may have been used since; {sessions}",
            ended.invites, ended.tokens
        ),
        OpenLinks::Keep => format!("Links and API tokens work as they did; {sessions}"),
    }
}
