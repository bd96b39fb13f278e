//! `/media/{entry}/guests`: *Manage guest access*, and what it leads to.

mod desk;
mod end;
mod export;
mod made;
mod manage;
mod new;
mod one;

use crate::http::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = new::routes(manage::routes(routes));
    export::routes(end::routes(one::routes(routes)))
}
