//! The rules as last read: one snapshot that every request shares.

use std::sync::Arc;

use parking_lot::RwLock;
use usher_db::{Db, Error, Tx, params};
use usher_domain::config::{MODULES, SiteConfig, Submitted};

use super::logo::{self, Logo};

/// The snapshot. Cheap to read; replaced as a whole.
#[derive(Debug, Default)]
pub struct Settings(RwLock<Snapshot>);

#[derive(Debug, Default)]
struct Snapshot {
    /// The sum of all modules' versions and the logo's: it grows with every save. A fresh site's is 0,
    /// and its configuration the default.
    stamp: i64,
    config: Arc<SiteConfig>,
    logo: Option<Arc<Logo>>,
}

impl Settings {
    /// The configuration as it is now.
    pub fn now(&self) -> Arc<SiteConfig> {
        self.0.read().config.clone()
    }

    /// The site's logo, if it has one.
    pub fn logo(&self) -> Option<Arc<Logo>> {
        self.0.read().logo.clone()
    }

    /// Reads it again if anything was saved since: after it was saved here, when a
    /// doorbell rang, from time to time. Answers whether there was news.
    pub async fn refresh(&self, db: &Db) -> Result<bool, Error> {
        let known = self.0.read().stamp;
        let read = db.read(move |tx| newer_than(tx, known)).await?;
        let Some(read) = read else { return Ok(false) };
        let mut held = self.0.write();
        // Two may read at once; the older reading must not win.
        let newer = read.stamp > held.stamp;
        if newer {
            *held = read;
        }
        Ok(newer)
    }
}

/// How often anything was saved.
pub(super) fn stamp(tx: &Tx) -> Result<i64, Error> {
    tx.query_one(
        "SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) AS stamp FROM config",
        params![],
        |row| row.get("stamp"),
    )
}

fn newer_than(tx: &Tx, known: i64) -> Result<Option<Snapshot>, Error> {
    let stamp = stamp(tx)? + logo::version(tx)?;
    if stamp == known {
        return Ok(None);
    }
    Ok(Some(Snapshot {
        stamp,
        config: Arc::new(load(tx)?),
        logo: logo::load(tx)?.map(Arc::new),
    }))
}

/// The stored configuration over the defaults. What this version does not
/// understand is left out and logged; it stays in the database.
pub fn load(tx: &Tx) -> Result<SiteConfig, Error> {
    let mut config = SiteConfig::default();
    for spec in MODULES {
        load_into(tx, &mut config, spec.name)?;
    }
    Ok(config)
}

/// The stored configuration of one module alone, where a transaction needs nothing else of it.
pub fn load_module(tx: &Tx, module: &str) -> Result<SiteConfig, Error> {
    let mut config = SiteConfig::default();
    load_into(tx, &mut config, module)?;
    Ok(config)
}

fn load_into(tx: &Tx, config: &mut SiteConfig, module: &str) -> Result<(), Error> {
    let stored = tx.query_opt(
        "SELECT value FROM config WHERE module = $1",
        params![module],
        |row| row.get::<String>("value"),
    )?;
    if let Some(stored) = stored {
        restore(config, module, &stored);
    }
    Ok(())
}

/// Sets a module as it was stored.
pub(super) fn restore(config: &mut SiteConfig, module: &str, stored: &str) {
    match serde_json::from_str::<Submitted>(stored) {
        Ok(fields) => {
            for fault in config.restore(module, &fields).unwrap_or_default() {
                tracing::warn!(module, field = fault.field, "a stored setting was left out");
            }
        }
        Err(error) => tracing::error!(module, %error, "a stored module cannot be read"),
    }
}
