//! `/notices`: what somebody is told, the newest first.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{access::Action, ids::NoticeId};

use super::store::{self, Notice};
use crate::{
    App,
    http::{
        body::Form,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page, see_other, see_other_saying},
        routes::Routes,
        time::{in_zone, parse_rfc3339, rfc3339},
        visit::Visit,
    },
};

const PATH: &str = "/notices";

pub(super) fn routes(routes: Routes) -> Routes {
    let action = Action::UseOwnAccount;
    routes
        .get(PATH, action, show)
        .post("/notices/open", action, open)
        .post("/notices/read", action, read)
}

#[derive(Template)]
#[template(path = "notices/templates/notices.html")]
struct NoticesPage {
    page: Page,
    rows: Vec<Line>,
    unread: usize,
    /// What was new after this moment is not on the page.
    seen: String,
}

impl PageTemplate for NoticesPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

struct Line {
    id: String,
    sentence: String,
    title: String,
    at: (String, String),
    is_read: bool,
    /// Where one press answers it, and what the press says.
    renew: Option<(String, String)>,
}

impl Line {
    fn new(visit: &Visit, notice: Notice, mails: bool) -> Self {
        let renew = if mails {
            "notices-renew"
        } else {
            "notices-renew-unsent"
        };
        Self {
            id: notice.id.to_string(),
            sentence: super::said(&visit.words, notice.kind, &notice.who, notice.people),
            title: notice.title,
            at: (
                rfc3339(notice.at),
                in_zone(&visit.words, notice.at, &visit.zone),
            ),
            is_read: notice.is_read,
            renew: notice.asks.map(|invite| {
                let path = format!("/invites/{invite}/renew-and-send");
                (path, visit.words.say(renew).to_string())
            }),
        }
    }
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    let (id, now) = (visit.member()?.id, app.now());
    let notices = app.parts.db.read(move |tx| store::list(tx, id)).await?;
    let mails = app.settings.now().mails_invites();
    let template = NoticesPage {
        page: Page::new(&app, &visit, visit.words.say("notices-title")),
        unread: notices.iter().filter(|notice| !notice.is_read).count(),
        rows: (notices.into_iter())
            .map(|notice| Line::new(&visit, notice, mails))
            .collect(),
        seen: rfc3339(now),
    };
    page(StatusCode::OK, &template)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct One {
    id: String,
}

/// Notes that it was read, and leads to what it is about.
async fn open(
    State(app): State<App>,
    visit: Visit,
    Form(One { id }): Form<One>,
) -> Result<Response, Fault> {
    let (account, now) = (visit.member()?.id, app.now());
    let id: NoticeId = id.parse().map_err(|_| Fault::not_found())?;
    let read = move |tx: &Tx| store::read_one(tx, account, id, now);
    let about = app.parts.db.write(read).await?;
    let (entry, kind) = about.ok_or_else(Fault::not_found)?;
    Ok(see_other(&super::leads_to(kind, entry)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    /// When the page was made.
    seen: String,
}

/// Notes that all were read that the page showed.
async fn read(
    State(app): State<App>,
    visit: Visit,
    Form(Seen { seen }): Form<Seen>,
) -> Result<Response, Fault> {
    let (account, now) = (visit.member()?.id, app.now());
    let seen = parse_rfc3339(&seen).ok_or_else(|| Fault::field("seen", "unknown_choice"))?;
    // To the second, as it was written.
    let seen = seen.after(std::time::Duration::from_secs(1));
    let read = move |tx: &Tx| store::read_all(tx, account, seen, now);
    app.parts.db.write(read).await?;
    Ok(see_other_saying(PATH, "said-notices-read"))
}
