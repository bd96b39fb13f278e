//! `/admin/webhooks/{webhook}`: what it is told of, whether it works, what was sent.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    access::Action,
    ids::{DeliveryId, WebhookId},
};

use super::{
    super::{
        deeds,
        refused::Refused,
        store::{self, Delivery},
    },
    Fate, PATH, TOOL,
    edit::{BACK, Choice, Filled, choices, label_of},
    id, path, state,
};
use crate::{
    App,
    features::admin::Nav,
    http::{
        body::{Form, Params},
        fault::{Fault, FieldFault},
        form::{Errors, mendable},
        moment::Moment,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

/// How many deliveries a page shows.
const PAGE: u32 = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    let (one, console) = ("/admin/webhooks/{webhook}", Action::UseConsole);
    routes
        .get(one, console, show)
        .post(one, console, change)
        .post("/admin/webhooks/{webhook}/switch", console, switch)
        .post("/admin/webhooks/{webhook}/test", console, test)
        .get("/admin/webhooks/{webhook}/delete", console, ask)
        .post("/admin/webhooks/{webhook}/delete", console, delete)
}

#[derive(Template)]
#[template(path = "webhooks/templates/one.html")]
struct OnePage {
    page: Page,
    nav: Nav,
    url: String,
    path: String,
    state: String,
    tone: &'static str,
    on: bool,
    /// Since when it was given up.
    given_up: Option<Moment>,
    filled: Filled,
    choices: Vec<Choice>,
    errors: Errors,
    rows: Vec<Line>,
    first: bool,
    next: String,
    back: &'static str,
}

impl PageTemplate for OnePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// One delivery as a row.
struct Line {
    href: String,
    event: String,
    label: String,
    fate: Fate,
    tries: u32,
    at: Moment,
}

impl Line {
    fn new(visit: &Visit, delivery: &Delivery) -> Self {
        let words = &visit.words;
        Self {
            href: format!("{PATH}/{}/deliveries/{}", delivery.webhook, delivery.id),
            label: words.say(label_of(&delivery.event)).to_string(),
            fate: Fate::of(words, delivery),
            tries: delivery.tries,
            at: Moment::new(visit, delivery.created_at),
            event: delivery.event.clone(),
        }
    }
}

#[derive(Default, Deserialize)]
struct Query {
    #[serde(default)]
    before: String,
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(webhook): Path<String>,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    shown(&app, &visit, id(&webhook)?, (query, None)).await
}

/// The page; with a form that has to be mended, if there is one.
async fn shown(
    app: &App,
    visit: &Visit,
    id: WebhookId,
    (query, mended): (Query, Option<(Filled, Vec<FieldFault>)>),
) -> Result<Response, Fault> {
    let before = query.before.parse::<DeliveryId>().ok();
    let read = move |tx: &Tx| -> Result<_, usher_db::Error> {
        Ok((store::load(tx, id)?, store::log(tx, id, before, PAGE + 1)?))
    };
    let (hook, mut log) = app.parts.db.read(read).await?;
    let hook = hook.ok_or_else(Fault::not_found)?;
    let more = log.len() > PAGE as usize;
    log.truncate(PAGE as usize);
    let last = log.last().filter(|_| more);
    let next = last.map(|last| format!("{}?before={}", path(id), last.id));
    let words = &visit.words;
    let (said, tone) = state(words, &hook);
    let status = if mended.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let (filled, faults) = mended.unwrap_or_else(|| {
        let filled = Filled {
            url: hook.url.clone(),
            events: hook.events.iter().map(|event| event.to_string()).collect(),
            with_people: if hook.with_people { "yes" } else { "" }.to_owned(),
        };
        (filled, Vec::new())
    });
    let template = OnePage {
        page: Page::new(app, visit, words.say("console-tool-webhooks"))
            .island("islands/console-form.js"),
        nav: Nav::tool(words, TOOL),
        path: path(id),
        state: said,
        tone,
        on: hook.disabled.is_none(),
        given_up: hook.given_up().map(|at| Moment::new(visit, at)),
        choices: choices(words, &filled),
        filled,
        errors: Errors::new(words, &faults),
        rows: log.iter().map(|one| Line::new(visit, one)).collect(),
        first: before.is_none(),
        next: next.unwrap_or_default(),
        back: BACK,
        url: hook.url,
    };
    page(status, &template)
}

async fn change(
    State(app): State<App>,
    visit: Visit,
    Path(webhook): Path<String>,
    Form(filled): Form<Filled>,
) -> Result<Response, Fault> {
    let id = id(&webhook)?;
    let fault = match filled.parse() {
        Ok(new) => match deeds::change(&app, &visit, id, new).await {
            Ok(_) => return Ok(see_other_saying(&path(id), "said-webhook-saved")),
            Err(refused) => Refused::fault(refused),
        },
        Err(faults) => Fault::fields(faults),
    };
    let mended = Some((filled, mendable(fault)?));
    shown(&app, &visit, id, (Query::default(), mended)).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Switched {
    /// `yes` or `no`.
    #[serde(default)]
    on: String,
}

async fn switch(
    State(app): State<App>,
    visit: Visit,
    Path(webhook): Path<String>,
    Form(Switched { on }): Form<Switched>,
) -> Result<Response, Fault> {
    let id = id(&webhook)?;
    let (on, said) = match on.as_str() {
        "yes" => (true, "said-webhook-on"),
        "no" => (false, "said-webhook-off"),
        _ => return Err(Fault::field("on", "unknown_choice")),
    };
    let switched = deeds::switch(&app, &visit, id, on).await;
    switched.map_err(Refused::fault)?;
    Ok(see_other_saying(&path(id), said))
}

async fn test(State(app): State<App>, Path(webhook): Path<String>) -> Result<Response, Fault> {
    let id = id(&webhook)?;
    deeds::test(&app, id).await.map_err(Refused::fault)?;
    Ok(see_other_saying(&path(id), "said-webhook-tested"))
}

#[derive(Template)]
#[template(path = "webhooks/templates/delete.html")]
struct DeletePage {
    page: Page,
    nav: Nav,
    url: String,
    path: String,
}

impl PageTemplate for DeletePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    Path(webhook): Path<String>,
) -> Result<Response, Fault> {
    let id = id(&webhook)?;
    let read = move |tx: &Tx| store::load(tx, id);
    let hook = (app.parts.db.read(read).await?).ok_or_else(Fault::not_found)?;
    let template = DeletePage {
        page: Page::new(&app, &visit, visit.words.say("webhooks-delete-title"))
            .island("islands/console-form.js"),
        nav: Nav::tool(&visit.words, TOOL),
        url: hook.url,
        path: path(id),
    };
    page(StatusCode::OK, &template)
}

async fn delete(
    State(app): State<App>,
    visit: Visit,
    Path(webhook): Path<String>,
) -> Result<Response, Fault> {
    let deleted = deeds::delete(&app, &visit, id(&webhook)?).await;
    deleted.map_err(Refused::fault)?;
    Ok(see_other_saying(PATH, "said-webhook-deleted"))
}
