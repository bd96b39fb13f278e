use std::time::Duration;

/// Whoever watched no further begins at the beginning.
const BEGINNING: Duration = Duration::from_secs(5);
/// Whoever was so near to the end does, too; or in the last twentieth.
const ENDING: Duration = Duration::from_secs(10);

/// Where a film goes on for somebody who stopped at `place` (tenths of a second); nothing if it begins at the beginning.
pub fn resume_at(place: u64, length: Duration) -> Option<Duration> {
    let place = Duration::from_millis(place.saturating_mul(100));
    let end = length.saturating_sub(ENDING).min(length * 19 / 20);
    (place > BEGINNING && place < end).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_goes_on_where_somebody_stopped_unless_that_was_the_end() {
        let seconds = Duration::from_secs;
        let hour = Duration::from_hours(1);
        let table = [
            (0, hour, None),
            (50, hour, None),
            (51, hour, Some(Duration::from_millis(5_100))),
            (18_000, hour, Some(seconds(1800))),
            (34_199, hour, Some(Duration::from_millis(3_419_900))),
            (34_200, hour, None),
            (36_000, hour, None),
            (u64::MAX, hour, None),
            (190, seconds(30), Some(seconds(19))),
            (200, seconds(30), None),
            (60, seconds(8), None),
            (0, Duration::ZERO, None),
        ];
        for (place, length, goes_on) in table {
            assert_eq!(resume_at(place, length), goes_on, "{place} of {length:?}");
        }
    }
}
