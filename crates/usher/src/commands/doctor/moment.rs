//! The clock.

use usher_domain::clock::Timestamp;

use super::finding::Finding;
use crate::clock::{Implausible, plausible, written};

pub(super) fn clock(now: Timestamp) -> Finding {
    const CHECK: &str = "clock";
    const ADVICE: &str =
        "Set the clock, for example by systemd-timesyncd: links begin and end by it.";
    let shown = written(now);
    match plausible(now) {
        Ok(()) => Finding::ok(CHECK, format!("it is {shown}")),
        Err(Implausible::Past) => Finding::fail(
            CHECK,
            format!("it shows {shown}, which is before this version of Usher was written"),
            ADVICE,
        ),
        Err(Implausible::Future) => Finding::fail(
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
        let finding = clock(Timestamp::from_secs(0));
        assert_eq!(finding.result, Verdict::Fail);
        assert!(
            finding.says.starts_with("it shows 1970-01-01 00:00:00 UTC"),
            "{finding}"
        );
    }
}
