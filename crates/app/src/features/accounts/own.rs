//! `/account`: what every member sees and changes of their own account.

mod addresses;
mod names;
mod password;
mod sessions;
mod view;

pub(in crate::features) use names::read_names;
pub(in crate::features) use view::BrowserView;

use axum::{extract::State, http::StatusCode, response::Response};
use usher_domain::access::Action;

use crate::{
    App,
    http::{fault::Fault, routes::Routes, visit::Visit},
};

/// Where it is.
const PATH: &str = "/account";

pub(super) fn routes(routes: Routes) -> Routes {
    let action = Action::UseOwnAccount;
    addresses::routes(routes)
        .get(PATH, action, show)
        .post("/account/names", action, names::save)
        .post("/account/password", action, password::save)
        .post("/account/sessions", action, sessions::end)
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    view::show(&app, &visit, StatusCode::OK, view::Draft::default()).await
}
