//! `/invites/{invite}/end`: another end for an invite's link.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_domain::{access::Action, invite::RequestedEnd};

use super::{
    super::{
        Refused, deeds,
        store::{Asked, Invite},
        wanted::{end_of_form, form_zone},
    },
    desk::Desk,
};
use crate::{
    App,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::Errors,
        page::Page,
        render::{PageTemplate, fault_sentence, page, see_other_saying},
        routes::Routes,
        sentence::Sentence,
        time::local,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/invites/{invite}/end";
    routes
        .get(path, Action::ManageInvites, show)
        .post(path, Action::ManageInvites, save)
}

#[derive(Template)]
#[template(path = "invites/templates/end.html")]
struct EndPage {
    page: Page,
    heading: Sentence,
    now: Sentence,
    refused: String,
    action: String,
    back: String,
    typed: String,
    zone: String,
    help: String,
    bounds: String,
    errors: Errors,
}

impl PageTemplate for EndPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl EndPage {
    fn new(app: &App, visit: &Visit, desk: &Desk, invite: &Invite, typed: String) -> Self {
        let words = &visit.words;
        let heading = Sentence::new(words.say("invites-end-title")).name("name", &invite.name());
        let now = if desk.now >= invite.link_ends() {
            "invites-end-was"
        } else {
            "invites-end-is"
        };
        Self {
            page: Page::new(app, visit, heading.text()),
            heading,
            now: Sentence::new(words.say(now)).moment("end", invite.link_ends(), &desk.zone),
            refused: String::new(),
            action: format!("/invites/{}/end", invite.id),
            back: desk.invites(),
            typed,
            zone: desk.zone.clone(),
            help: words
                .say("invites-end-help")
                .with("zone", &desk.zone)
                .to_string(),
            bounds: format!(
                "min=\"{}\" max=\"{}\"",
                local(desk.now, &desk.zone),
                local(desk.latest_end(), &desk.zone)
            ),
            errors: Errors::default(),
        }
    }
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Response, Fault> {
    let (desk, invite) = Desk::with_invite(&app, &visit, &path).await?;
    let end = invite.link_ends().max(desk.now);
    let typed = local(end.min(desk.latest_end()), &desk.zone);
    page(
        StatusCode::OK,
        &EndPage::new(&app, &visit, &desk, &invite, typed),
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    #[serde(default)]
    valid_until: String,
    /// The zone that the page read times in.
    #[serde(default)]
    zone: String,
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
    Form(Filled { valid_until, zone }): Form<Filled>,
) -> Result<Response, Fault> {
    let (mut desk, invite) = Desk::with_invite(&app, &visit, &path).await?;
    desk.zone = form_zone(&zone, &visit);
    let refused = match end_of_form(&valid_until, &desk.zone) {
        Ok(RequestedEnd::Default) => Fault::field("valid_until", "empty").into(),
        Err(fault) => Fault::fields(vec![fault]).into(),
        Ok(end) => {
            match deeds::manage(&app, &visit, invite.id, vec![Asked::ChangeEnd(end)]).await {
                Ok(_) => return Ok(see_other_saying(&desk.invites(), "said-invite-end")),
                Err(refused) => refused,
            }
        }
    };
    let template = EndPage::new(&app, &visit, &desk, &invite, valid_until);
    refuse(&visit, &desk, template, refused)
}

fn refuse(
    visit: &Visit,
    desk: &Desk,
    mut template: EndPage,
    refused: Refused,
) -> Result<Response, Fault> {
    let decided = !matches!(refused, Refused::Fault(_));
    let fault = refused.fault(&["valid_until"], &desk.zone);
    let fields: &[FieldFault] = &fault.details().fields;
    if fields.is_empty() && !decided {
        return Err(fault);
    }
    if fields.is_empty() {
        template.refused = fault_sentence(&visit.words, fault.details());
    } else {
        template.errors = Errors::new(&visit.words, fields);
    }
    page(fault.details().status, &template)
}
