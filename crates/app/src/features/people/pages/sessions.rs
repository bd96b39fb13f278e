//! `/admin/users/{person}/sessions`: signing somebody out.

use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;
use usher_domain::access::Action;

use super::{super::deeds, path_of, person_of};
use crate::{
    App,
    features::accounts::Which,
    http::{body::Form, fault::Fault, render::see_other_saying, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.post("/admin/users/{person}/sessions", Action::ManagePeople, end)
}

/// One by its id, or `all`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    end: String,
}

async fn end(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
    Form(End { end }): Form<End>,
) -> Result<Response, Fault> {
    let id = person_of(&person)?;
    let which = match end.as_str() {
        "all" => Which::All,
        one => Which::One(
            one.parse()
                .map_err(|_| Fault::field("end", "unknown_choice"))?,
        ),
    };
    deeds::end_sessions(&app, &visit, id, which).await?;
    Ok(see_other_saying(&path_of(id), "said-users-signed-out"))
}
