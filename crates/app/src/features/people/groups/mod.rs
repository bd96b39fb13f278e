//! The console's *Groups*: their names and who is in them. What a group is for, entries shared with it and the
//! right to invite, is said before it is deleted.

mod deeds;
mod pages;
mod store;

use crate::http::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    pages::routes(routes)
}
