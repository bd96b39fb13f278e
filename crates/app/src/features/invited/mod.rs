//! *Invited to me*: what a member is invited to by their verified addresses, and what they hold.
//!
//! It only lists. Whoever opens something of it stands at a door of the lobby, where `redeem` decides as for a link.

pub(in crate::features) mod api;
mod pages;
mod store;

pub(in crate::features) use store::waiting;

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    api::routes(pages::routes(routes))
}
