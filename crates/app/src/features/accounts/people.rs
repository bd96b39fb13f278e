//! The type-ahead over existing people, from the third character.

use serde::{Deserialize, Serialize};
use usher_db::{Error, Tx, params};
use usher_domain::access::Action;

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
/// How many people are offered at most.
const OFFERED: i64 = 8;

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

/// A person offered by the type-ahead.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct Person {
    id: String,
    name: String,
    first_name: String,
    last_name: String,
    email: String,
}

/// People found by the beginning of a name or address.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct People {
    people: Vec<Person>,
}

/// `GET /people?q=` and `GET /api/v1/people?q=`
#[utoipa::path(get, path = "/api/v1/people", tag = "people",
    params(("q" = String, Query, description = "The beginning of a name or address, three characters or more; fewer find nobody")),
    responses((status = 200, body = People)))]
pub(super) async fn search(
    State(app): State<App>,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let term = query.q.trim().to_lowercase();
    let people = if term.chars().count() < SHORTEST {
        Vec::new()
    } else {
        app.parts.db.read(move |tx| find(tx, &term)).await?
    };
    Ok(json(StatusCode::OK, People { people }))
}

fn find(tx: &Tx, term: &str) -> Result<Vec<Person>, Error> {
    // Everything that begins with `term` lies between it and `term` + the last code point.
    let end = format!("{term}\u{10FFFF}");
    tx.query(
        "SELECT a.id, a.first_name, a.last_name, d.written
         FROM (SELECT DISTINCT account_id FROM
                 (SELECT account_id FROM people_terms WHERE term >= $1 AND term < $2
                  ORDER BY term LIMIT 200) hits) found
         JOIN accounts a ON a.id = found.account_id
         JOIN addresses d ON d.account_id = a.id AND d.main = 1
         WHERE a.suspended_at IS NULL
         ORDER BY a.last_name, a.first_name, a.id LIMIT $3",
        params![term, end, OFFERED],
        |row| {
            let (first_name, last_name): (String, String) =
                (row.get("first_name")?, row.get("last_name")?);
            Ok(Person {
                id: row.get("id")?,
                name: format!("{first_name} {last_name}").trim().to_owned(),
                first_name,
                last_name,
                email: row.get("written")?,
            })
        },
    )
}
