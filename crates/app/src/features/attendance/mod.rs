//! Who was in an entry, for how long, and how much they watched or read.
//!
//! The page of the media says it now and then ([`tell`]); what is said is kept in memory, where it grows together, and
//! written every few seconds ([`keep`]): a process that is killed loses those, and nothing else. `domain::attendance`
//! knows how words become spans. Kept for whoever is known: a member, a guest by an invite or by a guest link.

mod gather;
mod keep;
mod person;
mod shown;
mod store;
mod tell;

use usher_domain::access::Action;

pub use gather::Attendance;
pub use keep::{flush, keep};
pub(in crate::features) use person::{Person, extent_of, person};
pub(in crate::features) use shown::AttendanceView;
pub use shown::said;
pub(in crate::features) use store::attended_columns;
pub use store::{Attended, carry, figures, forget_of_account, purge};
pub use tell::{goes_on_at, played};

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    routes.post(
        "/media/{entry}/attendance",
        Action::TellAttendance,
        tell::tell,
    )
}

#[cfg(test)]
mod tests;
