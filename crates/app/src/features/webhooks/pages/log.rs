//! `/admin/webhooks/{webhook}/deliveries/{delivery}`: what was sent, what came back, and once more.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use usher_db::Tx;
use usher_domain::access::Action;

use super::{
    super::{deeds, refused::Refused, store},
    Fate, TOOL,
    edit::label_of,
    id, path,
};
use crate::{
    App,
    features::admin::Nav,
    http::{
        fault::Fault,
        moment::Moment,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/admin/webhooks/{webhook}/deliveries/{delivery}";
    routes
        .get(path, Action::UseConsole, show)
        .post(path, Action::UseConsole, again)
}

#[derive(Template)]
#[template(path = "webhooks/templates/delivery.html")]
struct DeliveryPage {
    page: Page,
    nav: Nav,
    label: String,
    event: String,
    id: String,
    fate: Fate,
    tries: u32,
    made: Moment,
    tried: Option<Moment>,
    answer: String,
    body: String,
    action: String,
    back: String,
    url: String,
    on: bool,
}

impl PageTemplate for DeliveryPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Path((webhook, delivery)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (hook, one) = (
        id(&webhook)?,
        delivery.parse().map_err(|_| Fault::not_found())?,
    );
    let read = move |tx: &Tx| -> Result<_, usher_db::Error> {
        Ok(store::load(tx, hook)?.zip(store::one(tx, hook, one)?))
    };
    let found = app.parts.db.read(read).await?;
    let (hook, delivery) = found.ok_or_else(Fault::not_found)?;
    let words = &visit.words;
    let pretty = serde_json::from_str::<serde_json::Value>(&delivery.body);
    let pretty = pretty.and_then(|body| serde_json::to_string_pretty(&body));
    let template = DeliveryPage {
        page: Page::new(&app, &visit, words.say("webhooks-delivery"))
            .island("islands/console-form.js"),
        nav: Nav::tool(words, TOOL),
        label: words.say(label_of(&delivery.event)).to_string(),
        fate: Fate::of(words, &delivery),
        tries: delivery.tries,
        made: Moment::new(&visit, delivery.created_at),
        tried: delivery.tried_at.map(|at| Moment::new(&visit, at)),
        body: pretty.unwrap_or(delivery.body),
        action: format!("{}/deliveries/{}", path(hook.id), delivery.id),
        back: path(hook.id),
        id: delivery.id.to_string(),
        event: delivery.event,
        answer: delivery.answer,
        on: hook.disabled.is_none(),
        url: hook.url,
    };
    page(StatusCode::OK, &template)
}

async fn again(
    State(app): State<App>,
    visit: Visit,
    Path((webhook, delivery)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (hook, one) = (
        id(&webhook)?,
        delivery.parse().map_err(|_| Fault::not_found())?,
    );
    let sent = deeds::again(&app, visit.member()?.id, (hook, one)).await;
    sent.map_err(Refused::fault)?;
    Ok(see_other_saying(&path(hook), "said-webhook-again"))
}
