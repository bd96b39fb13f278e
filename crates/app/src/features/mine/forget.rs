//! `/mine/forget`: *Delete my data*, after saying what goes and what stays.

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::access::Action;

use super::{
    pages::{PATH, here},
    store::{self, Place},
};
use crate::{
    App,
    features::lobby::{Explained, Notice, Step},
    http::{
        body::{Form, Params},
        cookies,
        fault::Fault,
        render::{page, see_other, see_other_saying},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let action = Action::UseGuestPage;
    routes
        .get("/mine/forget", action, ask)
        .post("/mine/forget", action, forget)
        .get("/mine/forgotten", action, forgotten)
}

/// At which entry; at all of them, if nothing is said.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    #[serde(default)]
    place: String,
}

impl Asked {
    /// The one place; `Err` if it names none.
    fn only(&self) -> Result<Option<Place>, Fault> {
        if self.place.is_empty() {
            return Ok(None);
        }
        let place = Place::parse(&self.place);
        place.map_or_else(
            || Err(Fault::field("place", "unknown_choice")),
            |place| Ok(Some(place)),
        )
    }
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let only = asked.only()?;
    let Some(here) = here(&app, &visit)? else {
        return Ok(see_other(PATH));
    };
    let held = app.parts.db.read(move |tx| store::held(tx, &here)).await?;
    let meant: Vec<_> = (held.iter())
        .filter(|one| only.is_none_or(|only| only == one.place))
        .collect();
    let words = &visit.words;
    let (heading, text) = match (only, &meant[..]) {
        (_, []) => return Ok(see_other(PATH)),
        (Some(_), [one, ..]) | (None, [one]) => (
            Sentence::new(words.say("mine-forget-heading")).name("title", &one.title),
            Sentence::new(words.say("mine-forget-text")).name("inviter", &one.inviter),
        ),
        (None, several) => (
            Sentence::new(words.say("mine-forget-all-heading").num("n", several.len())),
            Sentence::new(words.say("mine-forget-all-text")),
        ),
    };
    let mut explained = Explained::new("trash", heading, Some(text));
    let hidden = match only {
        Some(_) => vec![("place", asked.place.clone())],
        None => Vec::new(),
    };
    explained.steps = vec![
        Step::link(words, "mine-forget", "/mine/forget")
            .gravely()
            .sending(hidden),
        Step::link(words, "mine-keep", PATH).quietly(),
    ];
    page(
        StatusCode::OK,
        &Notice::new(&app, &visit, words, "mine-forget", explained),
    )
}

async fn forget(
    State(app): State<App>,
    visit: Visit,
    Form(asked): Form<Asked>,
) -> Result<Response, Fault> {
    let only = asked.only()?;
    let Some(here) = here(&app, &visit)? else {
        return Ok(see_other(PATH));
    };
    let write = move |tx: &Tx| store::forget(tx, &here, only);
    let done = app.parts.db.write(write).await?;
    app.parts.bus.ring(&done.rings);
    if done.places == 0 {
        return Ok(see_other(PATH));
    }
    if !done.signed_out {
        return Ok(see_other_saying(PATH, "said-data-deleted"));
    }
    let mut response = see_other("/mine/forgotten");
    cookies::remove_session(response.headers_mut());
    Ok(response)
}

async fn forgotten(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    let words = &visit.words;
    let say = |key: &str| Sentence::new(words.say(key));
    let mut explained = Explained::new(
        "check",
        say("mine-forgotten-heading"),
        Some(say("mine-forgotten-text")),
    );
    explained.steps = vec![Step::link(words, "fault-home", "/").quietly()];
    page(
        StatusCode::OK,
        &Notice::new(&app, &visit, words, "mine-forgotten-heading", explained),
    )
}
