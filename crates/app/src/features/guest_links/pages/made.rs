//! The confirmation: the link, this once.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use usher_domain::invite::UsesAllowed;

use super::super::deeds::Made;
use crate::{
    App,
    features::invites::Qr,
    http::{
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        sentence::Sentence,
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "guest_links/templates/made.html")]
struct MadePage {
    page: Page,
    back: String,
    sentence: Sentence,
    uses: String,
    /// Whether somebody has to switch guest access on before it lets anybody in.
    off: bool,
    replaced: bool,
    url: String,
    qr: Qr,
    qr_label: String,
}

impl PageTemplate for MadePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Shows the address of a link that was just made or renewed.
pub(super) fn show(app: &App, visit: &Visit, made: &Made) -> Result<Response, Fault> {
    let (words, link) = (&visit.words, &made.link);
    let sentence = match link.ends_at {
        Some(end) => Sentence::new(words.say("guests-made-until")).moment("end", end, &visit.zone),
        None => Sentence::new(words.say("guests-made")),
    };
    let uses = match link.uses.allowed {
        UsesAllowed::Unlimited => words.say("guests-made-uses-any"),
        UsesAllowed::Times(n) => words.say("guests-made-uses").num("n", n.get()),
    };
    let template = MadePage {
        page: Page::new(app, visit, words.say("guests-made-title"))
            .island("islands/copy-field.js")
            .island("islands/dialog-form.js"),
        back: format!("/media/{}/guests", link.entry),
        sentence: sentence.name("name", &link.name),
        uses: uses.to_string(),
        off: !link.access_on,
        replaced: link.renewed_at.is_some(),
        qr: Qr::of(&made.url)?,
        qr_label: words.say("guests-qr").with("name", &link.name).to_string(),
        url: made.url.clone(),
    };
    page(StatusCode::OK, &template)
}
