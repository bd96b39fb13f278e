//! Sign-in through OpenID Connect: the way to a provider and back, whose account an identity is,
//! and what the provider gives it.
//!
//! An account belongs to (issuer, subject), never to an address; what follows from an assertion
//! is `domain::sign_in`'s to decide, inside the transaction that acts. Whatever is asked of a
//! provider goes through [`usher_outbound`].

pub(in crate::features) mod api;
mod attempt;
mod back;
mod check;
mod claims;
mod conclude;
mod discovered;
mod failed;
mod give;
mod link;
mod own;
mod pending;
mod protocol;
mod start;
mod store;
mod trouble;

pub use check::{Checked, check};
pub use discovered::Discovered;
pub use own::{IdentityView, names_of};
pub use store::{
    Ways, an_administrator_gets_in, forget, forget_group, of_account, only_by, ways_in,
};

use url::Url;
use usher_domain::config::Provider;

use crate::{App, http::routes::Routes};

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    let routes = back::routes(start::routes(routes));
    api::routes(own::routes(link::routes(routes)))
}

/// Where signing in by a provider begins.
pub fn way_in(id: &str, next: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    match next.as_str() {
        "" | "%2F" => format!("/sign-in/with/{id}"),
        next => format!("/sign-in/with/{id}?next={next}"),
    }
}

/// Where connecting one's account with a provider begins.
pub fn way_to_link(id: &str) -> String {
    format!("/sign-in/with/{id}?link=yes&next=/account")
}

/// Where a provider sends people back to: what has to be registered there.
pub fn redirect_uri(app: &App, id: &str) -> String {
    app.link(&format!("/sign-in/with/{id}/back"))
}

/// The host of a provider's issuer, for people.
pub fn host_of(provider: &Provider) -> String {
    let url = Url::parse(&provider.issuer).ok();
    let host = url.and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_default()
}

#[cfg(test)]
mod tests;
