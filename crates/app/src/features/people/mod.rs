//! The console's *Users* and *Groups*: everybody who has an account, found, added one by one or from a table,
//! changed, suspended.
//!
//! `domain::people` decides what may be done to whom, inside the transaction that does it; whatever takes a
//! right away rings, so that what is open ends at once.

pub(in crate::features) mod api;
mod deeds;
mod export;
pub(in crate::features) mod groups;
mod import;
mod pages;
mod refused;
mod storage;
mod store;

pub use storage::{Storage, check_room, storage};
pub use store::may_lose_console;

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    let routes = export::routes(import::routes(api::routes(routes)));
    pages::routes(groups::routes(routes))
}

#[cfg(test)]
mod tests;
