//! `/api/v1/entries/{entry}/guest-links`, `…/guest-access` and `…/guests`

pub(in crate::features) mod access;
pub(in crate::features) mod guests;
pub(in crate::features) mod links;

use crate::http::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    guests::routes(access::routes(links::routes(routes)))
}
