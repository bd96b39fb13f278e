//! `POST /media/{entry}/quiz/make` and `…/unmake`.

use axum::{extract::State, response::Response};
use usher_domain::access::Action;

use super::super::deeds;
use crate::{
    App,
    http::{fault::Fault, guard::Standing, render::see_other_saying, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post("/media/{entry}/quiz/make", Action::EditEntry, make)
        .post("/media/{entry}/quiz/unmake", Action::EditEntry, unmake)
}

async fn make(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let made = deeds::make(&app, &visit, entry).await?;
    let said = if made {
        "said-quiz-made"
    } else {
        "said-quiz-cannot"
    };
    Ok(see_other_saying(&format!("/media/{entry}/quiz"), said))
}

async fn unmake(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    deeds::unmake(&app, &visit, entry).await?;
    Ok(see_other_saying(
        &format!("/media/{entry}"),
        "said-quiz-unmade",
    ))
}
