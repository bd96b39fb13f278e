//! Who did what to whom, when, from where: one row per deed, written in the deed's own
//! transaction, sealed into a chain shortly after, read by site administrators.

pub(in crate::features) mod api;
mod chain;
mod deed;
mod deeds;
mod done;
mod export;
mod list;
mod pages;
#[cfg(test)]
mod tests;

pub use chain::{Flaw, Head, NotAHead, Sealer, Settled, Verdict, begin_anew, seal_on, verify};
pub use deed::{Deed, note};
pub use done::{Done, done_between};

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    api::routes(pages::routes(routes))
}
