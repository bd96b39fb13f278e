//! Who was here, for how long, and how much they watched or read.
//!
//! A page tells now and then what happened since its last word ([`Word`]). Words of parallel tabs, of connections that
//! broke and came back, and words that arrive twice grow together: everything is a union of spans, never a sum.

mod extent;
mod figures;
mod presence;
mod record;
mod resume;
mod spans;
mod watched;

pub use extent::Extent;
pub use figures::{FINISHED, Figures};
pub use presence::{Presence, REACH};
pub use record::{Record, Word};
pub use resume::resume_at;
pub use spans::{NotSpans, Spans};
pub use watched::{MOST_SPANS, Watched, tenths};
