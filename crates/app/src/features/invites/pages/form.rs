//! `/media/{entry}/invite`: whom to invite, and then the link.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use usher_domain::{
    access::{Action, SessionRole},
    clock::draw,
    config::Languages,
    ids::{AccountId, EntryId, InviteId},
    invite::{InviteToken, Via, role_fits},
};

use super::{
    super::{
        deeds,
        store::{self, Mailing},
        wanted::{Typed, end_of_form, form_zone, language, line},
    },
    desk::Desk,
    made,
};
use crate::{
    App,
    http::{
        body::{Form, Params},
        fault::Fault,
        form::Errors,
        guard::Standing,
        page::Page,
        render::{PageTemplate, fault_sentence, page},
        routes::Routes,
        time::local,
        visit::Visit,
    },
    words::Words,
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/invite";
    routes
        .get(path, Action::InviteUsers, show)
        .post(path, Action::InviteUsers, send)
}

/// The fields of the form that a refusal can be about.
const FIELDS: &[&str] = &["email", "role", "valid_until", "language"];

/// The form as it is sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Filled {
    email: String,
    first_name: String,
    last_name: String,
    role: String,
    valid_until: String,
    language: String,
    /// The zone that the page read times in.
    zone: String,
    /// The member chosen from the type-ahead, if one was.
    person: String,
    /// Whether a link is to go out by mail: `yes`.
    mail: String,
    /// The inviter's own line in it.
    line: String,
    /// What makes this form another one than any before.
    key: String,
}

impl Filled {
    /// The token that this very form makes for a link of this kind, whoever sends it how
    /// often. A form without a key, which no page of ours sends, makes another each time.
    fn token(&self, app: &App, account: AccountId, entry: EntryId, via: Via) -> InviteToken {
        if self.key.is_empty() {
            return InviteToken::mint(&*app.parts.entropy);
        }
        let text = serde_json::json!([
            "invite",
            via.as_str(),
            account,
            entry,
            self.key,
            self.email,
            self.first_name,
            self.last_name,
            self.role,
            self.valid_until,
            self.language,
            self.zone,
            self.person,
            self.mail,
            self.line
        ]);
        InviteToken::of_form(&app.parts.key, text.to_string().as_bytes())
    }
}

#[derive(Template)]
#[template(path = "invites/templates/invite.html")]
struct InvitePage {
    page: Page,
    lead: String,
    back: String,
    action: String,
    refused: String,
    open: bool,
    filled: Filled,
    roles: Vec<(String, String, String)>,
    languages: Vec<(String, String)>,
    until: Until,
    /// Whether mail can be sent.
    mails: bool,
    errors: Errors,
}

impl PageTemplate for InvitePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The field for the end.
struct Until {
    help: String,
    bounds: String,
}

impl InvitePage {
    fn new(app: &App, visit: &Visit, desk: &Desk, filled: Filled) -> Self {
        let words = &visit.words;
        let refused = desk.refused(words);
        let roles = roles(words, desk);
        let filled = Filled {
            key: URL_SAFE_NO_PAD.encode(draw::<16>(&*app.parts.entropy)),
            zone: desk.zone.clone(),
            // Where there is one choice, it is made.
            role: match roles.as_slice() {
                [only] if filled.role.is_empty() => only.0.clone(),
                _ => filled.role,
            },
            ..filled
        };
        Self {
            page: Page::new(app, visit, words.say("invites-title")).island("islands/combobox.js"),
            lead: lead(words, desk),
            back: desk.media(),
            action: format!("{}/invite", desk.media()),
            open: refused.is_none(),
            refused: refused.unwrap_or_default(),
            filled,
            roles,
            languages: languages(words, &desk.site.languages),
            until: Until {
                help: words
                    .say("invites-until-help")
                    .with("span", desk.default_span(words))
                    .with("end", desk.moment(desk.default_end()))
                    .with("zone", &desk.zone)
                    .to_string(),
                bounds: format!(
                    "min=\"{}\" max=\"{}\"",
                    local(desk.now, &desk.zone),
                    local(desk.latest_end(), &desk.zone)
                ),
            },
            mails: desk.site.mails_invites(),
            errors: Errors::default(),
        }
    }
}

/// What it does, and to which media; the title keeps its own direction.
fn lead(words: &Words, desk: &Desk) -> String {
    let title = format!("\u{2068}{}\u{2069}", desk.ground.title);
    words.say("invites-lead").with("title", title).to_string()
}

