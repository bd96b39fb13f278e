//! `GET /channels`: one's own channels, the galleries, and the channels that everybody sees.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    channel::{Audience, ChannelKind, may_make_channel},
    ids::ChannelId,
};

use super::{
    super::store::{self, Listed, MOST_COUNTED},
    counted, path,
};
use crate::{
    App,
    http::{
        body::Params,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
};

/// How many of one's own, and of the galleries, are shown.
const MOST: u32 = 200;
/// How many open channels a page shows.
const ROWS: u32 = 48;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/channels", Action::SeeChannels, show)
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Query {
    /// The last channel of the page before.
    after: Option<String>,
}

struct Row {
    href: String,
    name: String,
    description: String,
    entries: String,
    /// What the reader is in it; empty for nothing.
    role: String,
    shut: bool,
}

impl Row {
    fn new(page: &Page, listed: Listed) -> Self {
        let channel = listed.channel;
        let role = channel
            .role
            .map(|role| page.t(&format!("channel-role-{role}")).to_string());
        Self {
            href: path(channel.id, ""),
            entries: counted(page, "channels-entries", listed.entries, MOST_COUNTED),
            role: role.unwrap_or_default(),
            shut: channel.kind == ChannelKind::Channel && channel.audience == Audience::Members,
            name: channel.name,
            description: channel.description,
        }
    }
}

#[derive(Template)]
#[template(path = "channels/templates/list.html")]
struct ListPage {
    page: Page,
    mine: Vec<Row>,
    galleries: Vec<Row>,
    open: Vec<Row>,
    makes: bool,
    first: bool,
    next: Option<String>,
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
    let me = visit.member()?.id;
    let after = query.after.as_ref().map(|id| id.parse()).transpose();
    let after: Option<ChannelId> = after.map_err(|_| Fault::not_found())?;
    let read = move |tx: &Tx| -> Result<_, Error> {
        let open = store::open(tx, (me, ChannelKind::Channel), after, ROWS + 1)?;
        if after.is_some() {
            return Ok((Vec::new(), Vec::new(), open));
        }
        let galleries = store::open(tx, (me, ChannelKind::Gallery), None, MOST)?;
        Ok((store::mine(tx, me, MOST)?, galleries, open))
    };
    let (mine, galleries, mut open) = app.parts.db.read(read).await?;
    let more = open.len() > ROWS as usize;
    open.truncate(ROWS as usize);
    let next = open
        .last()
        .map(|last| format!("/channels?after={}", last.channel.id));
    // One's own stand above already.
    open.retain(|listed| listed.channel.role.is_none());
    let frame = Page::new(&app, &visit, visit.words.say("channels-title"));
    let rows = |listed: Vec<Listed>| -> Vec<Row> {
        (listed.into_iter())
            .map(|one| Row::new(&frame, one))
            .collect()
    };
    let creators = app.settings.now().channels.creators;
    let template = ListPage {
        mine: rows(mine),
        galleries: rows(galleries),
        open: rows(open),
        makes: may_make_channel(&visit.actor, creators).is_ok(),
        first: after.is_none(),
        next: next.filter(|_| more),
        page: frame,
    };
    page(StatusCode::OK, &template)
}
