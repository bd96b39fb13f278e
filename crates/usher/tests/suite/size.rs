//! How much a row of the threat model or of the promises does, and how long it took.

use std::time::Instant;

/// The small size, or with `USHER_SOAK=1` the full one.
pub(crate) fn at_size(small: usize, full: usize) -> usize {
    if std::env::var_os("USHER_SOAK").is_some_and(|set| set == "1") {
        full
    } else {
        small
    }
}

/// The moment, for a figure: no test waits by it.
#[allow(clippy::disallowed_methods, reason = "a figure is measured")]
pub(crate) fn now() -> Instant {
    Instant::now()
}
