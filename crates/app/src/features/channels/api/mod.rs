//! `/api/v1/channels…` and `/api/v1/entries/{entry}/channels…`

pub(in crate::features) mod members;
pub(in crate::features) mod one;
pub(in crate::features) mod placements;
pub(in crate::features) mod queue;

use crate::http::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    placements::routes(queue::routes(members::routes(one::routes(routes))))
}
