//! The rules as last read: one snapshot that every request shares.

use std::sync::Arc;

use parking_lot::RwLock;
use usher_db::{Db, Error, Tx, params};
use usher_domain::config::{MODULES, SiteConfig, Submitted};

/// The snapshot. Cheap to read; replaced as a whole.
#[derive(Debug, Default)]
pub struct Settings(RwLock<Arc<SiteConfig>>);

impl Settings {
    /// The configuration as it is now.
    pub fn now(&self) -> Arc<SiteConfig> {
        self.0.read().clone()
    }

    /// Reads it again: after it was saved here, or when a doorbell rang.
    pub async fn refresh(&self, db: &Db) -> Result<(), Error> {
        let config = db.read(load).await?;
        *self.0.write() = Arc::new(config);
        Ok(())
    }
}

/// The stored configuration over the defaults. What this version does not
/// understand is left out and logged; it stays in the database.
pub fn load(tx: &Tx) -> Result<SiteConfig, Error> {
    let mut config = SiteConfig::default();
    for spec in MODULES {
        let stored = tx.query_opt(
            "SELECT value FROM config WHERE module = $1",
            params![spec.name],
            |row| row.get::<String>("value"),
        )?;
        let Some(stored) = stored else { continue };
        match serde_json::from_str::<Submitted>(&stored) {
            Ok(fields) => {
                for fault in config.restore(spec.name, &fields).unwrap_or_default() {
                    tracing::warn!(
                        module = spec.name,
                        field = fault.field,
                        "a stored setting was left out"
                    );
                }
            }
            Err(error) => {
                tracing::error!(module = spec.name, %error, "a stored module cannot be read");
            }
        }
    }
    Ok(config)
}
