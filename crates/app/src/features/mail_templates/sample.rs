use std::time::Duration;

use usher_domain::{
    access::SessionRole,
    mail::{News, Tokens, Usage},
    notices::NoticeKind,
};

use super::Invited;
use crate::{App, features::notices, http::visit::Visit, words::Words};

/// Whom a preview and a test mail are about: somebody who is invited to a session by
/// whoever is looking. The link leads to nothing.
pub(super) fn tokens(app: &App, visit: &Visit, usage: Usage, words: &Words) -> Tokens {
    let say = |key: &str| words.say(key).to_string();
    let now = app.now();
    let inviter = visit
        .session
        .as_ref()
        .and_then(crate::features::accounts::Session::name);
    let tokens = Invited {
        first_name: &say("mail-sample-first"),
        last_name: &say("mail-sample-last"),
        email: "ada@example.org",
        url: &app.link("/i/example-0123456789abcdefghijklmnopqrstuvw"),
        title: &say("mail-sample-title"),
        starts: Some(now.after(Duration::from_hours(24))),
        ends: Some(now.after(Duration::from_hours(26))),
        zone: &visit.zone,
        role: SessionRole::Viewer,
        inviter: &inviter.unwrap_or_default(),
        expires: now.after(Duration::from_hours(48)),
        message: Some(&say("mail-sample-message")),
    }
    .tokens(words);
    match usage {
        Usage::Invitation => tokens,
        Usage::News => {
            let url = app.link("/media/example/invites");
            let news = News {
                said: notices::said(words, NoticeKind::Joined, &say("mail-sample-guest"), 3),
                title: tokens.title.clone(),
                url: url.clone(),
            };
            Tokens {
                url,
                news: vec![news],
                ..tokens
            }
        }
        // As many letters as the real ones have.
        _ => Tokens {
            url: app.link("/example/0123456789abcdefghijklmnopqrstuvwxyz0123456"),
            code: Some("12345678".to_owned()),
            ..tokens
        },
    }
}
