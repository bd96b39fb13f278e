//! Guest links: for whoever has one, until the entry's owner switches guest access off.
//!
//! `domain::invite::{admit, link_terms, may_hand_out}` decide; this folder loads their facts, writes what they say in
//! one transaction and shows the link, once (invitations.md, *Guest links*). Seats, sessions and the way to the media
//! page are the lobby's.

pub(in crate::features) mod api;
mod deeds;
mod front;
mod pages;
mod refused;
mod store;
mod wanted;

pub use store::{close_all, delete_given_out, end_here, hand_over, held_here, leave, purge, said};

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    front::routes(api::routes(pages::routes(routes)))
}

#[cfg(test)]
mod tests;
