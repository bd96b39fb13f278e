//! Mails by template: the shipped invitation, those that administrators write, and a
//! whole mail for one person. Sending is another feature's.
//!
//! A caller loads a template inside its transaction ([`load`]) and renders it outside
//! ([`render`]).

pub(super) mod api;
mod deeds;
mod faults;
mod file;
mod layout;
mod pages;
mod qr;
mod rendering;
mod sample;
mod shipped;
mod store;
mod tokens;

pub use file::{MODULE, NotATemplate, export, import, read};
pub use layout::{Look, NotLaidOut};
pub use rendering::render;
pub use shipped::{INVITATION, shipped};
pub use store::{exists, load, names};
pub use tokens::Invited;

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    pages::routes(api::routes(routes))
}

#[cfg(test)]
mod tests;
