//! `/invites/{invite}/resend`: a new link, by mail.

use axum::{
    extract::{Path, State},
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use usher_domain::{access::Action, clock::draw, invite::InviteToken};

use super::{
    super::{deeds, store::Invite, wanted},
    ask::{AskPage, InLanguage, OwnLine},
    desk::Desk,
};
use crate::{
    App,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        render::{field_sentence, see_other_saying},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/invites/{invite}/resend";
    routes
        .get(path, Action::ManageInvites, show)
        .post(path, Action::ManageInvites, send)
}

/// Asks, and says what becomes of the mailed link there is.
async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Response, Fault> {
    let (desk, invite) = Desk::with_invite(&app, &visit, &path).await?;
    let ask = ask(&app, &visit, &desk, &invite);
    ask.with_line(OwnLine::default()).show()
}

fn ask(app: &App, visit: &Visit, desk: &Desk, invite: &Invite) -> AskPage {
    let text = Sentence::new(visit.words.say("invites-resend-to"));
    let text = text.name("email", invite.email.written());
    let language = InLanguage::of(&visit.words, desk, invite);
    let key = URL_SAFE_NO_PAD.encode(draw::<16>(&*app.parts.entropy));
    AskPage::new(app, visit, desk, invite, "resend")
        .keyed(key)
        .saying(text)
        .in_language(language)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    #[serde(default)]
    key: String,
    #[serde(default)]
    line: String,
    #[serde(default)]
    language: String,
}

/// Mails it. The same form again mails nothing more.
async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
    Form(Filled {
        key,
        line,
        language,
    }): Form<Filled>,
) -> Result<Response, Fault> {
    let (desk, invite) = Desk::with_invite(&app, &visit, &path).await?;
    let words = &visit.words;
    let own = wanted::line("line", &line);
    let chosen = wanted::language(&language, &desk.site.languages);
    let asked = |own: Option<&FieldFault>, chosen: Option<&FieldFault>| {
        let languages = InLanguage::of(words, &desk, &invite);
        ask(&app, &visit, &desk, &invite)
            .in_language(languages.mended(words, &language, chosen))
            .with_line(OwnLine {
                text: line.clone(),
                error: own.map_or_else(String::new, |fault| field_sentence(words, fault)),
            })
    };
    let (own, chosen) = match (own, chosen) {
        (Ok(own), Ok(chosen)) => (own, chosen),
        (own, chosen) => {
            return asked(own.err().as_ref(), chosen.err().as_ref()).mend();
        }
    };
    let token = if key.is_empty() {
        InviteToken::mint(&*app.parts.entropy)
    } else {
        let account = visit.member()?.id;
        let text = serde_json::json!(["new mailed link", account, invite.id, key, line, language]);
        InviteToken::of_form(&app.parts.key, text.to_string().as_bytes())
    };
    match deeds::resend(&app, &visit, invite.id, &token, (&own, chosen)).await {
        Ok(_) => Ok(see_other_saying(&desk.invites(), "said-invite-mailed")),
        Err(refused) => asked(None, None).refused(&visit, &desk, refused),
    }
}
