//! `/admin/users/export.csv`: everybody, in the columns that the import reads.

use axum::{extract::State, response::Response};
use usher_db::{Error, Tx, params};
use usher_domain::{access::Action, ids::AccountId};

use super::store::{self, Found, Narrowed, Person};
use crate::{
    App,
    http::{
        csv::{self, Row},
        fault::Fault,
        routes::Routes,
        time::rfc3339,
    },
};

/// How many people are read at a time, while the file is on its way.
const AT_ONCE: u32 = 200;

const HEAD: [&str; 8] = [
    "email",
    "first_name",
    "last_name",
    "role",
    "groups",
    "site_administrator",
    "suspended",
    "since",
];

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/admin/users/export.csv", Action::ManagePeople, export)
}

async fn export(State(app): State<App>) -> Result<Response, Fault> {
    let pages = csv::pages(None, move |before| {
        let app = app.clone();
        async move {
            let read = app.parts.db.read(move |tx| page(tx, before));
            Ok::<_, Fault>(read.await?)
        }
    });
    Ok(csv::download("people.csv", &HEAD, pages))
}

/// Behind whom, if behind anybody.
type Place = Option<AccountId>;

fn page(tx: &Tx, before: Place) -> Result<(Vec<Row>, Option<Place>), Error> {
    let listed = store::list(tx, &Narrowed::default(), before, AT_ONCE)?;
    let rows = listed.people.iter().map(|person| row(tx, person));
    let next = match listed.found {
        Found::MoreAfter(person) => Some(Some(person)),
        Found::All | Found::TooMany => None,
    };
    Ok((rows.collect::<Result<_, Error>>()?, next))
}

fn row(tx: &Tx, person: &Person) -> Result<Row, Error> {
    let mut groups: Vec<String> = tx.query(
        "SELECT g.name FROM group_members m JOIN groups g ON g.id = m.group_id
         WHERE m.account_id = $1",
        params![person.id],
        |row| row.get("name"),
    )?;
    groups.sort();
    let yes = |is: bool| if is { "yes" } else { "" }.to_owned();
    Ok(vec![
        person.email.clone(),
        person.first_name.clone(),
        person.last_name.clone(),
        person.role.to_string(),
        groups.join("; "),
        yes(person.site_admin),
        yes(person.suspended_at.is_some()),
        rfc3339(person.created_at),
    ])
}
