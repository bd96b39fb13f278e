use std::time::Duration;

use crate::clock::Timestamp;

/// The moment from which an entry that was deleted at `trashed_at` is gone for good, where the trash keeps for `kept`.
pub fn purged_from(trashed_at: Timestamp, kept: Duration) -> Timestamp {
    trashed_at.after(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::MyMedia;

    #[test]
    fn the_trash_keeps_for_as_long_as_the_site_says() {
        let deleted = Timestamp::from_secs(1_800_000_000);
        for (days, seconds) in [(30, 2_592_000), (1, 86_400)] {
            let site = MyMedia {
                deleted_kept_days: days,
                ..MyMedia::default()
            };
            let gone = purged_from(deleted, site.deleted_kept());
            assert_eq!(gone.since(deleted).as_secs(), seconds);
        }
    }
}
