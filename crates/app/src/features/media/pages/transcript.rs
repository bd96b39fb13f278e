//! `GET /media/{entry}/transcript`: all that is said in a film, for reading.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::access::Action;

use super::super::{
    CaptionTrack, Entry,
    transcript::{self, PAGE, Transcript},
};
use crate::{
    App,
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
    routes.get("/media/{entry}/transcript", Action::StreamEntry, show)
}

#[derive(Template)]
#[template(path = "media/templates/transcript.html")]
struct TranscriptPage {
    page: Page,
    entry: Entry,
    transcript: Transcript,
    before: Option<usize>,
    after: Option<usize>,
}

impl PageTemplate for TranscriptPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl TranscriptPage {
    fn is_shown(&self, track: &CaptionTrack) -> bool {
        track.id == self.transcript.track.id
    }
}

/// Which words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    lang: Option<String>,
    from: Option<usize>,
}

/// Shows a page of the transcript.
async fn show(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Params(which): Params<Which>,
) -> Result<Response, Fault> {
    let entry = Entry::load(&app, standing.entry).await?;
    let reader = visit.words.lang();
    let track = transcript::chosen(&entry.captions, which.lang.as_deref(), reader);
    let track = track.ok_or_else(Fault::not_found)?;
    let from = which.from.unwrap_or(0);
    let transcript = transcript::page_from(&app, track, from).await?;
    let transcript = transcript.filter(|read| !read.lines.is_empty());
    let transcript = transcript.ok_or_else(Fault::not_found)?;
    let template = TranscriptPage {
        page: Page::new(&app, &visit, &entry.title),
        before: (from > 0).then(|| from.saturating_sub(PAGE)),
        after: transcript.more.then(|| from + PAGE),
        transcript,
        entry,
    };
    page(StatusCode::OK, &template)
}
