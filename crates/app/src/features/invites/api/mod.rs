//! `/api/v1/entries/{entry}/invites` and `/api/v1/invites/{invite}`

pub(in crate::features) mod entry_invites;
pub(in crate::features) mod many;
mod many_views;
pub(in crate::features) mod one;
mod views;

pub(in crate::features) use views::{InviteMadeView, InviteView, InvitesView};

use crate::http::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    many::routes(one::routes(entry_invites::routes(routes)))
}
