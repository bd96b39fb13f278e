//! The confirmation: the link, this once.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use usher_domain::config::SeatRule;

use super::{super::deeds::Made, qr::Qr};
use crate::{
    App,
    http::{
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        sentence::Sentence,
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "invites/templates/made.html")]
struct MadePage {
    page: Page,
    media: String,
    sentence: Sentence,
    lobby: Sentence,
    replaced: Option<Sentence>,
    mailed: Option<Sentence>,
    url: String,
    qr: Qr,
    qr_label: String,
}

impl PageTemplate for MadePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Shows the link of an invite that was just made or renewed.
pub(super) fn show(app: &App, visit: &Visit, made: &Made) -> Result<Response, Fault> {
    let (words, invite) = (&visit.words, &made.invite);
    let (now, zone) = (app.now(), &visit.zone);
    let key = match app.settings.now().invite_to_media.seat_rule {
        _ if now >= invite.link_ends() => "invites-made-over",
        SeatRule::Strict => "invites-made",
        SeatRule::Follows => "invites-made-follows",
    };
    let sentence = Sentence::new(words.say(key))
        .name("name", &invite.first_name)
        .moment("end", invite.link_ends(), zone);
    let lobby = match invite.invitee {
        None => "invites-made-typed",
        Some(_) => "invites-made-member",
    };
    let lobby = Sentence::new(words.say(lobby))
        .name("name", &invite.first_name)
        .name("email", invite.email.written());
    let replaced = made.replaces.then(|| {
        Sentence::new(words.say("invites-made-replaced")).name("name", &invite.first_name)
    });
    let mailed = made.mailed.then(|| {
        Sentence::new(words.say("invites-made-mailed")).name("email", invite.email.written())
    });
    let template = MadePage {
        page: Page::new(app, visit, words.say("invites-made-title"))
            .island("islands/copy-field.js")
            .island("islands/dialog-form.js"),
        media: format!("/media/{}", invite.entry),
        sentence,
        lobby,
        replaced,
        mailed,
        qr: Qr::of(&made.url)?,
        qr_label: words
            .say("invites-qr")
            .with("name", invite.name())
            .to_string(),
        url: made.url.clone(),
    };
    page(StatusCode::OK, &template)
}
