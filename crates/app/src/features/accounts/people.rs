//! The type-ahead over existing people and groups, from the third character.

use serde::{Deserialize, Serialize};
use usher_db::{Error, Tx};
use usher_domain::{access::Action, config::DirectorySearch};

use super::directory::{self, Group, Person};
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
pub(in crate::features) struct Query {
    #[serde(default)]
    q: String,
    /// `yes`: groups as well.
    groups: Option<String>,
}

/// People found by the beginning of a name or address.
#[derive(Serialize, utoipa::ToSchema)]
pub(in crate::features) struct People {
    people: Vec<Person>,
    /// Groups, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Vec<Group>>,
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

/// The groups that `q` finds. Only whoever may look through the directory is
/// offered any; a group's whole name is understood without.
fn find_groups(tx: &Tx, q: &str, search: DirectorySearch) -> Result<Vec<Group>, Error> {
    match search {
        DirectorySearch::Full => directory::groups_beginning(tx, &q.to_lowercase()),
        DirectorySearch::Exact | DirectorySearch::Off => Ok(Vec::new()),
    }
}

/// `GET /people?q=` and `GET /api/v1/people?q=`
#[utoipa::path(get, path = "/api/v1/people", tag = "people",
    params(("q" = String, Query, description = "The beginning of a name or address, three characters or more; fewer find nobody. The site may ask for the whole address, or let nobody be found"),
           ("groups" = Option<String>, Query, description = "`yes`: groups as well")),
    responses((status = 200, body = People)))]
pub(in crate::features) async fn search(
    State(app): State<App>,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let q = query.q.trim().to_owned();
    let search = app.settings.now().invite_to_media.directory_search;
    let wanted = query.groups.is_some_and(|groups| groups == "yes");
    let found = if q.chars().count() < SHORTEST {
        People {
            people: Vec::new(),
            groups: wanted.then(Vec::new),
        }
    } else {
        let look = move |tx: &Tx| -> Result<People, Error> {
            let groups = wanted.then(|| find_groups(tx, &q, search));
            Ok(People {
                people: find(tx, &q, search)?,
                groups: groups.transpose()?,
            })
        };
        app.parts.db.read(look).await?
    };
    Ok(json(StatusCode::OK, found))
}
