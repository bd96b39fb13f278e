//! One folder per feature. A feature reaches another through its `mod.rs` only.

pub mod accounts;
pub mod admin;
pub mod analytics;
pub mod attendance;
pub mod audit;
pub mod channels;
#[cfg(debug_assertions)]
pub mod components;
pub mod devices;
pub mod guest_links;
pub mod hub;
pub mod invited;
pub mod invites;
pub mod jobs;
pub mod ladders;
pub mod lobby;
pub mod mail;
pub mod mail_templates;
pub mod media;
pub mod mine;
pub mod notices;
mod openapi;
pub mod openid;
pub mod people;
pub mod playback;
pub mod playlists;
pub mod proofs;
pub mod quiz;
pub mod retention;
pub mod uploads;
pub mod webhooks;

use crate::http::routes::Routes;

/// Every feature's routes.
pub fn routes(routes: Routes) -> Routes {
    let routes = invites::routes(accounts::routes(routes));
    let routes = hub::routes(media::routes(routes));
    let routes = playback::routes(openapi::routes(routes));
    let routes = devices::routes(lobby::routes(routes));
    let routes = people::routes(jobs::routes(uploads::routes(routes)));
    let routes = openid::routes(mail_templates::routes(routes));
    let routes = notices::routes(routes);
    let routes = webhooks::routes(guest_links::routes(routes));
    let routes = quiz::routes(ladders::routes(routes));
    let routes = mine::routes(invited::routes(attendance::routes(routes)));
    let routes = analytics::routes(routes);
    let routes = playlists::routes(channels::routes(routes));
    audit::routes(admin::routes(routes))
}
