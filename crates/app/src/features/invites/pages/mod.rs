//! `/media/{entry}/invite`, `/media/{entry}/invites` and what its rows lead to.

mod answer;
mod ask;
pub(super) mod desk;
mod end;
mod export;
pub(super) mod form;
mod line;
mod link;
mod list;
mod made;
mod preview;
mod qr;
mod resend;
mod role;
mod take_back;

pub(in crate::features) use qr::Qr;

use crate::http::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = export::routes(routes);
    let routes = preview::routes(list::routes(form::routes(routes)));
    let routes = resend::routes(end::routes(link::routes(routes)));
    let routes = answer::routes(routes);
    take_back::routes(role::routes(routes))
}
