//! One folder per feature. A feature reaches another through its `mod.rs` only.

pub mod accounts;
pub mod admin;
pub mod audit;
pub mod invites;
pub mod media;

use crate::http::routes::Routes;

/// Every feature's routes.
pub fn routes(routes: Routes) -> Routes {
    media::routes(accounts::routes(routes))
}
