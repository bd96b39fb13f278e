//! `/api/v1/webhooks`

pub(in crate::features) mod deliveries;
pub(in crate::features) mod hooks;

use crate::http::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    deliveries::routes(hooks::routes(routes))
}
