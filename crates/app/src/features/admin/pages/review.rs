//! What would come of saving a form, read before anything is written.

use usher_db::{Error, Tx};
use usher_domain::{clock::Timestamp, config::ModuleSpec};

use crate::features::admin::{
    change::{self, Change},
    effect::{self, Effect},
    form::Posted,
    names::Names,
    store::{self, Refused},
};

/// What would come of it.
pub(in super::super) enum Review {
    /// Somebody else saved since the page was loaded.
    Stale,
    /// Fields that cannot be set so.
    Refused(Vec<Refused>),
    /// It can be saved.
    Ready(Ready),
}

/// What is about to change.
pub(in super::super) struct Ready {
    pub(in super::super) changes: Vec<Change>,
    pub(in super::super) effects: Vec<Effect>,
    pub(in super::super) names: Names,
}

/// Looks at what is stored now. Saving decides again in its own transaction.
pub(in super::super) fn review(
    tx: &Tx,
    spec: &'static ModuleSpec,
    posted: &Posted,
    now: Timestamp,
) -> Result<Review, Error> {
    let held = store::held(tx, spec)?;
    if posted.version != Some(held.version) {
        return Ok(Review::Stale);
    }
    let after = match store::check(tx, spec, &held.config, &posted.fields)? {
        Ok(after) => after,
        Err(refused) => return Ok(Review::Refused(refused)),
    };
    let changes = change::between(spec, &held.config, &after);
    Ok(Review::Ready(Ready {
        effects: effect::of(tx, &held.config, &after, now)?,
        names: Names::of_changes(tx, &changes)?,
        changes,
    }))
}
