//! `/media/{entry}/leave`: gives back what one is here by, after saying what that costs.

use axum::{extract::State, http::StatusCode, response::Response};
use usher_domain::{
    access::{Action, EntryStanding},
    ids::EntryId,
};

use super::{
    pages::{Explained, Notice, Sentence, Step},
    store::{self, Cost, Here, Leaving},
};
use crate::{
    App,
    features::media::Asker,
    http::{
        cookies,
        fault::Fault,
        guard::Standing,
        render::{page, see_other},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/media/{entry}/leave", Action::LeaveEntry, ask)
        .post("/media/{entry}/leave", Action::LeaveEntry, leave)
        // Whoever has left holds nothing any more that could be asked for.
        .get("/goodbye", Action::SignOut, goodbye)
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, facts }: Standing,
) -> Result<Response, Fault> {
    let here = here(&app, &visit, entry);
    let leaving = app
        .parts
        .db
        .read(move |tx| store::leaving(tx, &here))
        .await?
        .ok_or_else(Fault::not_found)?;
    let notice = Notice::new(
        &app,
        &visit,
        &visit.words,
        "lobby-leave",
        question(&visit, (entry, &facts), &leaving),
    );
    page(StatusCode::OK, &notice)
}

fn question(
    visit: &Visit,
    (entry, facts): (EntryId, &EntryStanding),
    leaving: &Leaving,
) -> Explained {
    let words = &visit.words;
    let open_otherwise = !facts.roles.is_empty() || facts.publish.opens_by_address();
    let heading = Sentence::new(words.say("lobby-leave-heading")).name("title", &leaving.title);
    let text = match &leaving.cost {
        _ if open_otherwise => Sentence::new(words.say("lobby-leave-open-otherwise")),
        Cost::ComesBack { until } => {
            Sentence::new(words.say("lobby-leave-comes-back")).moment("until", *until, &visit.zone)
        }
        Cost::ComesBackAnyTime => Sentence::new(words.say("lobby-leave-comes-back-any-time")),
        Cost::NeedsNewLink { inviter } => {
            Sentence::new(words.say("lobby-leave-new-link")).name("inviter", inviter)
        }
    };
    let mut explained = Explained::new("signout", heading, Some(text));
    explained.steps = vec![
        Step::link(words, "lobby-leave", format!("/media/{entry}/leave"))
            .gravely()
            .sending(Vec::new()),
        Step::link(words, "lobby-stay", format!("/media/{entry}")).quietly(),
    ];
    explained
}

async fn leave(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let here = here(&app, &visit, entry);
    let left = app
        .parts
        .db
        .write(move |tx| store::leave(tx, &here))
        .await?
        .ok_or_else(Fault::not_found)?;
    app.parts.bus.ring(&left.rings);
    let mut response = see_other("/goodbye");
    if left.session.is_some() {
        cookies::remove_session(response.headers_mut());
    }
    Ok(response)
}

async fn goodbye(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    let words = &visit.words;
    let say = |key: &str| Sentence::new(words.say(key));
    let mut explained = Explained::new(
        "check",
        say("lobby-goodbye-heading"),
        Some(say("lobby-goodbye-text")),
    );
    explained.steps = vec![Step::link(words, "fault-home", "/").quietly()];
    let notice = Notice::new(&app, &visit, words, "lobby-goodbye", explained);
    page(StatusCode::OK, &notice)
}

fn here(app: &App, visit: &Visit, entry: EntryId) -> Here {
    Here {
        asker: Asker::of(visit),
        session: visit.session.as_ref().map(|session| session.id),
        entry,
        now: app.now(),
    }
}