/// The roles that fit the entry: name, label, what it allows.
pub(in super::super) fn roles(words: &Words, desk: &Desk) -> Vec<(String, String, String)> {
    let kind = desk.ground.invitable.kind;
    let place = if kind.is_session() {
        "session"
    } else {
        "media"
    };
    SessionRole::ALL
        .iter()
        .filter(|role| role_fits(**role, kind))
        .map(|role| {
            (
                role.to_string(),
                words.say(format!("invites-role-{role}")).to_string(),
                words
                    .say(format!("invites-role-{role}-{place}"))
                    .to_string(),
            )
        })
        .collect()
}

/// The languages that an invitation can be in: value and label, the site's own first. None, where
/// there is nothing to choose.
pub(in super::super) fn languages(words: &Words, offered: &Languages) -> Vec<(String, String)> {
    let named = |tag: &str| words.say(format!("language-{tag}")).to_string();
    let own = words
        .say("invites-language-own")
        .with("language", named(offered.default_language()));
    let each = offered.offered().map(|tag| (tag.to_owned(), named(tag)));
    let all: Vec<_> = std::iter::once((String::new(), own.to_string()))
        .chain(each)
        .collect();
    if all.len() > 2 { all } else { Vec::new() }
}

/// What the address of the form may carry.
#[derive(Deserialize)]
struct Asked {
    /// A revoked invite whose person is invited again.
    again: Option<String>,
}

/// Shows the form, empty or for somebody who was invited before.
async fn show(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, &visit, standing.entry).await?;
    let filled = match asked.again.and_then(|id| id.parse().ok()) {
        Some(id) => before(&app, standing.entry, id).await?,
        None => Filled::default(),
    };
    let template = InvitePage::new(&app, &visit, &desk, filled);
    let status = if template.open {
        StatusCode::OK
    } else {
        StatusCode::FORBIDDEN
    };
    page(status, &template)
}

/// Whoever an earlier invite to the same entry was for.
async fn before(app: &App, entry: EntryId, id: InviteId) -> Result<Filled, Fault> {
    let invite = app.parts.db.read(move |tx| store::load(tx, id)).await?;
    let invite = invite.filter(|it| it.entry == entry && it.forgotten_at.is_none());
    Ok(invite.map_or_else(Filled::default, |invite| Filled {
        email: invite.email.written().to_owned(),
        role: invite.role.to_string(),
        language: invite
            .language
            .map_or_else(String::new, |language| language.to_string()),
        first_name: invite.first_name,
        last_name: invite.last_name,
        ..Filled::default()
    }))
}

/// Makes the invite and answers with its link: what is stored does not tell it, so
/// no other page could show it. The same form again, by a reload, a second press or
/// a lost answer, shows the same link again and changes nothing: its secret is
/// made from the form itself ([`InviteToken::of_form`]). A form that was changed, or
/// one from a fresh page, is another and renews the invite.
async fn send(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Form(filled): Form<Filled>,
) -> Result<Response, Fault> {
    let zone = &form_zone(&filled.zone, &visit);
    let typed = Typed {
        email: &filled.email,
        first_name: &filled.first_name,
        last_name: &filled.last_name,
        role: &filled.role,
        end: end_of_form(&filled.valid_until, zone),
        language: language(&filled.language, &app.settings.now().languages),
        person: filled.person.parse().ok(),
    };
    let entry = standing.entry;
    let fault = match (typed.parse(), line("line", &filled.line)) {
        (Ok(wanted), Ok(line)) => {
            let account = visit.member()?.id;
            let token = filled.token(&app, account, entry, Via::Copied);
            let mailing = (filled.mail == "yes").then(|| {
                let token = filled.token(&app, account, entry, Via::Mailed);
                Mailing::new(&app, &token, &line, zone)
            });
            match deeds::make(&app, &visit, entry, wanted, &token, mailing).await {
                Ok(made) => return made::show(&app, &visit, &made),
                Err(refused) => refused.fault(FIELDS, zone),
            }
        }
        (wanted, line) => {
            let mut faults = wanted.err().unwrap_or_default();
            faults.extend(line.err());
            Fault::fields(faults)
        }
    };
    refuse(&app, &visit, entry, filled, fault).await
}

/// The form again, with everything that was typed and what is wrong with it.
async fn refuse(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    filled: Filled,
    fault: Fault,
) -> Result<Response, Fault> {
    let details = fault.details();
    let about_the_form = !details.fields.is_empty() || details.status == StatusCode::CONFLICT;
    let mut desk = Desk::of(app, visit, entry).await?;
    desk.zone = form_zone(&filled.zone, visit);
    if !about_the_form
        && desk
            .refusal()
            .is_none_or(|refusal| refusal.code() != details.code)
    {
        return Err(fault);
    }
    let mut template = InvitePage::new(app, visit, &desk, filled);
    if details.fields.is_empty() {
        template.refused = fault_sentence(&visit.words, details);
        template.open = true;
    } else {
        template.errors = Errors::new(&visit.words, &details.fields);
    }
    page(details.status, &template)
}
