//! `POST /preferences/language`: in which language somebody reads the hub.

use axum::{extract::State, http::header, response::Response};
use serde::Deserialize;
use usher_db::{Tx, params};
use usher_domain::access::Action;

use super::pages::local;
use crate::{
    App,
    http::{body::Form, cookies, fault::Fault, render::see_other, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.post("/preferences/language", Action::SetPreferences, prefer)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Preferences {
    lang: String,
    #[serde(default, rename = "return")]
    back: String,
}

/// One of the languages that the site offers: for this browser, and for a member wherever they
/// sign in.
async fn prefer(
    State(app): State<App>,
    visit: Visit,
    Form(form): Form<Preferences>,
) -> Result<Response, Fault> {
    let languages = &app.settings.now().languages;
    let offered = languages.offered().find(|tag| *tag == form.lang);
    let tag = offered.ok_or_else(|| Fault::field("lang", "unknown_choice"))?;
    if let Some(session) = visit.session.as_ref().filter(|session| !session.by_token)
        && let Some(member) = session.member()
    {
        let id = member.id;
        let keep = move |tx: &Tx| {
            tx.execute(
                "UPDATE accounts SET lang = $2 WHERE id = $1",
                params![id, tag],
            )
        };
        app.parts.db.write(keep).await?;
    }
    let mut response = see_other(local(&form.back));
    (response.headers_mut()).append(header::SET_COOKIE, cookies::language(tag));
    Ok(response)
}
