//! The pages of a quiz.

mod confirm;
mod desk;
mod export;
mod make;
mod question;
mod results;
mod rules;
mod take;
mod written;

use crate::http::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = question::routes(make::routes(rules::routes(desk::routes(routes))));
    let routes = export::routes(written::routes(results::routes(routes)));
    take::routes(routes)
}
