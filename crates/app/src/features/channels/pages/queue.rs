//! `/channels/{channel}/queue`: what waits, and what stands and can be taken out.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{access::Action, ids::EntryId};
use uuid::Uuid;

use super::{
    super::{
        deeds,
        store::{self, Line},
    },
    desk::Desk,
    path,
    ruling::{self, Sent, said},
};
use crate::{
    App,
    features::media::icon_of,
    http::{
        body::{Form, Params},
        fault::{Fault, FieldFault},
        form::Errors,
        guard::InChannel,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        time::{in_zone, rfc3339},
        visit::Visit,
    },
};

/// How many entries a page shows.
const ROWS: u32 = 100;

pub(super) fn routes(routes: Routes) -> Routes {
    let (path, action) = ("/channels/{channel}/queue", Action::ModerateChannel);
    routes.get(path, action, show).post(path, action, act)
}

/// Which list, and where it begins.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Query {
    show: String,
    before: Option<String>,
}

/// An entry as a moderator sees it.
pub(in super::super) struct Row {
    /// What its box sends.
    pub(in super::super) value: String,
    pub(in super::super) href: String,
    pub(in super::super) title: String,
    pub(in super::super) icon: &'static str,
    pub(in super::super) by: String,
    pub(in super::super) asked: (String, String),
    /// Where it waits: in lists of several channels.
    pub(in super::super) place: Option<(String, String)>,
    pub(in super::super) picked: bool,
}

impl Row {
    pub(in super::super) fn new(visit: &Visit, line: Line, sent: &Sent, everywhere: bool) -> Self {
        let value = if everywhere {
            format!("{}:{}", line.channel, line.entry)
        } else {
            line.entry.to_string()
        };
        Self {
            href: format!("/media/{}", line.entry),
            icon: icon_of(line.kind),
            by: line.by,
            asked: (
                rfc3339(line.asked_at),
                in_zone(&visit.words, line.asked_at, &visit.zone),
            ),
            place: everywhere.then(|| (path(line.channel, ""), line.channel_name)),
            picked: sent.has(&value),
            title: line.title,
            value,
        }
    }
}

#[derive(Template)]
#[template(path = "channels/templates/queue.html")]
struct QueuePage {
    page: Page,
    desk: Desk,
    /// Whether it is the list of what stands.
    standing: bool,
    rows: Vec<Row>,
    more: bool,
    next: Option<String>,
    sent: Sent,
    errors: Errors,
}

impl PageTemplate for QueuePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

const STANDING: &str = "approved";

async fn view(
    app: &App,
    visit: &Visit,
    place: &InChannel,
    query: Query,
    (sent, faults): (Sent, &[FieldFault]),
) -> Result<Response, Fault> {
    let standing = match query.show.as_str() {
        "" => false,
        STANDING => true,
        _ => return Err(Fault::not_found()),
    };
    let before = query.before.as_ref().map(|id| id.parse()).transpose();
    let before: Option<EntryId> = before.map_err(|_| Fault::not_found())?;
    let before = before.unwrap_or(EntryId::from_uuid(Uuid::max()));
    let id = place.channel;
    let read = move |tx: &Tx| -> Result<Vec<Line>, Error> {
        if standing {
            store::stands(tx, id, before, ROWS + 1)
        } else {
            store::waits(tx, id, ROWS + 1)
        }
    };
    let mut lines = app.parts.db.read(read).await?;
    let more = lines.len() > ROWS as usize;
    lines.truncate(ROWS as usize);
    let desk = Desk::of(app, visit, place).await?;
    let last = lines.last().map(|line| line.entry);
    let template = QueuePage {
        page: Page::new(app, visit, visit.words.say("channels-queue"))
            .island("islands/table-select.js"),
        next: last.filter(|_| more && standing).map(|last| {
            let path = &desk.path;
            format!("{path}/queue?show={STANDING}&before={last}")
        }),
        more: more && !standing,
        rows: (lines.into_iter())
            .map(|line| Row::new(visit, line, &sent, false))
            .collect(),
        standing,
        desk,
        sent,
        errors: Errors::new(&visit.words, faults),
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page(status, &template)
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    view(&app, &visit, &place, query, (Sent::default(), &[])).await
}

async fn act(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
    Form(sent): Form<Sent>,
) -> Result<Response, Fault> {
    match sent.parse(ruling::entry) {
        Ok(ruled) => {
            let said = said(&ruled.ruling);
            let about = (place.channel, ruled.picked);
            deeds::rule(&app, &visit, about, ruled.ruling).await?;
            let rest = if sent.show == STANDING {
                "/queue?show=approved"
            } else {
                "/queue"
            };
            Ok(see_other_saying(&path(place.channel, rest), said))
        }
        Err(faults) => {
            let show = if sent.show == STANDING { STANDING } else { "" };
            let query = Query {
                show: show.to_owned(),
                before: None,
            };
            view(&app, &visit, &place, query, (sent, &faults)).await
        }
    }
}
