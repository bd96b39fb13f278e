//! `GET /media/{entry}/share`: the link to an entry, where it begins, and how it is shown on
//! other pages.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{
    access::Action,
    media::{EntryKind, PublishStatus, StartAt},
};

use super::{
    super::{Entry, rights::Rights},
    inviting::{Inviting, Offer},
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
    routes.get("/media/{entry}/share", Action::ViewEntry, show)
}

#[derive(Template)]
#[template(path = "media/templates/share.html")]
struct SharePage {
    page: Page,
    entry: Entry,
    rights: Rights,
    inviting: Inviting,
    /// Whom the link opens for.
    lead: String,
    link: String,
    back: String,
    /// The link without a time.
    plain: String,
    /// A frame for other pages, where such may have one.
    embed: Option<String>,
    /// Whether it can begin somewhere.
    begins: bool,
    typed: String,
    start: Option<StartAt>,
    error: String,
}

impl PageTemplate for SharePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Where it is to begin.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Begin {
    t: Option<String>,
}

/// Shows the link.
async fn show(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Params(Begin { t }): Params<Begin>,
) -> Result<Response, Fault> {
    let site = app.settings.now();
    if !site.player.share_button {
        return Err(Fault::not_found());
    }
    let id = standing.entry;
    let entry = Entry::load(&app, id).await?;
    let frame = Page::new(&app, &visit, visit.words.say("share-title"))
        .island("islands/copy-field.js")
        .island("islands/share-link.js")
        .island("islands/dialog-form.js");
    let typed = t.unwrap_or_default();
    let begins = entry.has_captions() && entry.is_ready();
    let start = (typed.parse::<StartAt>().ok()).filter(|_| begins);
    let plain = app.link(&format!("/media/{id}"));
    let framed = site.player.embed_code && site.security.framed_by() != "'none'";
    let is_open = entry.publish != PublishStatus::Private;
    let template = SharePage {
        lead: frame.t(&format!("share-{}", entry.publish)).to_string(),
        link: beginning(&plain, start),
        back: format!("/media/{id}"),
        embed: (framed && is_open && has_player(entry.kind))
            .then(|| frame_of(&beginning(&format!("{plain}/embed"), start), &entry)),
        plain,
        error: if start.is_none() && begins && !typed.is_empty() {
            frame.t("share-no-time").to_string()
        } else {
            String::new()
        },
        begins,
        start,
        typed,
        inviting: Inviting::load(&app, &visit, (id, standing.facts), &frame).await?,
        rights: Rights::of(&visit.actor, standing.facts),
        page: frame,
        entry,
    };
    page(StatusCode::OK, &template)
}

fn beginning(link: &str, start: Option<StartAt>) -> String {
    start.map_or_else(|| link.to_owned(), |start| format!("{link}?t={start}"))
}

/// Whether a page with nothing but a player can be made of it.
pub(super) const fn has_player(kind: EntryKind) -> bool {
    matches!(
        kind,
        EntryKind::Video | EntryKind::Audio | EntryKind::Document | EntryKind::Image
    )
}

/// What another page shows it by.
fn frame_of(address: &str, entry: &Entry) -> String {
    let title = (entry.title.replace('&', "&amp;"))
        .replace('"', "&quot;")
        .replace('<', "&lt;");
    let (width, height) = match entry.kind {
        EntryKind::Audio => (640, 240),
        EntryKind::Document => (640, 720),
        _ => (640, 360),
    };
    format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" \
         allow=\"fullscreen; picture-in-picture\" loading=\"lazy\"></iframe>"
    )
}
