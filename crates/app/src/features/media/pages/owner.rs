//! `/media/{entry}/owner`: giving an entry to somebody else.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{access::Action, ids::AccountId};

use super::super::{card, deeds};
use crate::{
    App,
    features::accounts,
    http::{
        body::{Form, Params},
        fault::Fault,
        guard::Standing,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/owner";
    routes
        .get(path, Action::ChangeOwner, show)
        .post(path, Action::ChangeOwner, hand_over)
}

#[derive(Template)]
#[template(path = "media/templates/owner.html")]
struct OwnerPage {
    page: Page,
    title: String,
    name: String,
    to: String,
    action: String,
    back: String,
}

impl PageTemplate for OwnerPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Whom to give it to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct To {
    to: String,
}

impl To {
    fn parse(&self) -> Result<AccountId, Fault> {
        self.to.parse().map_err(|_| Fault::field("owner", "nobody"))
    }
}

/// Says what it means.
async fn show(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Params(to): Params<To>,
) -> Result<Response, Fault> {
    let (id, account, now) = (standing.entry, to.parse()?, app.now());
    let read = move |tx: &Tx| -> Result<_, Error> {
        Ok((card(tx, id, now)?, accounts::store::by_id(tx, account)?))
    };
    let (card, member) = app.parts.db.read(read).await?;
    let member = member.ok_or_else(|| Fault::field("owner", "nobody"))?;
    let template = OwnerPage {
        page: Page::new(&app, &visit, visit.words.say("owner-title")),
        title: card.ok_or_else(Fault::not_found)?.title,
        name: member.name(),
        to: account.to_string(),
        action: format!("/media/{id}/owner"),
        back: format!("/media/{id}/collaborators"),
    };
    page(StatusCode::OK, &template)
}

/// Does it; the owner before stays on as co-owner, and so may see the list.
async fn hand_over(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Form(to): Form<To>,
) -> Result<Response, Fault> {
    deeds::change_owner(&app, &visit, standing.entry, to.parse()?).await?;
    let path = format!("/media/{}/collaborators", standing.entry);
    Ok(see_other_saying(&path, "said-owner-changed"))
}
