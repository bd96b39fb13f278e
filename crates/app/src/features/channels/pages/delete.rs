//! `/channels/{channel}/delete`: what goes with a channel, before it goes.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_db::{Error, Tx};
use usher_domain::{access::Action, channel::ChannelKind};

use super::{
    super::{
        deeds,
        store::{self, MOST_COUNTED},
    },
    counted, path,
};
use crate::{
    App,
    http::{
        fault::Fault,
        guard::InChannel,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/channels/{channel}/delete";
    routes
        .get(path, Action::ManageChannel, show)
        .post(path, Action::ManageChannel, delete)
}

#[derive(Template)]
#[template(path = "channels/templates/delete.html")]
struct DeletePage {
    page: Page,
    title: String,
    name: String,
    entries: String,
    action: String,
    back: String,
}

impl PageTemplate for DeletePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

const fn title(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Channel => "channels-delete",
        ChannelKind::Gallery => "galleries-delete",
    }
}

async fn show(State(app): State<App>, visit: Visit, place: InChannel) -> Result<Response, Fault> {
    let id = place.channel;
    let read =
        move |tx: &Tx| -> Result<_, Error> { Ok((store::name(tx, id)?, store::standing(tx, id)?)) };
    let (name, entries) = app.parts.db.read(read).await?;
    let title = visit.words.say(title(place.facts.kind)).to_string();
    let frame = Page::new(&app, &visit, &title);
    let template = DeletePage {
        title,
        name: name.ok_or_else(Fault::not_found)?,
        entries: counted(&frame, "channels-entries", entries, MOST_COUNTED),
        action: path(id, "/delete"),
        back: path(id, "/edit"),
        page: frame,
    };
    page(StatusCode::OK, &template)
}

async fn delete(State(app): State<App>, visit: Visit, place: InChannel) -> Result<Response, Fault> {
    deeds::delete(&app, &visit, place.channel).await?;
    Ok(see_other_saying("/channels", "said-channel-deleted"))
}
