//! The type-ahead over existing people, from the third character.

use serde::{Deserialize, Serialize};
use usher_db::{Error, Tx};
use usher_domain::{access::Action, config::DirectorySearch};

use super::directory::{self, Person};
use crate::{
    App,
    http::{
        body::{Params, json},
        fault::Fault,
        routes::Routes,
    },
};
use axum::{extract::State, http::StatusCode, response::Response};

/// The fewest characters that are searched for.
const SHORTEST: usize = 3;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/people", Action::SearchPeople, search).get(
        "/api/v1/people",
        Action::SearchPeople,
        search,
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    #[serde(default)]
    q: String,
}

/// People found by the beginning of a name or address.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct People {
    people: Vec<Person>,
}

/// Whom `q` finds, as far as the administrator lets people be found.
fn find(tx: &Tx, q: &str, search: DirectorySearch) -> Result<Vec<Person>, Error> {
    match search {
        DirectorySearch::Full => directory::people_beginning(tx, &q.to_lowercase()),
        DirectorySearch::Exact => match q.parse() {
            Ok(email) => Ok(directory::person_at(tx, &email)?.into_iter().collect()),
            Err(_) => Ok(Vec::new()),
        },
        DirectorySearch::Off => Ok(Vec::new()),
    }
}

/// `GET /people?q=` and `GET /api/v1/people?q=`
#[utoipa::path(get, path = "/api/v1/people", tag = "people",
    params(("q" = String, Query, description = "The beginning of a name or address, three characters or more; fewer find nobody. The site may ask for the whole address, or let nobody be found")),
    responses((status = 200, body = People)))]
pub(super) async fn search(
    State(app): State<App>,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let q = query.q.trim().to_owned();
    let search = app.settings.now().invite_to_media.directory_search;
    let people = if q.chars().count() < SHORTEST {
        Vec::new()
    } else {
        app.parts.db.read(move |tx| find(tx, &q, search)).await?
    };
    Ok(json(StatusCode::OK, People { people }))
}
