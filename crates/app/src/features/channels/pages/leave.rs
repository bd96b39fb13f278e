//! `/channels/{channel}/leave`

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_db::Tx;
use usher_domain::access::Action;

use super::{
    super::{deeds, store},
    path,
};
use crate::{
    App,
    http::{
        fault::{Fault, FieldFault},
        form::{Errors, mendable},
        guard::InChannel,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/channels/{channel}/leave";
    routes
        .get(path, Action::LeaveChannel, show)
        .post(path, Action::LeaveChannel, leave)
}

#[derive(Template)]
#[template(path = "channels/templates/leave.html")]
struct LeavePage {
    page: Page,
    name: String,
    back: String,
    errors: Errors,
}

impl PageTemplate for LeavePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn view(
    app: &App,
    visit: &Visit,
    place: &InChannel,
    faults: &[FieldFault],
) -> Result<Response, Fault> {
    let id = place.channel;
    let name = app
        .parts
        .db
        .read(move |tx: &Tx| store::name(tx, id))
        .await?;
    let template = LeavePage {
        page: Page::new(app, visit, visit.words.say("channels-leave")),
        name: name.ok_or_else(Fault::not_found)?,
        back: path(id, ""),
        errors: Errors::new(&visit.words, faults),
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page(status, &template)
}

async fn show(State(app): State<App>, visit: Visit, place: InChannel) -> Result<Response, Fault> {
    view(&app, &visit, &place, &[]).await
}

async fn leave(State(app): State<App>, visit: Visit, place: InChannel) -> Result<Response, Fault> {
    match deeds::leave(&app, &visit, place.channel).await {
        Ok(()) => Ok(see_other_saying("/channels", "said-channel-left")),
        Err(fault) => view(&app, &visit, &place, &mendable(fault)?).await,
    }
}
