//! Whether the database's file is sound, and by which engine.

use super::finding::Finding;
use crate::{settings::Settings, site};

/// Nothing where it cannot be opened: that has a line of its own.
pub(super) fn check(settings: &Settings) -> Option<Finding> {
    const CHECK: &str = "database file";
    let path = settings.data.database();
    if !path.exists() {
        return None;
    }
    let db = site::as_it_is(settings).ok()?;
    let engine = db.engine();
    if !db.is_sqlite() {
        return None;
    }
    let damage = match db.damage() {
        Ok(None) => return Some(Finding::ok(CHECK, format!("{engine} finds nothing wrong"))),
        Ok(Some(damage)) => damage,
        Err(error) => error.to_string(),
    };
    Some(Finding::fail(
        CHECK,
        format!("{} is damaged ({damage})", path.display()),
        "Stop Usher, keep a copy of the data folder, and restore your last backup. Then look for what \
         damaged it: the disk, or two machines on one file.",
    ))
}
