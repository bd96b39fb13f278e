//! What the owners of quizzes were told lately that no font has. Neither fonts nor what they have is kept.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use moka::sync::Cache;
use usher_domain::clock::Timestamp;

/// How long what was found stands.
const STANDS: Duration = Duration::from_mins(10);
/// Of how many papers it is known.
const MOST: u64 = 32;

/// By the letters that were looked for: when, and which of them no font had.
pub struct Unprinted(Cache<BTreeSet<char>, (Timestamp, Arc<BTreeSet<char>>)>);

impl Default for Unprinted {
    fn default() -> Self {
        // Beyond its time it is of no use; the cache lets go of it soon after.
        let kept = Cache::builder().max_capacity(MOST).time_to_live(STANDS);
        Self(kept.build())
    }
}

impl Unprinted {
    /// What no font has of these, if that was looked for lately.
    pub(super) fn known(
        &self,
        wanted: &BTreeSet<char>,
        now: Timestamp,
    ) -> Option<Arc<BTreeSet<char>>> {
        let (since, missing) = self.0.get(wanted)?;
        (since <= now && now < since.after(STANDS)).then_some(missing)
    }

    /// Keeps what was found now.
    pub(super) fn keep(
        &self,
        wanted: BTreeSet<char>,
        missing: Arc<BTreeSet<char>>,
        now: Timestamp,
    ) {
        self.0.insert(wanted, (now, missing));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_for_these_letters_stands_for_ten_minutes() {
        let unprinted = Unprinted::default();
        let wanted = BTreeSet::from(['ก', '漢']);
        let found = Timestamp::from_secs(1_000_000);
        assert_eq!(unprinted.known(&wanted, found), None);
        let missing = Arc::new(BTreeSet::from(['ก']));
        unprinted.keep(wanted.clone(), missing.clone(), found);
        for (wanted, minutes, known) in [
            (&wanted, 0, true),
            (&wanted, 9, true),
            (&wanted, 10, false),
            (&BTreeSet::from(['ก']), 0, false),
        ] {
            let now = found.after(Duration::from_mins(minutes));
            let expected = known.then(|| missing.clone());
            assert_eq!(unprinted.known(wanted, now), expected, "{minutes}");
        }
        let before = found.before(Duration::from_secs(1));
        assert_eq!(unprinted.known(&wanted, before), None);
    }
}
