//! `/media/{entry}/guests`: the switch, the links, and who came.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{
    access::Action,
    clock::Timestamp,
    ids::GrantId,
    invite::{GuestLinkState, MOST_GUEST_LINKS, UsesAllowed},
};

use super::{
    super::{
        deeds,
        store::{self, Guest, GuestLink, MOST_COUNTED},
    },
    desk::Desk,
};
use crate::{
    App,
    features::attendance,
    http::{
        body::{Form, Params},
        fault::Fault,
        guard::Standing,
        moment::Moment,
        page::{Page, initials},
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
    words::Words,
};

/// How many guests a page shows.
const PAGE: u32 = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/media/{entry}/guests", Action::SeeInvites, show)
        .post(
            "/media/{entry}/guests/access",
            Action::ManageInvites,
            switch,
        )
}

#[derive(Template)]
#[template(path = "guest_links/templates/manage.html")]
struct ManagePage {
    page: Page,
    title: String,
    media: String,
    path: String,
    /// Why no link can be handed out at the moment; empty if one can.
    refused: String,
    access_on: bool,
    /// Whether there is room for one more.
    room: bool,
    inside: String,
    links: Vec<LinkLine>,
    guests: Vec<GuestLine>,
    first: bool,
    next: String,
}

impl PageTemplate for ManagePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// One link as a row.
struct LinkLine {
    path: String,
    name: String,
    state: String,
    tone: &'static str,
    uses: String,
    came: u32,
    ends: Option<Moment>,
    made: Moment,
}

impl LinkLine {
    fn new(visit: &Visit, path: &str, link: &GuestLink, now: Timestamp) -> Self {
        let state = link.state(now);
        let tone = match state {
            GuestLinkState::Open => "good",
            GuestLinkState::Off => "warn",
            GuestLinkState::UsedUp | GuestLinkState::Expired | GuestLinkState::Deleted => "",
        };
        let state = format!("guests-state-{state}").replace('_', "-");
        Self {
            path: format!("{path}/{}", link.id),
            name: link.name.clone(),
            state: visit.words.say(state).to_string(),
            tone,
            uses: uses(&visit.words, link),
            came: link.came,
            ends: link.ends_at.map(|at| Moment::new(visit, at)),
            made: Moment::new(visit, link.renewed_at.unwrap_or(link.created_at)),
        }
    }
}

fn uses(words: &Words, link: &GuestLink) -> String {
    let spent = link.uses.spent;
    match link.uses.allowed {
        UsesAllowed::Unlimited => words.say("guests-uses-any").num("spent", spent),
        UsesAllowed::Times(allowed) => (words.say("guests-uses"))
            .num("spent", spent)
            .num("allowed", allowed.get()),
    }
    .to_string()
}

/// One guest as a row.
struct GuestLine {
    initials: String,
    name: String,
    email: String,
    link: String,
    came: Moment,
    state: String,
    tone: &'static str,
    seen: Option<Moment>,
    /// How much they watched, and how long they were here.
    watched: Option<(String, String)>,
}

impl GuestLine {
    fn new(visit: &Visit, guest: Guest, now: Timestamp) -> Self {
        let state = guest.state(now);
        let tone = if state == "inside" { "good" } else { "" };
        let key = format!("guests-guest-{}", state.replace('_', "-"));
        Self {
            initials: initials(&guest.name),
            state: visit.words.say(key).to_string(),
            tone,
            came: Moment::new(visit, guest.came_at),
            seen: (guest.attended).map(|attended| Moment::new(visit, attended.last_at)),
            watched: (guest.attended).map(|attended| attendance::said(&visit.words, &attended)),
            name: guest.name,
            email: guest.email,
            link: guest.link,
        }
    }
}

#[derive(Deserialize)]
struct Query {
    #[serde(default)]
    before: String,
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Params(Query { before }): Params<Query>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, &visit, entry).await?;
    let (now, before) = (app.now(), before.parse::<GrantId>().ok());
    let read = move |tx: &Tx| -> Result<_, usher_db::Error> {
        let guests = store::guests(tx, entry, before, PAGE)?;
        Ok((guests, store::inside(tx, entry, now)?))
    };
    let (guests, inside) = app.parts.db.read(read).await?;
    let (words, path) = (&visit.words, desk.path());
    let next = guests.next.map(|id| format!("{path}?before={id}"));
    let template = ManagePage {
        page: Page::new(&app, &visit, words.say("guests-title"))
            .island("islands/dialog-form.js")
            .island("islands/copy-field.js"),
        title: desk.ground.title.clone(),
        media: format!("/media/{entry}"),
        refused: desk.refused(words).unwrap_or_default(),
        access_on: desk.access_on,
        room: desk.links.len() < MOST_GUEST_LINKS,
        inside: inside_words(words, inside),
        links: (desk.links.iter())
            .map(|link| LinkLine::new(&visit, &path, link, now))
            .collect(),
        guests: (guests.guests.into_iter())
            .map(|guest| GuestLine::new(&visit, guest, now))
            .collect(),
        first: before.is_none(),
        next: next.unwrap_or_default(),
        path,
    };
    page(StatusCode::OK, &template)
}

/// How many are in; nothing if nobody is.
fn inside_words(words: &Words, inside: u32) -> String {
    let key = match inside {
        0 => return String::new(),
        n if n > MOST_COUNTED => "guests-inside-many",
        _ => "guests-inside",
    };
    words
        .say(key)
        .num("n", inside.min(MOST_COUNTED))
        .to_string()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Switched {
    /// `yes` or `no`.
    #[serde(default)]
    on: String,
}

async fn switch(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Form(Switched { on }): Form<Switched>,
) -> Result<Response, Fault> {
    let (on, said) = match on.as_str() {
        "yes" => (true, "said-guests-on"),
        "no" => (false, "said-guests-off"),
        _ => return Err(Fault::field("on", "unknown_choice")),
    };
    let switched = deeds::switch(&app, &visit, entry, on).await;
    switched.map_err(super::super::refused::Refused::fault)?;
    Ok(see_other_saying(&format!("/media/{entry}/guests"), said))
}
