//! Signing in and out, and the reader's theme.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use usher_domain::{access::Action, config::LoginMail};

use super::{
    sessions::Session,
    sign_in::{self, Credentials},
};
use crate::{
    App,
    features::openid,
    http::{
        body::{Form, Params},
        cookies,
        fault::Fault,
        page::{Page, sign_in as sign_in_page},
        render::{PageTemplate, field_sentence, page, see_other},
        routes::Routes,
        visit::Visit,
    },
    words::Message,
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/sign-in", Action::SignIn, show)
        .post("/sign-in", Action::SignIn, enter)
        .post("/sign-out", Action::SignOut, leave)
        .post("/preferences/theme", Action::SetPreferences, prefer)
}

#[derive(Template)]
#[template(path = "accounts/templates/sign_in.html")]
struct SignInPage {
    page: Page,
    next: String,
    email: String,
    refused: String,
    email_error: String,
    /// By what a mail to sign in would be, if one can.
    by_mail: Option<LoginMail>,
    /// Whether a forgotten password is set anew by mail.
    resets: bool,
    /// Providers: what each button says, and where it leads.
    providers: Vec<(String, String)>,
    /// Whether passwords are taken.
    password: bool,
    /// Whether a guest is here by an invitation, which is not everybody's to keep.
    guest: bool,
    /// Whether a guest sits here whose seat has a key: it is shown before the form is
    /// sent, so that what the guest holds may go on as the member's.
    shows_key: bool,
}

impl SignInPage {
    fn new(app: &App, visit: &Visit, (email, next): (String, String)) -> Self {
        let site = app.settings.now();
        Self {
            page: Page::new(app, visit, visit.words.say("signin-title"))
                .lobby()
                .at_home(sign_in_page(local(&next))),
            providers: providers(app, &next),
            password: site.auth.password,
            next,
            email,
            refused: String::new(),
            email_error: String::new(),
            by_mail: site.signs_in_by_mail(),
            resets: site.auth.password && site.resets_by_mail(),
            guest: guest(visit).is_some(),
            shows_key: is_keyed(visit),
        }
    }

    /// What the button says that has a mail sent.
    fn by_mail_label(&self) -> Option<Message> {
        self.by_mail.map(|mail| {
            let what = if mail.has_code() { "code" } else { "link" };
            self.page.msg(&format!("signin-by-mail-{what}"))
        })
    }
}

impl PageTemplate for SignInPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(Next { next }): Params<Next>,
) -> Result<Response, Fault> {
    if visit.member().is_ok() {
        return Ok(see_other(local(&next)));
    }
    let template = SignInPage::new(&app, &visit, (String::new(), next));
    page(StatusCode::OK, &template)
}

/// The providers that people can sign in by, in order.
fn providers(app: &App, next: &str) -> Vec<(String, String)> {
    let site = app.settings.now();
    let way = |id: &str| openid::way_in(id, local(next));
    let offered = site.auth.offered();
    offered
        .map(|provider| (provider.name.clone(), way(provider.id.as_str())))
        .collect()
}

fn guest(visit: &Visit) -> Option<&Session> {
    let session = visit.session.as_ref().or(visit.unproved.as_ref());
    session.filter(|session| session.member.is_none())
}

/// Whether a guest sits here whose seat has a key.
pub(super) fn is_keyed(visit: &Visit) -> bool {
    guest(visit).is_some_and(|session| session.key.is_some())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignInForm {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

async fn enter(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Result<Response, Fault> {
    let credentials = Credentials::new(form.email.clone(), form.password);
    match sign_in::sign_in(&app, &visit, &headers, credentials).await {
        Ok(signed_in) => Ok(signed_in.answer(see_other(local(&form.next)))),
        Err(fault) if fault.details().status.is_server_error() => Err(fault),
        Err(fault) => refused(&app, &visit, (form.email, form.next), &fault),
    }
}

/// The login page again, with what was typed and why it came back.
pub(super) fn refused(
    app: &App,
    visit: &Visit,
    typed: (String, String),
    fault: &Fault,
) -> Result<Response, Fault> {
    let details = fault.details();
    let mut template = SignInPage::new(app, visit, typed);
    if let Some(fault) = details.fields.first() {
        template.email_error = field_sentence(&visit.words, fault);
    } else {
        let key = format!("signin-{}", details.code.replace('_', "-"));
        template.refused = visit.words.say(key).to_string();
    }
    let mut response = page(details.status, &template)?;
    if let Some(wait) = details.retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, wait.as_secs().max(1).into());
    }
    Ok(response)
}

/// Signs out, and goes on to `next` if the form names a page.
async fn leave(
    State(app): State<App>,
    visit: Visit,
    form: Result<Form<Next>, Fault>,
) -> Result<Response, Fault> {
    sign_in::sign_out(&app, &visit).await?;
    let next = form.map_or_else(|_| String::new(), |Form(Next { next })| next);
    let mut response = see_other(match next.as_str() {
        "" => "/sign-in",
        next => local(next),
    });
    cookies::remove_session(response.headers_mut());
    Ok(response)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Preferences {
    theme: String,
    #[serde(default, rename = "return")]
    back: String,
}

/// The theme switch: `light`, `dark`, or nothing for the system's.
async fn prefer(Form(form): Form<Preferences>) -> Result<Response, Fault> {
    let theme = match form.theme.as_str() {
        "light" => "light",
        "dark" => "dark",
        "" => "",
        _ => return Err(Fault::field("theme", "unknown_choice")),
    };
    let mut response = see_other(local(&form.back));
    response
        .headers_mut()
        .append(header::SET_COOKIE, cookies::theme(theme));
    Ok(response)
}

/// A path on this hub, or the home page: never another site's address.
pub(in crate::features) fn local(next: &str) -> &str {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t', '\0'])
        && next.len() < 2000
        && next.is_ascii();
    if ours { next } else { "/" }
}
