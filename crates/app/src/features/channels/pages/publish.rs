//! `/media/{entry}/channels`: the channels and galleries in which an entry stands, waits, or may be put.

use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    channel::{ChannelKind, PlacementState},
    ids::ChannelId,
};

use super::super::{
    deeds,
    store::{self, Offer, Placement},
};
use crate::{
    App,
    features::media,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::{Errors, mendable},
        guard::Standing,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        time::{in_zone, rfc3339},
        visit::Visit,
    },
};

/// How many boxes a form may tick.
const MOST: usize = 1_000;

pub(super) fn routes(routes: Routes) -> Routes {
    let (path, action) = ("/media/{entry}/channels", Action::SetPublishStatus);
    routes.get(path, action, show).post(path, action, save)
}

/// A channel that may be ticked.
struct Row {
    id: String,
    name: String,
    ticked: bool,
    /// What the entry is there: label and tone.
    state: Option<(String, &'static str)>,
    asked: Option<(String, String)>,
    /// Why it was not taken.
    reason: String,
    /// What becomes of it if it is put there.
    help: String,
}

impl Row {
    fn new(visit: &Visit, page: &Page, offer: Offer, typed: Option<&BTreeSet<ChannelId>>) -> Self {
        let stands = |it: &Placement| it.state != PlacementState::Rejected;
        let placed = offer.placement.as_ref();
        let id = offer.channel.id;
        let state = placed.map(|it| {
            let label = page.t(&format!("placement-{}", it.state)).to_string();
            (label, super::tone(it.state))
        });
        let help = match (placed.filter(|it| stands(it)), offer.open) {
            (None, Some(PlacementState::Waiting)) => page.t("placement-will-wait").to_string(),
            _ => String::new(),
        };
        Self {
            id: id.to_string(),
            ticked: match typed {
                Some(typed) => typed.contains(&id),
                None => placed.is_some_and(stands),
            },
            state,
            asked: placed.map(|it| {
                let (at, zone) = (it.asked_at, &visit.zone);
                (rfc3339(at), in_zone(&visit.words, at, zone))
            }),
            reason: placed.map(|it| it.reason.clone()).unwrap_or_default(),
            help,
            name: offer.channel.name,
        }
    }
}

#[derive(Template)]
#[template(path = "channels/templates/publish.html")]
struct PublishPage {
    page: Page,
    title: String,
    back: String,
    action: String,
    galleries: Vec<Row>,
    channels: Vec<Row>,
    errors: Errors,
}

impl PageTemplate for PublishPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn view(
    app: &App,
    visit: &Visit,
    standing: &Standing,
    (typed, faults): (Option<&BTreeSet<ChannelId>>, &[FieldFault]),
) -> Result<Response, Fault> {
    let (actor, entry, now) = (visit.actor, standing.entry, app.now());
    let read = move |tx: &Tx| -> Result<_, Error> {
        Ok((
            media::card(tx, entry, now)?,
            store::offers(tx, &actor, entry)?,
        ))
    };
    let (card, offers) = app.parts.db.read(read).await?;
    let frame = Page::new(app, visit, visit.words.say("placement-title"));
    let of = |kind: ChannelKind, offers: &[Offer]| -> Vec<Row> {
        (offers.iter())
            .filter(|offer| offer.channel.kind == kind)
            .map(|offer| Row::new(visit, &frame, offer.clone(), typed))
            .collect()
    };
    let back = format!("/media/{entry}");
    let template = PublishPage {
        title: card.ok_or_else(Fault::not_found)?.title,
        action: format!("{back}/channels"),
        back,
        galleries: of(ChannelKind::Gallery, &offers),
        channels: of(ChannelKind::Channel, &offers),
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

async fn show(State(app): State<App>, visit: Visit, standing: Standing) -> Result<Response, Fault> {
    view(&app, &visit, &standing, (None, &[])).await
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sent {
    channel: Vec<String>,
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Form(Sent { channel }): Form<Sent>,
) -> Result<Response, Fault> {
    let read: Option<BTreeSet<ChannelId>> = (channel.iter().take(MOST))
        .map(|id| id.parse().ok())
        .collect();
    let Some(wanted) = read else {
        let fault = FieldFault::new("channel", "unknown_choice");
        return view(&app, &visit, &standing, (None, &[fault])).await;
    };
    match deeds::publish(&app, &visit, standing.entry, wanted.clone()).await {
        Ok(()) => {
            let path = format!("/media/{}", standing.entry);
            Ok(see_other_saying(&path, "said-placements-saved"))
        }
        // A channel that is gone, or that is open to whoever asks no more.
        Err(fault)
            if [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&fault.details().status) =>
        {
            let fault = FieldFault::new("channel", "unknown_choice");
            view(&app, &visit, &standing, (Some(&wanted), &[fault])).await
        }
        Err(fault) => {
            let faults = mendable(fault)?;
            view(&app, &visit, &standing, (Some(&wanted), &faults)).await
        }
    }
}
