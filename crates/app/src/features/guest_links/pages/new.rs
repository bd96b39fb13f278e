//! `/media/{entry}/guests/new`: a guest link, and then its address.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use usher_domain::{
    access::Action,
    clock::draw,
    ids::{AccountId, EntryId},
    invite::{InviteToken, MOST_GUEST_LINKS, UsesAllowed},
};

use super::{
    super::{deeds, wanted::of_form},
    desk::Desk,
    made,
};
use crate::{
    App,
    http::{
        body::Form,
        fault::Fault,
        form::{Errors, mendable},
        guard::Standing,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/guests/new";
    routes
        .get(path, Action::InviteUsers, show)
        .post(path, Action::InviteUsers, send)
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Filled {
    name: String,
    uses: String,
    days: String,
    /// What makes this form another one than any before.
    key: String,
}

impl Filled {
    /// The token that this very form makes, whoever sends it how often.
    fn token(&self, app: &App, account: AccountId, entry: EntryId) -> InviteToken {
        if self.key.is_empty() {
            return InviteToken::mint(&*app.parts.entropy);
        }
        let Self {
            name,
            uses,
            days,
            key,
        } = self;
        let text = serde_json::json!(["guest_link", account, entry, key, name, uses, days]);
        InviteToken::of_form(&app.parts.key, text.to_string().as_bytes())
    }
}

#[derive(Template)]
#[template(path = "guest_links/templates/new.html")]
struct NewPage {
    page: Page,
    lead: String,
    back: String,
    action: String,
    refused: String,
    filled: Filled,
    uses_help: String,
    days_help: String,
    errors: Errors,
}

impl PageTemplate for NewPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl NewPage {
    fn new(app: &App, visit: &Visit, desk: &Desk, filled: Filled) -> Self {
        let words = &visit.words;
        let module = &desk.site.invite_to_media;
        let full = desk.links.len() >= MOST_GUEST_LINKS;
        let refused = desk
            .refused(words)
            .or_else(|| full.then(|| words.say("fault-too-many-guest-links").to_string()));
        let title = format!("\u{2068}{}\u{2069}", desk.ground.title);
        Self {
            page: Page::new(app, visit, words.say("guests-new")),
            lead: words
                .say("guests-new-lead")
                .with("title", title)
                .to_string(),
            back: desk.path(),
            action: format!("{}/new", desk.path()),
            refused: refused.unwrap_or_default(),
            filled: Filled {
                key: URL_SAFE_NO_PAD.encode(draw::<16>(&*app.parts.entropy)),
                ..filled
            },
            uses_help: match module.guest_link_uses {
                UsesAllowed::Unlimited => words.say("guests-new-uses-any"),
                UsesAllowed::Times(most) => words.say("guests-new-uses-most").num("n", most.get()),
            }
            .to_string(),
            days_help: match module.guest_link_days {
                None => words.say("guests-new-days-any"),
                Some(most) => words.say("guests-new-days-most").num("n", most.get()),
            }
            .to_string(),
            errors: Errors::default(),
        }
    }
}

async fn show(State(app): State<App>, visit: Visit, standing: Standing) -> Result<Response, Fault> {
    let desk = Desk::of(&app, &visit, standing.entry).await?;
    let template = NewPage::new(&app, &visit, &desk, Filled::default());
    let status = if desk.refused(&visit.words).is_some() {
        StatusCode::FORBIDDEN
    } else {
        StatusCode::OK
    };
    page(status, &template)
}

/// Makes the link and answers with it. The same form again, by a reload or a second press, shows the same link.
async fn send(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Form(filled): Form<Filled>,
) -> Result<Response, Fault> {
    let token = filled.token(&app, visit.member()?.id, entry);
    let fault = match of_form(&filled.name, &filled.uses, &filled.days) {
        Ok(wanted) => match deeds::make(&app, &visit, entry, wanted, &token).await {
            Ok(made) => return made::show(&app, &visit, &made),
            Err(refused) => refused.fault(),
        },
        Err(faults) => Fault::fields(faults),
    };
    let faults = mendable(fault)?;
    let desk = Desk::of(&app, &visit, entry).await?;
    let mut template = NewPage::new(&app, &visit, &desk, filled);
    template.errors = Errors::new(&visit.words, &faults);
    page(StatusCode::UNPROCESSABLE_ENTITY, &template)
}
