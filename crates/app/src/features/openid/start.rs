//! `GET /sign-in/with/{provider}`: on to the provider. Nothing is written: what is begun stands in
//! a cookie of this browser.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
    response::Response,
};
use serde::Deserialize;
use usher_domain::{access::Action, config::Provider};

use super::{
    attempt::{self, Attempt},
    discovered, failed, protocol,
    trouble::NotSignedIn,
};
use crate::{
    App,
    features::accounts::local,
    http::{body::Params, fault::Fault, render::see_other, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/sign-in/with/{provider}", Action::SignIn, begin)
}

#[derive(Deserialize)]
struct Wish {
    #[serde(default)]
    next: String,
    /// To connect it with the account that is signed in here.
    #[serde(default)]
    link: String,
}

/// The provider of this name, if people can sign in by it.
pub(super) fn offered(app: &App, id: &str) -> Result<Provider, NotSignedIn> {
    let site = app.settings.now();
    let provider = site.auth.provider(id).filter(|provider| provider.enabled);
    provider.cloned().ok_or(NotSignedIn::NoProvider)
}

async fn begin(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    Params(wish): Params<Wish>,
) -> Result<Response, Fault> {
    let member = visit.member().ok().map(|member| member.id);
    let link = if wish.link.is_empty() {
        None
    } else {
        Some(member.ok_or_else(Fault::sign_in)?)
    };
    let next = local(&wish.next);
    if link.is_none() && member.is_some() {
        return Ok(see_other(next));
    }
    let attempt = Attempt::draw(&app, &id, next, link);
    let out = match offered(&app, &id) {
        Ok(provider) => way_out(&app, &visit, &provider, &attempt).await,
        Err(why) => Err(why),
    };
    match out {
        Ok(address) => {
            let cookie = attempt::with(&app, attempt::held(&app, &headers), attempt);
            let mut response = see_other(&address);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(why) => failed::page(&app, &visit, &id, &attempt.next, &why),
    }
}

async fn way_out(
    app: &App,
    visit: &Visit,
    provider: &Provider,
    attempt: &Attempt,
) -> Result<String, NotSignedIn> {
    let metadata = discovered::of(app, &provider.issuer).await?;
    protocol::way_out(app, provider, &metadata, attempt, visit.words.lang())
}
