//! Which statements ran: for tests that read query plans and must not forget one.

use std::{collections::BTreeSet, sync::Arc};

use parking_lot::Mutex;

/// Collects the statements that closures run; see
/// [`Options::watched_by`](crate::Options::watched_by). Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Statements(Arc<Mutex<BTreeSet<&'static str>>>);

impl Statements {
    /// What ran since the last call, each statement once.
    pub fn take(&self) -> BTreeSet<&'static str> {
        std::mem::take(&mut self.0.lock())
    }

    pub(crate) fn ran(&self, sql: &'static str) {
        self.0.lock().insert(sql);
    }
}
