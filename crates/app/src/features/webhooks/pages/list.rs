//! `GET /admin/webhooks`

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_db::Tx;
use usher_domain::{access::Action, webhook::MOST_WEBHOOKS};

use super::{super::store, Fate, PATH, TOOL, path, state};
use crate::{
    App,
    features::admin::Nav,
    http::{
        fault::Fault,
        moment::Moment,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(PATH, Action::UseConsole, show)
}

#[derive(Template)]
#[template(path = "webhooks/templates/list.html")]
struct ListPage {
    page: Page,
    nav: Nav,
    rows: Vec<Line>,
    room: bool,
    /// How many were switched off because they took nothing.
    given_up: usize,
}

impl PageTemplate for ListPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

struct Line {
    url: String,
    href: String,
    events: String,
    state: String,
    tone: &'static str,
    last: Option<(Fate, Moment)>,
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    let read = |tx: &Tx| -> Result<_, usher_db::Error> {
        let hooks = store::all(tx)?.into_iter();
        hooks
            .map(|hook| store::recent(tx, hook.id).map(|last| (hook, last)))
            .collect::<Result<Vec<_>, _>>()
    };
    let hooks = app.parts.db.read(read).await?;
    let words = &visit.words;
    let template = ListPage {
        page: Page::new(&app, &visit, words.say("console-tool-webhooks"))
            .island("islands/console-form.js"),
        nav: Nav::tool(words, TOOL),
        room: hooks.len() < MOST_WEBHOOKS,
        given_up: (hooks.iter())
            .filter(|(hook, _)| hook.given_up().is_some())
            .count(),
        rows: (hooks.into_iter())
            .map(|(hook, last)| {
                let (said, tone) = state(words, &hook);
                let events = words
                    .say("webhooks-events-count")
                    .num("n", hook.events.iter().count());
                Line {
                    href: path(hook.id),
                    events: events.to_string(),
                    state: said,
                    tone,
                    last: last.map(|last| {
                        let at = last.tried_at.unwrap_or(last.created_at);
                        (Fate::of(words, &last), Moment::new(&visit, at))
                    }),
                    url: hook.url,
                }
            })
            .collect(),
    };
    page(StatusCode::OK, &template)
}
