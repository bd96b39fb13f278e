//! `/media/{entry}/guests/{link}/renew` and `/media/{entry}/guests/{link}/delete`

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use usher_domain::{access::Action, clock::draw, invite::InviteToken};

use super::{
    super::{
        deeds,
        refused::Refused,
        store::{GuestLink, Inside},
    },
    desk::Desk,
    end::AskPage,
    made,
};
use crate::{
    App,
    http::{
        body::Form,
        fault::Fault,
        guard::Standing,
        render::{page, see_other_saying},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let renewing = "/media/{entry}/guests/{link}/renew";
    let deleting = "/media/{entry}/guests/{link}/delete";
    let manage = Action::ManageInvites;
    routes
        .get(renewing, manage, ask_to_renew)
        .post(renewing, manage, renew)
        .get(deleting, manage, ask_to_delete)
        .post(deleting, manage, delete)
}

fn asking(
    app: &App,
    visit: &Visit,
    (desk, link): (&Desk, &GuestLink),
    deed: &'static str,
) -> AskPage {
    let heading = Sentence::new(visit.words.say(format!("guests-{deed}-title")));
    let heading = heading.name("name", &link.name);
    let action = format!("{}/{}/{deed}", desk.path(), link.id);
    AskPage::new(app, visit, desk, (heading, action, deed))
}

async fn ask_to_renew(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Path((_, link)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, &visit, entry).await?;
    let mut ask = asking(&app, &visit, (&desk, desk.link(&link)?), "renew");
    ask.refused = desk.refused(&visit.words).unwrap_or_default();
    ask.key = URL_SAFE_NO_PAD.encode(draw::<16>(&*app.parts.entropy));
    page(StatusCode::OK, &ask)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Renewed {
    #[serde(default)]
    key: String,
}

/// Makes the link and shows it. The same form again shows the same.
async fn renew(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Path((_, link)): Path<(String, String)>,
    Form(Renewed { key }): Form<Renewed>,
) -> Result<Response, Fault> {
    let id = link.parse().map_err(|_| Fault::not_found())?;
    let token = if key.is_empty() {
        InviteToken::mint(&*app.parts.entropy)
    } else {
        let text = serde_json::json!(["new_guest_link", visit.member()?.id, id, key]);
        InviteToken::of_form(&app.parts.key, text.to_string().as_bytes())
    };
    let made = deeds::renew(&app, &visit, (entry, id), &token).await;
    made::show(&app, &visit, &made.map_err(Refused::fault)?)
}

async fn ask_to_delete(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Path((_, link)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, &visit, entry).await?;
    let mut ask = asking(&app, &visit, (&desk, desk.link(&link)?), "delete");
    ask.kind = "danger";
    ask.offers_end = true;
    page(StatusCode::OK, &ask)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Deleted {
    /// `yes`: whoever is in by it is out, too.
    #[serde(default)]
    end_guests: String,
}

/// Deletes. Whoever presses twice is told the same twice.
async fn delete(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Path((_, link)): Path<(String, String)>,
    Form(Deleted { end_guests }): Form<Deleted>,
) -> Result<Response, Fault> {
    let id = link.parse().map_err(|_| Fault::not_found())?;
    let inside = if end_guests == "yes" {
        Inside::End
    } else {
        Inside::Stay
    };
    let deleted = deeds::delete(&app, &visit, (entry, id), inside).await;
    deleted.map_err(Refused::fault)?;
    let back = format!("/media/{entry}/guests");
    Ok(see_other_saying(&back, "said-guests-deleted"))
}
