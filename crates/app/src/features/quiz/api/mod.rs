//! `/api/v1/entries/{entry}/quiz…`

pub(in crate::features) mod questions;
pub(in crate::features) mod results;
pub(in crate::features) mod taking;

use crate::http::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    results::routes(taking::routes(questions::routes(routes)))
}
