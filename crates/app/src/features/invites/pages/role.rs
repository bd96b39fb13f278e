//! `/invites/{invite}/role`: another role for an invite, and for whoever is in by it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_domain::access::Action;

use super::{
    super::{
        Refused, deeds,
        store::{Asked, Invite},
        wanted,
    },
    desk::Desk,
    form::roles,
};
use crate::{
    App,
    http::{
        body::Form,
        fault::Fault,
        form::Errors,
        page::Page,
        render::{PageTemplate, fault_sentence, page, see_other_saying},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/invites/{invite}/role";
    routes
        .get(path, Action::ManageInvites, show)
        .post(path, Action::ManageInvites, save)
}

#[derive(Template)]
#[template(path = "invites/templates/role.html")]
struct RolePage {
    page: Page,
    heading: Sentence,
    refused: String,
    action: String,
    back: String,
    roles: Vec<(String, String, String)>,
    chosen: String,
    errors: Errors,
}

impl PageTemplate for RolePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl RolePage {
    fn new(app: &App, visit: &Visit, desk: &Desk, invite: &Invite, chosen: String) -> Self {
        let words = &visit.words;
        let heading = Sentence::new(words.say("invites-role-title")).name("name", &invite.name());
        Self {
            page: Page::new(app, visit, heading.text()),
            heading,
            refused: String::new(),
            action: format!("/invites/{}/role", invite.id),
            back: desk.invites(),
            roles: roles(words, desk),
            chosen,
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
    let chosen = invite.role.to_string();
    page(
        StatusCode::OK,
        &RolePage::new(&app, &visit, &desk, &invite, chosen),
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    #[serde(default)]
    role: String,
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
    Form(Filled { role }): Form<Filled>,
) -> Result<Response, Fault> {
    let (desk, invite) = Desk::with_invite(&app, &visit, &path).await?;
    let refused: Refused = match wanted::role(&role) {
        Err(fault) => Fault::fields(vec![fault]).into(),
        Ok(role) => {
            match deeds::manage(&app, &visit, invite.id, vec![Asked::ChangeRole(role)]).await {
                Ok(_) => return Ok(see_other_saying(&desk.invites(), "said-invite-role")),
                Err(refused) => refused,
            }
        }
    };
    let decided = !matches!(refused, Refused::Fault(_));
    let fault = refused.fault(&["role"], &desk.zone);
    let fields = &fault.details().fields;
    let mut template = RolePage::new(&app, &visit, &desk, &invite, role);
    match (fields.is_empty(), decided) {
        (true, false) => return Err(fault),
        (true, true) => template.refused = fault_sentence(&visit.words, fault.details()),
        (false, _) => template.errors = Errors::new(&visit.words, fields),
    }
    page(fault.details().status, &template)
}
