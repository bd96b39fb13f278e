//! The console's *Galleries* and *Waiting media*.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    channel::ChannelKind,
    ids::{ChannelId, EntryId},
};

use super::{
    deeds,
    pages::{QueueRow, Sent, counted, path, said_of_ruling},
    store::{self, MOST_COUNTED},
    wanted::Typed,
};
use crate::{
    App,
    features::admin::Nav,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::Errors,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

const GALLERIES: &str = "/admin/galleries";
const WAITING: &str = "/admin/moderation";
/// How many galleries are listed.
const MOST: u32 = 200;
/// How many waiting entries are listed.
const ROWS: u32 = 100;

pub(super) fn routes(routes: Routes) -> Routes {
    let (galleries, waiting) = (Action::ManageGalleries, Action::ModerateSite);
    routes
        .get(GALLERIES, galleries, show)
        .post(GALLERIES, galleries, make)
        .get(WAITING, waiting, queue)
        .post(WAITING, waiting, act)
}

/// A gallery in the list.
struct Row {
    href: String,
    name: String,
    entries: String,
    moderated: bool,
}

#[derive(Template)]
#[template(path = "channels/templates/galleries.html")]
struct GalleriesPage {
    page: Page,
    nav: Nav,
    rows: Vec<Row>,
    typed: Typed,
    errors: Errors,
}

impl PageTemplate for GalleriesPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn view(
    app: &App,
    visit: &Visit,
    typed: Typed,
    faults: &[FieldFault],
) -> Result<Response, Fault> {
    let me = visit.member()?.id;
    let read = move |tx: &Tx| -> Result<_, Error> {
        store::open(tx, (me, ChannelKind::Gallery), None, MOST)
    };
    let galleries = app.parts.db.read(read).await?;
    let frame = Page::new(app, visit, visit.words.say("console-tool-galleries"))
        .island("islands/console-form.js");
    let template = GalleriesPage {
        nav: Nav::tool(&visit.words, "galleries"),
        rows: (galleries.into_iter())
            .map(|listed| Row {
                href: path(listed.channel.id, "/edit"),
                entries: counted(&frame, "channels-entries", listed.entries, MOST_COUNTED),
                moderated: listed.channel.moderated,
                name: listed.channel.name,
            })
            .collect(),
        typed,
        errors: Errors::new(&visit.words, faults),
        page: frame,
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page(status, &template)
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    let moderated = app.settings.now().moderation.moderated;
    view(&app, &visit, Typed::fresh(moderated), &[]).await
}

async fn make(
    State(app): State<App>,
    visit: Visit,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    match typed.parse(ChannelKind::Gallery) {
        Ok(wanted) => {
            deeds::make(&app, &visit, ChannelKind::Gallery, wanted).await?;
            Ok(see_other_saying(GALLERIES, "said-gallery-made"))
        }
        Err(faults) => view(&app, &visit, typed, &faults).await,
    }
}

#[derive(Template)]
#[template(path = "channels/templates/waiting.html")]
struct WaitingPage {
    page: Page,
    nav: Nav,
    rows: Vec<QueueRow>,
    more: bool,
    sent: Sent,
    errors: Errors,
}

impl PageTemplate for WaitingPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn waiting(
    app: &App,
    visit: &Visit,
    sent: Sent,
    faults: &[FieldFault],
) -> Result<Response, Fault> {
    let mut lines = (app.parts.db)
        .read(move |tx: &Tx| store::all(tx, ROWS + 1))
        .await?;
    let more = lines.len() > ROWS as usize;
    lines.truncate(ROWS as usize);
    let template = WaitingPage {
        page: Page::new(app, visit, visit.words.say("console-tool-moderation"))
            .island("islands/console-form.js")
            .island("islands/table-select.js"),
        nav: Nav::tool(&visit.words, "moderation"),
        rows: (lines.into_iter())
            .map(|line| QueueRow::new(visit, line, &sent, true))
            .collect(),
        more,
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

async fn queue(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    waiting(&app, &visit, Sent::default(), &[]).await
}

/// What is picked in a list of several channels.
fn place(text: &str) -> Option<(ChannelId, EntryId)> {
    let (channel, entry) = text.split_once(':')?;
    Some((channel.parse().ok()?, entry.parse().ok()?))
}

async fn act(
    State(app): State<App>,
    visit: Visit,
    Form(sent): Form<Sent>,
) -> Result<Response, Fault> {
    match sent.parse(place) {
        Ok(ruled) => {
            let said = said_of_ruling(&ruled.ruling);
            deeds::rule_anywhere(&app, &visit, ruled.picked, ruled.ruling).await?;
            Ok(see_other_saying(WAITING, said))
        }
        Err(faults) => waiting(&app, &visit, sent, &faults).await,
    }
}
