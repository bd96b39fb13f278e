//! `/admin/users/{person}/addresses/…`: what is done to somebody's addresses.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_domain::{access::Action, email::Email};

use super::{
    super::{deeds, store::AddressWish},
    path_of, person, person_of,
};
use crate::{
    App,
    http::{
        body::Form, fault::Fault, form::mendable, render::see_other_saying, routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let action = Action::ManagePeople;
    routes
        .post("/admin/users/{person}/addresses/add", action, add)
        .post("/admin/users/{person}/addresses/verify", action, verify)
        .post("/admin/users/{person}/addresses/main", action, make_main)
        .post("/admin/users/{person}/addresses/remove", action, remove)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct One {
    email: String,
}

type Sent = (State<App>, Visit, Path<String>, Form<One>);

async fn add(
    app: State<App>,
    visit: Visit,
    path: Path<String>,
    form: Form<One>,
) -> Result<Response, Fault> {
    change((app, visit, path, form), AddressWish::Add).await
}

async fn verify(
    app: State<App>,
    visit: Visit,
    path: Path<String>,
    form: Form<One>,
) -> Result<Response, Fault> {
    change((app, visit, path, form), AddressWish::Verify).await
}

async fn make_main(
    app: State<App>,
    visit: Visit,
    path: Path<String>,
    form: Form<One>,
) -> Result<Response, Fault> {
    change((app, visit, path, form), AddressWish::Main).await
}

async fn remove(
    app: State<App>,
    visit: Visit,
    path: Path<String>,
    form: Form<One>,
) -> Result<Response, Fault> {
    change((app, visit, path, form), AddressWish::Remove).await
}

async fn change(
    (State(app), visit, Path(path), Form(one)): Sent,
    wish: impl FnOnce(Email) -> AddressWish,
) -> Result<Response, Fault> {
    let id = person_of(&path)?;
    let done = match one.email.parse() {
        Ok(email) => deeds::change_addresses(&app, &visit, id, wish(email)).await,
        Err(_) => Err(Fault::field("email", "not_an_address")),
    };
    match done {
        Ok(()) => Ok(see_other_saying(&path_of(id), "said-users-saved")),
        Err(fault) => {
            let draft = person::Draft {
                faults: mendable(fault)?,
                address: one.email,
                ..person::Draft::default()
            };
            person::view(&app, &visit, id, StatusCode::UNPROCESSABLE_ENTITY, draft).await
        }
    }
}
