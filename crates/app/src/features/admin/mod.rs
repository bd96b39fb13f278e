//! The console: the site's rules, read by everybody through one snapshot, changed by
//! site administrators.
//!
//! A module is data: `domain::config` describes its fields, and page, API and TOML are
//! built from the description; texts are Fluent keys derived from its names.

pub(super) mod api;
mod backup;
mod change;
mod deeds;
mod effect;
mod faults;
mod file;
mod follow;
mod form;
mod logo;
mod names;
mod nav;
mod pages;
mod providers;
mod say;
mod secrets;
mod settings;
mod store;
mod subjects;
mod tools;
mod written;

pub use file::{Bringer, NotImported, export, import};
pub use follow::follow;
pub use logo::Logo;
#[cfg(test)]
pub(crate) use logo::{By as LogoBy, put as put_logo};
pub(crate) use nav::Nav;
pub use secrets::reveal;
pub use settings::{Settings, load as load_settings, load_module};

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    api::routes(backup::routes(providers::routes(pages::routes(routes))))
}

#[cfg(test)]
mod tests;
