//! Signing in by mail: a code that is typed where it was asked for, a link that is opened
//! anywhere.

mod code;
mod link;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action, clock::Timestamp, email::Email, ids::AccountId, proof::Purpose,
};

use super::{Member, pages, store};
use crate::{
    App,
    features::proofs::{self, Proof, Request},
    http::{body::Form, fault::Fault, render::see_other, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    const CODE: &str = "/sign-in/mail/{proof}";
    const LINK: &str = "/sign-in/link/{token}";
    routes
        .post("/sign-in/mail", Action::SignIn, ask)
        .get(CODE, Action::SignIn, code::show)
        .post(CODE, Action::SignIn, code::enter)
        .get(LINK, Action::SignIn, link::show)
        .post(LINK, Action::SignIn, link::enter)
}

/// What the login page sends, by whichever of its buttons. A password that stands in the form is not looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// Asks for a mail to sign in by. The answer is the same whoever has the address.
async fn ask(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Result<Response, Fault> {
    let Asked {
        email,
        password,
        next,
    } = asked;
    drop(password);
    if app.settings.now().signs_in_by_mail().is_none() {
        return Err(off());
    }
    let Ok(parsed) = email.parse::<Email>() else {
        let fault = Fault::field("email", "not_an_address");
        return pages::refused(&app, &visit, (email, next), &fault);
    };
    let request = Request {
        purpose: Purpose::SignIn,
        email: parsed,
        account: None,
        invite: None,
        lang: None,
        next: next.clone(),
    };
    match proofs::ask(&app, &visit, &headers, request).await {
        Ok((proof, cookie)) => Ok(keeping(
            see_other(&format!("/sign-in/mail/{proof}")),
            cookie,
        )),
        Err(fault) if fault.details().status == StatusCode::TOO_MANY_REQUESTS => {
            pages::refused(&app, &visit, (email, next), &fault)
        }
        Err(fault) => Err(fault),
    }
}

/// An answer with a cookie.
pub(super) fn keeping(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// Members do not sign in by mail here, or not any more.
fn off() -> Fault {
    Fault::new(StatusCode::CONFLICT, "mail_login_off")
}

/// A proof that is spent, over, of another browser, or was never there: all the same.
pub(super) fn over() -> Fault {
    Fault::new(StatusCode::GONE, "mail_link_over")
}

/// Whose the proof is, if they may still come in by it: the account is not suspended and the
/// address is still theirs, and vouched for.
pub(super) fn holder(tx: &Tx, proof: &Proof) -> Result<Option<Member>, Error> {
    let (Some(account), Some(email)) = (proof.account, proof.about.email()) else {
        return Ok(None);
    };
    match super::addressee(tx, &email)? {
        Some(found) if found.account == account && found.verified => store::by_id(tx, account),
        _ => Ok(None),
    }
}

/// Spends the proof for whoever it lets in; nobody, if they may not come in any more.
fn spend_for_holder(tx: &Tx, proof: &Proof, now: Timestamp) -> Result<Option<Member>, Error> {
    let member = holder(tx, proof)?;
    if member.is_some() {
        proofs::spend(tx, proof.id, now)?;
    }
    Ok(member)
}

/// Who is signed in here already.
fn present(visit: &Visit) -> Option<AccountId> {
    visit.member().ok().map(|member| member.id)
}
