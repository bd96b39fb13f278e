//! Opening the database and what lies in the data folder, and wiring it into the hub.

use std::sync::Arc;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use url::Url;
use usher_app::{Parts, features::quiz::Fonts, high_water, marks};
use usher_blob::{Blobs, Error as BlobError};
use usher_bus::Bus;
use usher_db::{Db, MIGRATIONS, Migration, Options};
use usher_domain::{
    clock::{Clock, SteadyClock, Timestamp},
    invite::SecretKey,
};
use usher_media_tools::Tools;

use crate::{
    clock::{self, SystemClock, SystemEntropy},
    failure::{Failure, Outcome},
    keyfile,
    settings::{Database, Settings},
};

/// The truth and the key to it.
pub(crate) struct Opened {
    pub(crate) db: Db,
    pub(crate) key: SecretKey,
    /// The site's time.
    pub(crate) clock: Arc<SteadyClock>,
    /// The steps of the schema that were applied just now.
    pub(crate) applied: &'static [Migration],
}

/// The machine's time. Refuses one that cannot be right.
pub(crate) fn now() -> Outcome<Timestamp> {
    let now = SystemClock.now();
    if clock::plausible(now).is_err() {
        return Err(Failure::runtime(format!(
            "The clock shows {}, which cannot be right, and links begin and end by it. Set it, for \
             example by systemd-timesyncd.",
            clock::written(now)
        )));
    }
    Ok(now)
}

/// Opens the data folder for one server, making what is not there yet and
/// bringing the schema up to date. Refuses, before writing anything, a clock
/// that cannot be right, a database that cannot be used, a missing key or another
/// one than the database was made with, and a newer schema.
pub(crate) fn open(settings: &Settings) -> Outcome<Opened> {
    let now = now()?;
    settings.data.refuse_half_restored()?;
    let (db, key) = match settings.database {
        Database::Sqlite => {
            let had_database = settings.data.has_database();
            settings.data.make()?;
            // Before the database, which is never to be there without its key.
            let key = keyfile::read_or_make(&settings.key_file, had_database, &SystemEntropy)?;
            (Db::open(options(settings)).map_err(refused)?, key)
        }
        Database::Postgres(_) => {
            // Before anything is made, since it may be out of reach.
            let db = Db::open(options(settings)).map_err(refused)?;
            let had_tables = has_tables(&db)?;
            settings.data.make()?;
            let key = keyfile::read_or_make(&settings.key_file, had_tables, &SystemEntropy)?;
            (db, key)
        }
    };
    if has_tables(&db)? {
        refuse_another_key(&db, &key, settings)?;
        refuse_public_demo(&db, settings)?;
    }
    let applied = db.migrate(MIGRATIONS, now).map_err(refused)?;
    note_key(&db, &key, settings)?;
    opened(db, key, applied)
}

/// Where the database is, for whoever opens it.
pub(crate) fn options(settings: &Settings) -> Options {
    match &settings.database {
        Database::Sqlite => Options::sqlite(settings.data.database()),
        Database::Postgres(at) => Options::postgres(at.clone()),
    }
}

/// Where it is, for people: never with its password.
pub(crate) fn database_shown(settings: &Settings) -> String {
    match &settings.database {
        Database::Sqlite => settings.data.database().display().to_string(),
        Database::Postgres(at) => at.to_string(),
    }
}

/// Whether a start has been here before. Refuses another's tables and a newer schema.
fn has_tables(db: &Db) -> Outcome<bool> {
    let pending = db.pending(MIGRATIONS).map_err(refused)?;
    Ok(pending.len() < MIGRATIONS.len())
}

/// Whether the schema is the one that this program works with.
pub(crate) fn is_up_to_date(db: &Db) -> Outcome<bool> {
    Ok(db.pending(MIGRATIONS).map_err(refused)?.is_empty())
}

/// Under another key nothing that is stored means anything.
pub(crate) fn refuse_another_key(db: &Db, key: &SecretKey, settings: &Settings) -> Outcome {
    match db.read_blocking(marks::key_check)? {
        Some(check) if check != keyfile::check_of(key) => Err(another_key(settings)),
        _ => Ok(()),
    }
}

/// From now on the database opens with this key only.
fn note_key(db: &Db, key: &SecretKey, settings: &Settings) -> Outcome {
    if db.read_blocking(marks::key_check)?.is_none() {
        let check = keyfile::check_of(key);
        db.write_blocking(move |tx| marks::note_key(tx, &check))?;
    }
    // Another server may have been first.
    refuse_another_key(db, key, settings)
}

fn another_key(settings: &Settings) -> Failure {
    Failure::usage(format!(
        "The key file {} is not the one that the database {} was made with, so every link, session and \
         token in it would be dead. Put that one back from your backup, or copy it from another server \
         of the same hub.",
        settings.key_file.display(),
        database_shown(settings)
    ))
}

