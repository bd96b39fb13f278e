//! `/sign-in/connect`: an identity that nobody here has is connected with an account, once its person
//! has shown that the account is theirs, and says yes.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::{access::Action, sign_in::Unknown};

use super::{
    conclude, failed,
    pending::{self, Pending},
    store,
    trouble::NotSignedIn,
};
use crate::{
    App,
    features::{accounts, admin},
    http::{
        body::Form,
        cookies,
        fault::Fault,
        page::{self, Page},
        render::{self, PageTemplate, see_other, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

/// Where it is.
pub(super) const PATH: &str = "/sign-in/connect";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(PATH, Action::SignIn, show)
        .post(PATH, Action::SignIn, act)
}

#[derive(Template)]
#[template(path = "openid/templates/link.html")]
struct LinkPage {
    page: Page,
    heading: String,
    /// Why it is nobody's yet; empty if they came to connect it.
    why: String,
    question: String,
    /// Whether the account is proved, so that one yes is all that is missing.
    is_member: bool,
    sign_in: String,
}

impl PageTemplate for LinkPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The one that waits in this browser, with the name of its provider.
fn waiting(app: &App, headers: &HeaderMap) -> Result<(Pending, String), NotSignedIn> {
    let pending = pending::held(app, headers).ok_or(NotSignedIn::NotBegunHere)?;
    let site = app.settings.now();
    let provider = site.auth.provider(&pending.provider);
    let provider = provider.filter(|one| one.enabled && one.issuer == pending.issuer);
    let name = provider.ok_or(NotSignedIn::NoProvider)?.name.clone();
    Ok((pending, name))
}

async fn show(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Result<Response, Fault> {
    let (pending, name) = match waiting(&app, &headers) {
        Ok(waiting) => waiting,
        Err(why) => return failed::page(&app, &visit, "", "/", &why),
    };
    let member = visit.member().ok();
    if let (Some(own), Some(member)) = (pending.account, member)
        && own != member.id
    {
        return failed::page(
            &app,
            &visit,
            &pending.provider,
            "/",
            &NotSignedIn::NotBegunHere,
        );
    }
    let words = &visit.words;
    let say = |key: &str| {
        let message = words.say(key).with("name", &name);
        message.with(
            "shown",
            if pending.shown.is_empty() {
                "—"
            } else {
                &pending.shown
            },
        )
    };
    let why = |why: Unknown| format!("openid-why-{}", why.as_str().replace('_', "-"));
    let heading = say("openid-link-heading").to_string();
    let template = LinkPage {
        page: Page::new(&app, &visit, &heading).lobby(),
        why: match pending.why {
            Some(unknown) if member.is_none() => say(&why(unknown)).to_string(),
            _ => String::new(),
        },
        question: match member {
            Some(member) => say("openid-link-question").with("account", member.name()),
            None => say("openid-link-first"),
        }
        .to_string(),
        is_member: member.is_some(),
        sign_in: page::sign_in(PATH),
        heading,
    };
    render::page(StatusCode::OK, &template)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    answer: String,
}

async fn act(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Form(Answer { answer }): Form<Answer>,
) -> Result<Response, Fault> {
    let forget = |mut response: Response| {
        let gone = cookies::remove(cookies::IDENTITY);
        response.headers_mut().append(header::SET_COOKIE, gone);
        response
    };
    let (pending, _) = match waiting(&app, &headers) {
        Ok(waiting) => waiting,
        Err(why) => return failed::page(&app, &visit, "", "/", &why).map(forget),
    };
    if answer != "yes" {
        let to = if visit.member().is_ok() {
            &pending.next
        } else {
            "/sign-in"
        };
        return Ok(forget(see_other(to)));
    }
    let member = visit.member()?.id;
    let (provider, next) = (pending.provider.clone(), pending.next.clone());
    let (session, now, entropy) = (visit.session.clone(), app.now(), app.parts.entropy.clone());
    let connect = move |tx: &Tx| -> Result<Result<(), NotSignedIn>, Fault> {
        let session = match &session {
            Some(session) => accounts::renewed(tx, session, now)?,
            None => None,
        };
        let own = session.and_then(|session| session.member.map(|member| member.id));
        if own != Some(member) || pending.account.is_some_and(|only| only != member) {
            return Ok(Err(NotSignedIn::NotBegunHere));
        }
        let site = admin::load_settings(tx)?;
        let provider = site.auth.provider(&pending.provider);
        let provider = provider.filter(|one| one.enabled && one.issuer == pending.issuer);
        let Some(provider) = provider else {
            return Ok(Err(NotSignedIn::NoProvider));
        };
        match store::find(tx, &pending.issuer, &pending.subject)? {
            Some((_, known)) if known.account == member => Ok(Ok(())),
            Some(_) => Ok(Err(usher_domain::sign_in::Refusal::SomebodyElses.into())),
            None => {
                let (subject, shown) = (&pending.subject, &pending.shown);
                conclude::connect(tx, provider, (subject, shown), member, now, &*entropy)?;
                Ok(Ok(()))
            }
        }
    };
    match app.parts.db.write(connect).await? {
        Ok(()) => Ok(forget(see_other_saying(&next, "said-identity-linked"))),
        Err(why) => failed::page(&app, &visit, &provider, &next, &why).map(forget),
    }
}
