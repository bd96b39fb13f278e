//! Opening what lies in the data folder, and wiring it into the hub.

use std::{path::Path, sync::Arc};

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use url::Url;
use usher_app::{Parts, high_water};
use usher_blob::Blobs;
use usher_bus::Bus;
use usher_db::{Db, MIGRATIONS, Migration, Options};
use usher_domain::{
    clock::{Clock, SteadyClock},
    invite::SecretKey,
};
use usher_media_tools::Tools;

use crate::{
    clock::{self, SystemClock, SystemEntropy},
    failure::{Failure, Outcome},
    keyfile,
    settings::Settings,
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

/// Opens the data folder for one server, making what is not there yet and
/// bringing the schema up to date. Refuses, before writing anything, a clock
/// that cannot be right, a missing key and a newer schema.
pub(crate) fn open(settings: &Settings) -> Outcome<Opened> {
    let now = SystemClock.now();
    if clock::plausible(now).is_err() {
        return Err(Failure::runtime(format!(
            "The clock shows {}, which cannot be right, and links begin and end by it. Set it, for \
             example by systemd-timesyncd.",
            clock::written(now)
        )));
    }
    settings.data.refuse_half_restored()?;
    let had_database = settings.data.has_database();
    settings.data.make()?;
    let key = keyfile::read_or_make(&settings.key_file, had_database, &SystemEntropy)?;
    let db = Db::open(Options::sqlite(settings.data.database())).map_err(refused)?;
    let applied = db.migrate(MIGRATIONS, now).map_err(refused)?;
    opened(db, key, applied)
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
    if !settings.data.has_database() {
        return open(settings);
    }
    let key = keyfile::read_or_make(&settings.key_file, true, &SystemEntropy)?;
    let db = Db::open(Options::sqlite(settings.data.database()).shared()).map_err(refused)?;
    let applied = db.migrate(MIGRATIONS, SystemClock.now()).map_err(refused)?;
    opened(db, key, applied)
}

/// The database as it is, for a command that may run beside a server and changes nothing
/// about its schema, which may be an older one.
pub(crate) fn as_it_is(settings: &Settings) -> Outcome<Db> {
    settings.data.refuse_half_restored()?;
    Db::open(Options::sqlite(settings.data.database()).shared()).map_err(refused)
}

/// The parts of a hub on an opened data folder, reached at `base_url`.
pub(crate) fn parts(opened: Opened, settings: &Settings, base_url: Url) -> Outcome<Parts> {
    let blobs = blobs(&settings.data.media())?;
    // Beside the media, since the system's folder for temporary files may be in memory; and our own,
    // so that another server that starts on this folder leaves it alone.
    let scratch = blobs.scratch_blocking().map_err(unusable)?;
    Ok(Parts {
        db: opened.db,
        bus: Bus::default(),
        blobs,
        tools: Tools::find().with_scratch(scratch),
        clock: opened.clock,
        entropy: Arc::new(SystemEntropy),
        key: opened.key,
        site: usher_app::Site {
            base_url,
            max_upload_bytes: settings.max_upload_bytes,
            trusted_proxies: settings.trusted_proxies.clone(),
            time_zone: settings.time_zone.clone(),
        },
        figures: figures()?,
    })
}

fn blobs(folder: &Path) -> Outcome<Blobs> {
    Blobs::open(folder).map_err(unusable)
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
