//! `/invites/{invite}/renew`: a new link for an invite.

use axum::{
    extract::{Path, State},
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use usher_domain::{
    access::Action,
    clock::draw,
    invite::{InviteToken, UsesAllowed},
};

use super::{
    super::{deeds, store::Invite, wanted},
    ask::{AskPage, InLanguage},
    desk::Desk,
    made,
};
use crate::{
    App,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/invites/{invite}/renew";
    routes
        .get(path, Action::ManageInvites, show)
        .post(path, Action::ManageInvites, send)
}

/// Asks, and says what becomes of the link there is.
async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Response, Fault> {
    let (desk, invite) = Desk::with_invite(&app, &visit, &path).await?;
    ask(&app, &visit, &desk, &invite).show()
}

pub(super) fn ask(app: &App, visit: &Visit, desk: &Desk, invite: &Invite) -> AskPage {
    let words = &visit.words;
    let is_over = desk.now >= invite.link_ends() || !invite.uses.left();
    let limits = if is_over {
        Sentence::new(
            words
                .say("invites-renew-anew")
                .with("span", desk.default_span(words)),
        )
        .moment("end", desk.default_end(), &desk.zone)
    } else {
        Sentence::new(words.say("invites-renew-stays")).moment(
            "end",
            invite.link_ends(),
            &desk.zone,
        )
    };
    let uses = match desk.site.invite_to_media.link_reusability {
        _ if !is_over => None,
        UsesAllowed::Unlimited => Some(words.say("invites-renew-unlimited")),
        UsesAllowed::Times(n) => Some(words.say("invites-renew-uses").num("n", n.get())),
    };
    let key = URL_SAFE_NO_PAD.encode(draw::<16>(&*app.parts.entropy));
    let mut ask = AskPage::new(app, visit, desk, invite, "renew")
        .keyed(key)
        .in_language(InLanguage::of(words, desk, invite))
        .saying(Sentence::new(words.say("invites-renew-kills")))
        .saying(limits);
    if let Some(uses) = uses {
        ask = ask.saying(Sentence::new(uses));
    }
    ask
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    #[serde(default)]
    key: String,
    #[serde(default)]
    language: String,
}

/// Makes the link and shows it. The same form again shows the same link, as in
/// `form::send`.
async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(path): Path<String>,
    Form(Filled { key, language }): Form<Filled>,
) -> Result<Response, Fault> {
    let (desk, invite) = Desk::with_invite(&app, &visit, &path).await?;
    let languages = |fault: Option<&FieldFault>| {
        InLanguage::of(&visit.words, &desk, &invite).mended(&visit.words, &language, fault)
    };
    let chosen = match wanted::language(&language, &desk.site.languages) {
        Ok(chosen) => chosen,
        Err(fault) => {
            let again = ask(&app, &visit, &desk, &invite);
            return again.in_language(languages(Some(&fault))).mend();
        }
    };
    let token = if key.is_empty() {
        InviteToken::mint(&*app.parts.entropy)
    } else {
        let account = visit.member()?.id;
        let text = serde_json::json!(["new link", account, invite.id, key, language]);
        InviteToken::of_form(&app.parts.key, text.to_string().as_bytes())
    };
    match deeds::new_link(&app, &visit, invite.id, &token, chosen).await {
        Ok(made) => made::show(&app, &visit, &made),
        Err(refused) => ask(&app, &visit, &desk, &invite)
            .in_language(languages(None))
            .refused(&visit, &desk, refused),
    }
}
