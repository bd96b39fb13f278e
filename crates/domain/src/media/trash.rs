use std::time::Duration;

use crate::clock::Timestamp;

/// How long a deleted entry can be restored.
pub const TRASH_KEPT: Duration = Duration::from_hours(30 * 24);

/// The moment from which an entry that was deleted at `trashed_at` is gone for good.
pub fn purged_from(trashed_at: Timestamp) -> Timestamp {
    trashed_at.after(TRASH_KEPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trash_keeps_thirty_days() {
        let deleted = Timestamp::from_secs(1_800_000_000);
        assert_eq!(purged_from(deleted).since(deleted).as_secs(), 2_592_000);
    }
}
