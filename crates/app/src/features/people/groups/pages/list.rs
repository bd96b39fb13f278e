//! `/admin/groups`: every group.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::access::Action;

use super::{
    super::store::{self, MOST_COUNTED},
    GROUPS, path_of,
};
use crate::{
    App,
    features::admin::Nav,
    http::{
        body::Params,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
};

/// How many groups a page shows.
const ROWS: u32 = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(GROUPS, Action::ManageGroups, show)
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
}

struct Row {
    href: String,
    name: String,
    members: String,
}

#[derive(Template)]
#[template(path = "people/templates/groups.html")]
struct ListPage {
    page: Page,
    nav: Nav,
    query: Query,
    rows: Vec<Row>,
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
    let asked: String = query.q.trim().chars().take(100).collect();
    let (asked, after) = (asked.to_lowercase(), query.after.clone());
    let searched = !asked.is_empty();
    let mut groups = (app.parts.db)
        .read(move |tx| store::list(tx, &asked, &after, ROWS + 1))
        .await?;
    let more = groups.len() > ROWS as usize;
    groups.truncate(ROWS as usize);
    let last = groups.last().map(|group| group.name.clone());
    let next = last.filter(|_| more && !searched).map(|name| {
        let after: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
        format!("{GROUPS}?after={after}")
    });
    let words = &visit.words;
    let count = |number: i64| {
        if number > MOST_COUNTED {
            words
                .say("users-more-than")
                .num("n", MOST_COUNTED)
                .to_string()
        } else {
            number.to_string()
        }
    };
    let template = ListPage {
        page: Page::new(&app, &visit, words.say("console-tool-groups"))
            .island("islands/console-form.js")
            .island("islands/dialog-form.js"),
        nav: Nav::tool(words, "groups"),
        rows: (groups.into_iter())
            .map(|group| Row {
                href: path_of(group.id),
                members: count(group.members),
                name: group.name,
            })
            .collect(),
        next,
        too_many: more && searched,
        query,
    };
    page(StatusCode::OK, &template)
}
