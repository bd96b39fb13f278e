//! `GET /media/{entry}/embed`: nothing but the player, for other sites' pages (ADR 0032 says
//! which). Who looks at it there is nobody, as browsers keep the hub's cookies out of frames.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{access::Action, media::StartAt};

use super::{
    super::{Chapter, Entry, entry, rights::Rights, store},
    around::AroundPlayer,
    share::has_player,
    view::{Attendance, Stage},
};
use crate::{
    App,
    features::ladders::{self, Shown},
    http::{
        body::Params,
        fault::Fault,
        guard::Standing,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/media/{entry}/embed", Action::ViewEntry, show)
}

#[derive(Template)]
#[template(path = "media/templates/embed.html")]
struct EmbedPage {
    page: Page,
    stage: Stage,
    rights: Rights,
    attendance: Attendance,
    /// Which renditions there are.
    ladder: Shown,
    start: Option<StartAt>,
    player: AroundPlayer,
    chapters: Vec<Chapter>,
    /// Whether the site shows players on other sites' pages at all.
    shown: bool,
    link: String,
    entry: Entry,
}

impl PageTemplate for EmbedPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Where it is to begin.
#[derive(Deserialize)]
struct Begin {
    t: Option<String>,
}

/// Shows the player.
async fn show(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Params(Begin { t }): Params<Begin>,
) -> Result<Response, Fault> {
    let (id, now) = (standing.entry, app.now());
    let read = move |tx: &usher_db::Tx| -> Result<_, usher_db::Error> {
        let beside = (ladders::shown(tx, id)?, store::chapters(tx, id)?);
        Ok((entry(tx, id, now)?, beside))
    };
    let (found, (ladder, chapters)) = app.parts.db.read(read).await?;
    let entry = found.filter(|entry| has_player(entry.kind));
    let entry = entry.ok_or_else(Fault::not_found)?;
    let player = app.settings.now().player.clone();
    let shown = player.embed_code;
    let mut frame = Page::new(&app, &visit, &entry.title).media();
    let stage = Stage::of(&app, &entry, &frame, None);
    let start = t
        .and_then(|text| text.parse().ok())
        .filter(|_| stage.plays());
    if shown && stage.plays() {
        frame = frame.island("islands/watching.js");
    }
    if let Some(island) = stage.island().filter(|_| shown) {
        frame = frame.island(island);
    }
    let template = EmbedPage {
        rights: Rights::of(&visit.actor, standing.facts),
        attendance: Attendance::default(),
        chapters: chapters.iter().map(Chapter::of).collect(),
        link: app.link(&format!("/media/{id}")),
        page: frame,
        stage,
        ladder,
        start,
        player: AroundPlayer::of(&player),
        shown,
        entry,
    };
    // Whoever reads the page goes on to the hub; nothing of the entry but its title is in the frame.
    page(StatusCode::OK, &template)
}
