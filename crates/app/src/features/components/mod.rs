//! The component page, in development builds only: every shared piece in all its
//! states, for whoever builds a page and for the browser stories that take its
//! pictures. It reads and writes nothing, and what it shows is invented.

mod canned;
mod cards;
mod form;
mod pages;
mod props;

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    props::routes(form::routes(cards::routes(pages::routes(routes))))
}

#[cfg(test)]
mod tests;