/// Passwords of a demonstration are known to everybody.
fn refuse_public_demo(db: &Db, settings: &Settings) -> Outcome {
    if settings.base_url.is_loopback() || !db.read_blocking(marks::is_demo)? {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "The database {} holds a demonstration, whose passwords everybody knows; it is served on this \
         machine only. Name another database.",
        database_shown(settings)
    )))
}

fn opened(db: Db, key: SecretKey, applied: &'static [Migration]) -> Outcome<Opened> {
    let mark = db.read_blocking(high_water::read)?;
    Ok(Opened {
        db,
        key,
        clock: Arc::new(clock::steady(mark)),
        applied,
    })
}

/// Opens the data folder for a command that may run beside a server. A folder
/// without a database is made ready first, so that accounts can be made before
/// the first start.
pub(crate) fn open_beside(settings: &Settings) -> Outcome<Opened> {
    settings.data.refuse_half_restored()?;
    let Some(db) = existing(settings)? else {
        return open(settings);
    };
    let key = keyfile::read_or_make(&settings.key_file, true, &SystemEntropy)?;
    let applied = db.migrate(MIGRATIONS, SystemClock.now()).map_err(refused)?;
    refuse_another_key(&db, &key, settings)?;
    opened(db, key, applied)
}

/// The database beside a server that may be running, if there is one already.
pub(crate) fn existing(settings: &Settings) -> Outcome<Option<Db>> {
    let is_sqlite = settings.database == Database::Sqlite;
    if is_sqlite && !settings.data.has_database() {
        return Ok(None);
    }
    let db = Db::open(options(settings).shared()).map_err(refused)?;
    let is_used = is_sqlite || has_tables(&db)?;
    Ok(is_used.then_some(db))
}

/// The database as it is, for a command that may run beside a server and changes nothing
/// about its schema, which may be an older one.
pub(crate) fn as_it_is(settings: &Settings) -> Outcome<Db> {
    settings.data.refuse_half_restored()?;
    Db::open(options(settings).shared()).map_err(refused)
}

/// The parts of a hub on an opened data folder, reached at `base_url`.
pub(crate) fn parts(opened: Opened, settings: &Settings, base_url: Url) -> Outcome<Parts> {
    let blobs = blobs(settings)?;
    // Beside the media, since the system's folder for temporary files may be in memory; and our own,
    // so that another server that starts on this folder leaves it alone.
    let scratch = blobs.scratch_blocking().map_err(unusable)?;
    Ok(Parts {
        db: opened.db,
        bus: Bus::default(),
        blobs,
        tools: Tools::find().with_scratch(scratch),
        fonts: Fonts::OfTheSystem,
        clock: opened.clock,
        entropy: Arc::new(SystemEntropy),
        key: opened.key,
        mail: usher_mail::Limits::default(),
        site: usher_app::Site {
            base_url,
            max_upload_bytes: settings.max_upload_bytes,
            trusted_proxies: settings.trusted_proxies.clone(),
            nginx_location: settings.nginx_location.clone(),
            downloads_from_bucket: (settings.bucket.as_ref())
                .is_some_and(|set| set.sends_downloads),
            time_zone: settings.time_zone.clone(),
        },
        figures: figures()?,
    })
}

fn blobs(settings: &Settings) -> Outcome<Blobs> {
    let bucket = settings.bucket.as_ref().map(|set| {
        let bucket = set.open()?;
        Ok::<_, Failure>((bucket, set.kept_bytes))
    });
    Blobs::open_with(settings.data.media(), bucket.transpose()?).map_err(unusable)
}

/// Tries the bucket, where there is one. One that refuses is a mistake in the settings, and nothing is
/// served; one that is away comes back perhaps, and what lies on the disk is there meanwhile.
pub(crate) async fn reach_bucket(blobs: &Blobs) -> Outcome {
    let Some(bucket) = blobs.bucket() else {
        return Ok(());
    };
    match bucket.probe().await {
        Ok(()) => Ok(()),
        Err(why @ BlobError::Unreachable { .. }) => {
            tracing::warn!(%why, "the bucket is away; files that are not on the disk are, too");
            Ok(())
        }
        Err(why) => Err(Failure::runtime(format!(
            "{}: {why}. Check its name, the access key and what the key may do (put, get and delete objects).",
            bucket.address()
        ))),
    }
}

fn unusable(why: impl std::fmt::Display) -> Failure {
    Failure::runtime(format!("The media folder: {why}."))
}

fn figures() -> Outcome<PrometheusHandle> {
    PrometheusBuilder::new()
        .install_recorder()
        .map_err(|error| Failure::runtime(format!("The figures cannot be counted: {error}.")))
}

/// The database's own sentence.
pub(crate) fn refused(why: impl std::fmt::Display) -> Failure {
    Failure::runtime(why.to_string())
}
