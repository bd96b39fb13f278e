use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    config::{ModuleSpec, SiteConfig},
};

use super::super::settings;

/// The most versions that are looked through for what changed meanwhile.
const LOOKED_THROUGH: i64 = 50;

/// The configuration, and how far one of its modules is.
pub(in super::super) struct Held {
    /// All of it.
    pub(in super::super) config: SiteConfig,
    /// How often the module was saved; 0 on a fresh site.
    pub(in super::super) version: i64,
    /// The last time, if there was one.
    pub(in super::super) last: Option<Saving>,
}

/// Who saved, when.
#[derive(Clone)]
pub(in super::super) struct Saving {
    pub(in super::super) at: Timestamp,
    /// Full name; the command line has none.
    pub(in super::super) by: Option<String>,
}

/// A module as it was saved once.
pub(in super::super) struct Version {
    /// How it was saved.
    pub(in super::super) saving: Saving,
    /// The module's fields in it are of that version.
    pub(in super::super) config: SiteConfig,
}

/// A module as it is now; locked against others who save, in a write.
pub(in super::super) fn held(tx: &Tx, spec: &ModuleSpec) -> Result<Held, Error> {
    let lock = tx.lock(
        "c",
        "SELECT c.version, c.updated_at AS saved_at, c.updated_by AS saved_by,
                a.first_name, a.last_name
         FROM config c LEFT JOIN accounts a ON a.id = c.updated_by WHERE c.module = $1",
    );
    let found = tx.query_opt(lock, params![spec.name], |row| {
        Ok((row.get::<i64>("version")?, saving(row)?))
    })?;
    let config = settings::load(tx)?;
    Ok(match found {
        Some((version, saving)) => Held {
            config,
            version,
            last: Some(saving),
        },
        None => Held {
            config,
            version: 0,
            last: None,
        },
    })
}

/// The module as it was at `version`, if it ever was at that one.
pub(in super::super) fn as_of(
    tx: &Tx,
    spec: &ModuleSpec,
    version: i64,
) -> Result<Option<SiteConfig>, Error> {
    if version == 0 {
        return Ok(Some(SiteConfig::default()));
    }
    tx.query_opt(
        "SELECT value FROM config_versions WHERE module = $1 AND version = $2",
        params![spec.name, version],
        |row| Ok(restored(spec, &row.get::<String>("value")?)),
    )
}

/// What was saved after `version`, from the first to the last.
pub(in super::super) fn since(
    tx: &Tx,
    spec: &ModuleSpec,
    version: i64,
) -> Result<Vec<Version>, Error> {
    let mut versions = tx.query(
        "SELECT v.value, v.saved_at, v.saved_by, a.first_name, a.last_name
         FROM config_versions v LEFT JOIN accounts a ON a.id = v.saved_by
         WHERE v.module = $1 AND v.version > $2 ORDER BY v.version DESC LIMIT $3",
        params![spec.name, version, LOOKED_THROUGH],
        |row| {
            Ok(Version {
                saving: saving(row)?,
                config: restored(spec, &row.get::<String>("value")?),
            })
        },
    )?;
    versions.reverse();
    Ok(versions)
}

fn restored(spec: &ModuleSpec, stored: &str) -> SiteConfig {
    let mut config = SiteConfig::default();
    settings::restore(&mut config, spec.name, stored);
    config
}

fn saving(row: &Row<'_>) -> Result<Saving, Error> {
    let first: Option<String> = row.get("first_name")?;
    let last: Option<String> = row.get("last_name")?;
    let by = first.zip(last);
    Ok(Saving {
        at: row.get("saved_at")?,
        by: by.map(|(first, last)| format!("{first} {last}").trim().to_owned()),
    })
}
