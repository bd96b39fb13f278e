//! The lobby: opening an invite's link, entering by it, leaving again.
//!
//! `domain::invite::redeem` decides; this folder loads its facts, shows what it
//! answers and writes what it says, in one transaction (invitations.md,
//! *Using one*).

mod api;
mod arrival;
mod asking;
mod code;
mod direct;
mod door;
mod enter;
mod hand_over;
mod knock;
mod leave;
mod listed;
mod open;
mod pages;
mod poster;
mod store;
mod touch;

pub(in crate::features) use arrival::at as arrive;
pub use direct::entering;
pub(in crate::features) use knock::Knock;
pub(in crate::features) use pages::{Explained, Invited, Notice, Seen, Step, invited};
pub use pages::{Preview, preview};
pub use store::forget_hand_overs;
pub(in crate::features) use store::{Deeds, Fresh, ensure_session, holds_more};
pub use touch::touch;

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    let routes = poster::routes(open::routes(routes));
    let routes = asking::routes(code::routes(enter::routes(routes)));
    listed::routes(leave::routes(hand_over::routes(routes)))
}

#[cfg(test)]
mod tests;
