//! The lobby: opening an invite's link, entering by it, leaving again.
//!
//! `domain::invite::redeem` decides; this folder loads its facts, shows what it
//! answers and writes what it says, in one transaction (invitations.md,
//! *Using one*).

mod api;
mod door;
mod enter;
mod knock;
mod open;
mod pages;
mod store;

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    enter::routes(open::routes(routes))
}

#[cfg(test)]
mod tests;
