//! `/admin/users`: everybody, found and narrowed.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{access::Action, ids::AccountId};

use super::{
    super::store::{self, Found, Narrowed, Person, Show},
    USERS, names, path_of,
};
use crate::{
    App,
    features::{accounts::directory, admin::Nav},
    http::{
        body::Params,
        fault::Fault,
        page::{Page, initials},
        render::{PageTemplate, page},
        routes::Routes,
        time::{in_zone, rfc3339},
        visit::Visit,
    },
};

/// How many people a page shows.
const ROWS: u32 = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(USERS, Action::ManagePeople, show)
}

/// The query of the list's address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    #[serde(default)]
    q: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    show: String,
    #[serde(default)]
    group: String,
    before: Option<String>,
}

impl Query {
    fn narrowed(&self) -> Result<Narrowed, Fault> {
        let role = match self.role.as_str() {
            "" => None,
            name => Some(name.parse().map_err(|_| Fault::not_found())?),
        };
        let group = match self.group.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| Fault::not_found())?),
        };
        let show = match self.show.as_str() {
            "" => Show::All,
            "suspended" => Show::Suspended,
            "administrators" => Show::Administrators,
            _ => return Err(Fault::not_found()),
        };
        let words: String = self.q.trim().chars().take(200).collect();
        Ok(Narrowed {
            words: words.to_lowercase(),
            role,
            show,
            group,
        })
    }

    /// The address of the list narrowed so, from this person on.
    fn address(&self, before: Option<AccountId>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let pairs = [
            ("q", &self.q),
            ("role", &self.role),
            ("show", &self.show),
            ("group", &self.group),
        ];
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        match query.finish() {
            query if query.is_empty() => USERS.to_owned(),
            query => format!("{USERS}?{query}"),
        }
    }
}

/// A row of the table.
struct Row {
    href: String,
    initials: String,
    name: String,
    email: String,
    role: String,
    site_admin: bool,
    suspended: bool,
    /// RFC 3339, and in words.
    since: (String, String),
}

impl Row {
    fn new(visit: &Visit, person: Person) -> Self {
        let name = person.name();
        Self {
            href: path_of(person.id),
            initials: initials(&name),
            name,
            email: person.email,
            role: names::role(&visit.words, person.role),
            site_admin: person.site_admin,
            suspended: person.suspended_at.is_some(),
            since: (
                rfc3339(person.created_at),
                in_zone(&visit.words, person.created_at, &visit.zone),
            ),
        }
    }
}

#[derive(Template)]
#[template(path = "people/templates/list.html")]
struct ListPage {
    page: Page,
    nav: Nav,
    query: Query,
    /// The group it is narrowed to, and the list without that.
    group: Option<(String, String)>,
    roles: Vec<(String, String)>,
    shows: Vec<(String, String)>,
    rows: Vec<Row>,
    narrowed: bool,
    first: bool,
    next: Option<String>,
    too_many: bool,
}

impl PageTemplate for ListPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let narrowed = query.narrowed()?;
    let before = query.before.as_ref().map(|id| id.parse()).transpose();
    let before: Option<AccountId> = before.map_err(|_| Fault::not_found())?;
    let asked = narrowed.clone();
    let read = move |tx: &Tx| -> Result<_, Error> {
        let group = match asked.group {
            Some(id) => directory::group_with_id(tx, id)?,
            None => None,
        };
        Ok((store::list(tx, &asked, before, ROWS)?, group))
    };
    let (listed, group) = app.parts.db.read(read).await?;
    if narrowed.group.is_some() && group.is_none() {
        return Err(Fault::not_found());
    }
    let words = &visit.words;
    let any = |key: &str| (String::new(), words.say(key).to_string());
    let choice = |name: &str| {
        let key = format!("users-show-{name}");
        (name.to_owned(), words.say(key).to_string())
    };
    let without_group = Query {
        group: String::new(),
        ..query.clone()
    };
    let template = ListPage {
        page: Page::new(&app, &visit, words.say("console-tool-users"))
            .island("islands/console-form.js")
            .island("islands/dialog-form.js"),
        nav: Nav::tool(words, "users"),
        group: group.map(|group| (group.name, without_group.address(None))),
        roles: [vec![any("users-any-role")], names::roles(words)].concat(),
        shows: vec![
            any("users-show-all"),
            choice("suspended"),
            choice("administrators"),
        ],
        narrowed: query.address(None) != USERS,
        first: before.is_none(),
        next: match listed.found {
            Found::MoreAfter(person) => Some(query.address(Some(person))),
            Found::All | Found::TooMany => None,
        },
        too_many: listed.found == Found::TooMany,
        rows: (listed.people.into_iter())
            .map(|person| Row::new(&visit, person))
            .collect(),
        query,
    };
    page(StatusCode::OK, &template)
}
