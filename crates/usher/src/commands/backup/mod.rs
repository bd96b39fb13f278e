//! `usher backup`: the whole hub in one file, while it runs.

mod check;
mod contents;

use std::path::{Path, PathBuf};

use clap::Args;
use usher_app::high_water;
use usher_db::{Census, Db, MIGRATIONS, PostgresAddress};
use usher_domain::clock::Timestamp;

use self::contents::{Contents, Media};
use crate::{
    archive::{About, FORMAT, Manifest, Name, Writer, folder_of},
    args::Where,
    clock::written,
    data_folder::room_for,
    failure::{Failure, Outcome},
    keyfile, logs,
    progress::{Progress, Whole},
    screen::say,
    settings::{self, InBucket, Settings},
    site,
};

/// Copy the whole hub into one file, while it runs.
///
/// The file holds the database as it is at one moment, every media file that it names, and usher.toml
/// where it lies in the data folder. A server may be running and nobody waits. Uploads that are still
/// on their way are not in it. The file appears under its name once it is whole; it is a tar archive,
/// for its owner alone. A database on PostgreSQL is in it as an SQLite file too. What takes long
/// says on stderr how far it is.
///
/// The key file is left out unless --with-key asks for it: who has both can make links and sessions.
/// Keep a copy of it in another place; without it the links of a restored backup are dead.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    place: Where,
    /// The file to write; it must not be there yet
    #[arg(long, value_name = "FILE", required_unless_present = "check")]
    to: Option<PathBuf>,
    /// Put the key file into it: keep such a backup as safe as the key file itself
    #[arg(long, conflicts_with = "without_key")]
    with_key: bool,
    /// Leave the key file out [default]
    #[arg(long)]
    without_key: bool,
    /// Go on although media files are missing or damaged, and name them
    #[arg(long)]
    despite_damage: bool,
    /// Check that a backup is whole, instead of taking one
    #[arg(long, value_name = "FILE", conflicts_with_all = ["to", "with_key", "without_key", "despite_damage"])]
    check: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Outcome {
    if let Some(file) = &options.check {
        return check::check(file);
    }
    let settings = settings::load(&options.place.asked(), super::environment())?;
    logs::start(settings.log.errors_only());
    match &options.to {
        Some(to) => take(&settings, options, to),
        None => Err(Failure::usage("Name the file to write by --to.")),
    }
}

fn take(settings: &Settings, options: &Options, to: &Path) -> Outcome {
    let db = site::as_it_is(settings)?;
    let key = keyfile::read(&settings.key_file)
        .map_err(|why| Failure::usage(why.sentence(&settings.key_file)))?;
    let behind = db.pending(MIGRATIONS).map_err(site::refused)?.len();
    let taken = moment(&db)?;
    let about = About {
        format: FORMAT,
        usher: env!("CARGO_PKG_VERSION").to_owned(),
        schema: u32::try_from(MIGRATIONS.len() - behind).unwrap_or(0),
        taken_at: taken.micros(),
        taken: written(taken),
        demo: settings.data.is_demo(),
        with_key: options.with_key,
        key_check: keyfile::check_of(&key),
    };
    // First, so that a name that cannot be written costs nothing.
    let mut archive = Writer::create(to, &about)?;
    let bucket = settings.bucket.as_ref().map(InBucket::open).transpose()?;
    let media = settings.data.media();
    let media = Media {
        folder: &media,
        bucket: bucket.as_ref(),
    };
    let progress = Progress::begin("Copying the database");
    let contents = Contents::gather(&db, media, folder_of(to))?;
    room_for(folder_of(to), contents.bytes())?;
    progress.stage("Counting the rows of the database");
    let census = Census::of_file(&contents.database)?;
    let mut manifest = Manifest::of(&census);
    progress.stage("Putting the database into the backup");
    contents.put_database(&mut archive)?;
    if options.with_key {
        archive.put(Name::Key, &read(&settings.key_file)?)?;
    }
    let configuration = configuration(settings)?;
    if let Configuration::Goes(text) = &configuration {
        archive.put(Name::Settings, text)?;
    }
    let whole = Whole {
        files: Some(contents.files()),
        bytes: contents.media_bytes(),
    };
    progress.stage_of("Copying media", whole);
    manifest.damaged = contents.put_blobs(media.bucket, &mut archive, &progress)?;
    if !manifest.damaged.is_empty() && !options.despite_damage {
        return Err(damaged(&manifest.damaged, settings));
    }
    let (files, damaged) = (contents.files(), manifest.damaged.clone());
    progress.stage("Writing to the disk what is still in memory");
    let bytes = archive.finish(manifest)?;
    drop(progress);
    say(format_args!(
        "Wrote {}: {:.1} MiB, {} rows, {files} media files, {} the key file.",
        to.display(),
        mebibytes(bytes),
        census.rows(),
        if options.with_key { "with" } else { "without" }
    ));
    for name in damaged {
        say(format_args!("Missing or damaged: {name}"));
    }
    if let Configuration::TellsAPassword = configuration {
        say(
            "usher.toml was left out, since the password of the database stands in it. Put that into a file \
             of its own, and name it by database_password_file.",
        );
    }
    Ok(())
}

/// What becomes of the configuration file.
enum Configuration {
    Goes(Vec<u8>),
    Elsewhere,
    TellsAPassword,
}

fn configuration(settings: &Settings) -> Outcome<Configuration> {
    let file = settings.data.configuration();
    if settings.file.as_ref() != Some(&file) {
        return Ok(Configuration::Elsewhere);
    }
    let text = read(&file)?;
    let table: Option<toml::Table> = str::from_utf8(&text)
        .ok()
        .and_then(|text| text.parse().ok());
    let tells = table.is_some_and(|table| {
        let address = table.get("database").and_then(toml::Value::as_str);
        address.is_some_and(|text| {
            let address = text.parse::<PostgresAddress>();
            address.is_ok_and(|address| address.has_password())
        })
    });
    Ok(if tells {
        Configuration::TellsAPassword
    } else {
        Configuration::Goes(text)
    })
}

/// The site's own time: never before what it has told already.
fn moment(db: &Db) -> Outcome<Timestamp> {
    let mark = db.read_blocking(high_water::read)?;
    let now = site::now()?;
    Ok(mark.map_or(now, |mark| mark.max(now)))
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(path)
        .map_err(|error| Failure::runtime(format!("{} cannot be read ({error}).", path.display())))
}

fn damaged(names: &[String], settings: &Settings) -> Failure {
    const SHOWN: usize = 5;
    let mut some: Vec<_> = names.iter().take(SHOWN).map(String::as_str).collect();
    let more = names.len().saturating_sub(SHOWN);
    let more = format!("and {more} more");
    if names.len() > SHOWN {
        some.push(&more);
    }
    Failure::runtime(format!(
        "Media files below {} are missing or damaged: {}. Put them back from an older backup, delete what \
         they belong to, or go on without them by --despite-damage. Nothing was written.",
        settings.data.media().display(),
        some.join(", ")
    ))
}

/// For people.
#[allow(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
