//! *Open on another device*: the browser in the seat shows a code, another one of the same person
//! reads it, types the invited address, and has the seat.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use usher_db::Tx;
use usher_domain::{access::Action, invite::HandOverCode};

use super::{
    door::{Asked, Door, Filled},
    enter, open,
    pages::{Explained, Notice, Sentence, Step},
    store::{self, Here, Offered},
};
use crate::{
    App,
    features::{invites::Qr, media::Asker},
    http::{
        body::{Form, Params},
        fault::Fault,
        guard::Standing,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post("/media/{entry}/hand-over", Action::HandOverSeat, show)
        .get("/o/{code}", Action::OpenInvite, opened)
        .post("/o/{code}", Action::RedeemInvite, entered)
}

#[derive(Template)]
#[template(path = "lobby/templates/hand_over.html")]
struct HandOverPage {
    page: Page,
    lead: Sentence,
    until: Sentence,
    address: String,
    qr: Qr,
    back: String,
}

impl PageTemplate for HandOverPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Shows a code, this once; what was shown before is dead.
async fn show(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let code = HandOverCode::mint(&*app.parts.entropy);
    let (secret, site) = (code.mac(&app.parts.key), app.settings.now());
    let here = Here {
        asker: Asker::of(&visit),
        session: visit.session.as_ref().map(|session| session.id),
        entry,
        now: app.now(),
    };
    let offer = move |tx: &Tx| {
        store::offer(tx, &here, secret, |moves| {
            site.invite_to_media.lets_move(moves)
        })
    };
    let offered = app.parts.db.write(offer).await?;
    let (words, back) = (&visit.words, format!("/media/{entry}"));
    match offered.ok_or_else(Fault::not_found)? {
        Offered::Until { title, ends } => {
            let address = app.link(&format!("/o/{}", code.expose()));
            let template = HandOverPage {
                page: Page::new(&app, &visit, words.say("lobby-handover-title")).lobby(),
                lead: Sentence::new(words.say("lobby-handover-lead")).name("title", &title),
                until: Sentence::new(words.say("lobby-handover-until")).moment(
                    "until",
                    ends,
                    &visit.zone,
                ),
                qr: Qr::of(&address)?,
                address,
                back,
            };
            page(StatusCode::OK, &template)
        }
        Offered::AskInviter { inviter } => {
            let text = Sentence::new(words.say("lobby-handover-no-text")).name("inviter", &inviter);
            refused(&app, &visit, ("lobby-handover-no-heading", text), back)
        }
        Offered::SignInThere => {
            let text = Sentence::new(words.say("lobby-handover-member-text"));
            refused(&app, &visit, ("lobby-handover-member-heading", text), back)
        }
    }
}

/// Nothing is shown to another device: why, and what to do instead.
fn refused(
    app: &App,
    visit: &Visit,
    (heading, text): (&str, Sentence),
    back: String,
) -> Result<Response, Fault> {
    let words = &visit.words;
    let heading = Sentence::new(words.say(heading));
    let mut explained = Explained::new("device", heading, Some(text));
    explained.steps = vec![Step::link(words, "lobby-back", back)];
    let notice = Notice::new(app, visit, words, "lobby-handover-title", explained);
    page(StatusCode::CONFLICT, &notice)
}

async fn opened(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(code): Path<String>,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    within(&app, &visit)?;
    let door = Door::handed_over(&app, &visit, &headers, &code, &asked);
    open::look(door).await
}

async fn entered(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(code): Path<String>,
    Form(filled): Form<Filled>,
) -> Result<Response, Fault> {
    within(&app, &visit)?;
    let door = Door::handed_over(&app, &visit, &headers, &code, &filled.asked());
    enter::press(door.filled(filled)?).await
}

/// Refuses a network that has typed too many wrong codes.
pub(super) fn within(app: &App, visit: &Visit) -> Result<(), Fault> {
    let waits = app.budgets.codes_network.waits(&visit.network_key());
    waits.map_or(Ok(()), |until| {
        let fault = Fault::new(StatusCode::TOO_MANY_REQUESTS, "too_many_tries");
        Err(fault.retry_after(until.since(app.now())))
    })
}
