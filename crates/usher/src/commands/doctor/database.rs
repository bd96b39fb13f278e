//! The database and its schema.

use usher_app::high_water;
use usher_db::{Db, MIGRATIONS, Options};
use usher_domain::clock::Timestamp;

use super::finding::Finding;
use crate::data_folder::DataFolder;

/// The latest moment that the site has told, if it can be read.
pub(super) fn mark(data: &DataFolder) -> Option<Timestamp> {
    if !data.has_database() {
        return None;
    }
    let db = Db::open(Options::sqlite(data.database()).shared()).ok()?;
    db.read_blocking(high_water::read).ok().flatten()
}

pub(super) fn check(data: &DataFolder) -> Finding {
    const CHECK: &str = "database";
    const UNUSABLE: &str = "it cannot be used";
    let path = data.database();
    if !data.has_database() {
        return Finding::ok(
            CHECK,
            format!("{} will be made at the first start", path.display()),
        );
    }
    let db = match Db::open(Options::sqlite(&path).shared()) {
        Ok(db) => db,
        Err(why) => return Finding::fail(CHECK, UNUSABLE, why),
    };
    match db.pending(MIGRATIONS) {
        Ok([]) => Finding::ok(
            CHECK,
            format!("{} opens, and its schema is current", path.display()),
        ),
        Ok(steps) => Finding::warn(
            CHECK,
            format!("its schema is {} steps behind this version", steps.len()),
            "The next start brings it up to date; make a copy of the data folder before.",
        ),
        Err(why) => Finding::fail(CHECK, UNUSABLE, why),
    }
}
