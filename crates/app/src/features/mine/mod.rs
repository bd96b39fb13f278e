//! A guest's own page: what this browser is a guest of, and having what is known of the guest deleted.
//!
//! Whoever has an account has [`invited`](super::invited) instead.

mod forget;
mod pages;
mod store;
#[cfg(test)]
mod tests;

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    forget::routes(pages::routes(routes))
}
