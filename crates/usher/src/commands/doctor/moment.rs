//! The clock.

use usher_app::high_water::WORTH_A_WORD;
use usher_domain::clock::Timestamp;

use super::finding::Finding;
use crate::clock::{Implausible, plausible, written};

/// `mark` is the latest moment that the site has told.
pub(super) fn clock(now: Timestamp, mark: Option<Timestamp>) -> Finding {
    const CHECK: &str = "clock";
    const ADVICE: &str =
        "Set the clock, for example by systemd-timesyncd: links begin and end by it.";
    let shown = written(now);
    match (plausible(now), mark) {
        (Ok(()), Some(mark)) if mark.since(now) > WORTH_A_WORD => Finding::warn(
            CHECK,
            format!(
                "it shows {shown}, but this site has been at {} already and goes on from there",
                written(mark)
            ),
            "If the clock is wrong, set it. If it is right now and was wrong then, stop Usher and run \
             usher admin trust-clock.",
        ),
        (Ok(()), _) => Finding::ok(CHECK, format!("it is {shown}")),
        (Err(Implausible::Past), _) => Finding::fail(
            CHECK,
            format!("it shows {shown}, which is before this version of Usher was written"),
            ADVICE,
        ),
        (Err(Implausible::Future), _) => Finding::fail(
            CHECK,
            format!("it shows {shown}, more than twenty years after this version was written"),
            ADVICE,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::finding::Verdict, *};

    #[test]
    fn a_clock_at_the_epoch_fails() {
        let finding = clock(Timestamp::from_secs(0), None);
        assert_eq!(finding.result, Verdict::Fail);
        assert!(
            finding.says.starts_with("it shows 1970-01-01 00:00:00 UTC"),
            "{finding}"
        );
    }

    #[test]
    fn a_clock_behind_what_the_site_has_told_is_a_warning_with_both_ways_out() {
        let now = crate::clock::source_date();
        let finding = clock(now, Some(now.after(WORTH_A_WORD * 2)));
        assert_eq!(finding.result, Verdict::Warn);
        let advice = finding.advice.unwrap_or_default();
        assert!(advice.contains("trust-clock"), "{advice}");
        assert_eq!(clock(now, Some(now)).result, Verdict::Ok);
    }
}
