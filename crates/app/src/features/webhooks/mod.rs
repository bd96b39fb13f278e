//! Webhooks: other programs are told what happens to invites and guest links.
//!
//! Nobody who acts waits for it: a follower reads the audit behind them and makes deliveries ([`follow`],
//! docs/adr/0044-webhooks-follow-the-audit.md). Each webhook has a line of its own, a job that sends one after the
//! other. `domain::webhook` says what an answer means and for how long it is tried; every request goes through
//! [`usher_outbound`].

pub(in crate::features) mod api;
mod deeds;
mod event;
mod follow;
mod pages;
mod refused;
mod store;
#[cfg(test)]
mod tests;
mod turn;
mod wanted;

pub use follow::{Follower, follow};
pub use store::{call_off_all, forget, forget_person, waits};
pub use turn::{Next, turn};

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    api::routes(pages::routes(routes))
}
