use std::net::IpAddr;

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    config::{ModuleSpec, Submitted},
    ids::AccountId,
};

use super::{
    super::change::{self, Change},
    check::{Refused, check},
    held,
};
use crate::features::audit::{self, Deed};

/// What a module is to be set to.
#[derive(Clone)]
pub(in super::super) struct NewValues {
    /// The module.
    pub(in super::super) spec: &'static ModuleSpec,
    /// The fields to set; others stay as they are.
    pub(in super::super) fields: Submitted,
    /// The version they were chosen on; none means whatever it is by now.
    pub(in super::super) on: Option<i64>,
    /// Who saves; nobody from the command line.
    pub(in super::super) by: Option<AccountId>,
    /// Where from; nowhere from the command line.
    pub(in super::super) from: Option<IpAddr>,
}

/// What came of saving.
pub(in super::super) enum Outcome {
    /// It is saved: what changed, perhaps nothing.
    Saved(Vec<Change>),
    /// Somebody else saved meanwhile.
    Stale,
    /// Fields that cannot be set so; nothing is saved.
    Refused(Vec<Refused>),
}

/// Saves all of it or nothing: validates on what is stored now, writes the new
/// version and one audit row. Setting everything to what it is already writes
/// nothing.
pub(in super::super) fn save(tx: &Tx, new: &NewValues, now: Timestamp) -> Result<Outcome, Error> {
    let held = held(tx, new.spec)?;
    if new.on.is_some_and(|version| version != held.version) {
        return Ok(Outcome::Stale);
    }
    let after = match check(tx, new.spec, &held.config, &new.fields)? {
        Ok(after) => after,
        Err(refused) => return Ok(Outcome::Refused(refused)),
    };
    let changes = change::between(new.spec, &held.config, &after);
    if changes.is_empty() {
        return Ok(Outcome::Saved(changes));
    }
    let version = held.version + 1;
    let fields = after.written(new.spec.name).unwrap_or_default();
    let value = serde_json::json!(fields).to_string();
    let written = tx.execute(
        "INSERT INTO config (module, value, version, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (module) DO UPDATE SET value = excluded.value, version = excluded.version,
           updated_at = excluded.updated_at, updated_by = excluded.updated_by
         WHERE config.version = excluded.version - 1",
        params![new.spec.name, value, version, now, new.by],
    )?;
    // Two may have met on a module that was never saved and so could not be locked.
    if written == 0 {
        return Ok(Outcome::Stale);
    }
    tx.execute(
        "INSERT INTO config_versions (module, version, value, saved_at, saved_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![new.spec.name, version, value, now, new.by],
    )?;
    let deed = Deed::of_anybody(new.by, "config_saved")
        .to(new.spec.name)
        .with(change::for_audit(&changes, version));
    let deed = match new.from {
        Some(address) => deed.from(address),
        None => deed,
    };
    audit::note(tx, now, &deed)?;
    Ok(Outcome::Saved(changes))
}
