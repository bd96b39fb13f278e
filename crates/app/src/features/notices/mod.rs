//! What people are told of what happens to their media: in the hub, and by mail if they wish.
//!
//! Nobody who enters waits for it: the audit says who came in, a follower reads it behind them
//! ([`follow`]) and writes one row for all who came to one entry since its owner last looked
//! (docs/adr/0034-owners-are-told-behind-the-entrance.md).

mod follow;
mod pages;
mod store;
#[cfg(test)]
mod tests;
mod way;

pub use follow::{Follower, follow};
pub use store::{forget, forget_of_entry, forget_of_person};
pub(in crate::features) use way::{chosen, ways};

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    way::routes(pages::routes(routes))
}
