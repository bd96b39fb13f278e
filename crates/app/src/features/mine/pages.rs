//! `/mine`: one page for one browser of a guest.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_db::Tx;
use usher_domain::{
    access::{Action, Actor},
    media::EntryKind,
};

use super::store::{self, Held, Here, Place};
use crate::{
    App,
    features::{devices, media::icon_of},
    http::{
        fault::Fault,
        page::Page,
        render::{PageTemplate, page, see_other},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

pub(super) const PATH: &str = "/mine";

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get(PATH, Action::UseGuestPage, show)
}

#[derive(Template)]
#[template(path = "mine/templates/mine.html")]
struct MinePage {
    page: Page,
    open: Vec<Line>,
    over: Vec<Line>,
    /// Whether *all* is more than one.
    several: bool,
}

impl PageTemplate for MinePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

struct Line {
    title: String,
    icon: &'static str,
    is_document: bool,
    /// Where its poster lies; empty without one.
    poster: String,
    by: Sentence,
    until: Option<Sentence>,
    /// Its media page.
    path: String,
    /// Whether it can be handed to another device.
    hands_over: bool,
    /// As the form names it.
    place: String,
}

impl Line {
    fn new(visit: &Visit, one: &Held) -> Self {
        let words = &visit.words;
        let by = match one.place {
            Place::Invite(_) => {
                let role = words.say(format!("lobby-role-{}", one.role)).to_string();
                Sentence::new(words.say("invited-by").with("role", role))
            }
            Place::Link(_) => Sentence::new(words.say("mine-by-link")),
        };
        let key = if one.runs { "mine-until" } else { "mine-ended" };
        let until = one.until.filter(|_| one.runs);
        let path = format!("/media/{}", one.entry);
        Self {
            title: one.title.clone(),
            icon: icon_of(one.kind),
            is_document: one.kind == EntryKind::Document,
            poster: if one.runs && one.has_poster {
                format!("{path}/poster-small")
            } else {
                String::new()
            },
            by: by.name("inviter", &one.inviter),
            until: match until {
                Some(at) => Some(Sentence::new(words.say(key)).moment("at", at, &visit.zone)),
                None if !one.runs => Some(Sentence::new(words.say(key))),
                None => None,
            },
            path,
            hands_over: matches!(one.place, Place::Invite(_)),
            place: one.place.written(),
        }
    }
}

/// The browser of the guest who asks; `None` for whoever is none. A seat with a key is shown first.
pub(super) fn here(app: &App, visit: &Visit) -> Result<Option<Here>, Fault> {
    if visit.unproved.is_some() {
        return Err(devices::needed());
    }
    let guest = (visit.session.as_ref()).filter(|_| matches!(visit.actor, Actor::Guest));
    Ok(guest.map(|session| Here {
        seat: session.browser,
        key: session.key,
        session: session.id,
        now: app.now(),
    }))
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    if visit.actor.account().is_some() {
        return Ok(see_other("/invited"));
    }
    let held = match here(&app, &visit)? {
        Some(here) => {
            let read = move |tx: &Tx| store::held(tx, &here);
            app.parts.db.read(read).await?
        }
        None => Vec::new(),
    };
    let several = held.len() > 1;
    let (open, over): (Vec<Held>, Vec<Held>) = held.into_iter().partition(|one| one.runs);
    let lines = |held: Vec<Held>| held.iter().map(|one| Line::new(&visit, one)).collect();
    let template = MinePage {
        open: lines(open),
        over: lines(over),
        several,
        page: Page::new(&app, &visit, visit.words.say("mine-title"))
            .island("islands/dialog-form.js"),
    };
    page(StatusCode::OK, &template)
}
