//! `POST /account/notices`: how somebody wants to be told.

use axum::{extract::State, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{access::Action, ids::AccountId, notices::NoticeWay};

use super::store;
use crate::{
    App,
    http::{body::Form, fault::Fault, render::see_other_saying, routes::Routes, visit::Visit},
    words::Words,
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.post("/account/notices", Action::UseOwnAccount, save)
}

/// What somebody has chosen.
pub(in crate::features) fn chosen(tx: &Tx, account: AccountId) -> Result<NoticeWay, Error> {
    Ok(store::way(tx, account)?.unwrap_or(NoticeWay::Hub))
}

/// What there is to choose from: name, label, help.
pub(in crate::features) fn ways(words: &Words) -> Vec<(String, String, String)> {
    let say = |way: &NoticeWay, more: &str| {
        let key = format!("notices-way-{way}{more}");
        words.say(key).to_string()
    };
    (NoticeWay::ALL.iter())
        .map(|way| (way.to_string(), say(way, ""), say(way, "-help")))
        .collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    notices: String,
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    Form(Wish { notices }): Form<Wish>,
) -> Result<Response, Fault> {
    let way: NoticeWay =
        (notices.parse()).map_err(|_| Fault::field("notices", "unknown_choice"))?;
    let account = visit.member()?.id;
    let choose = move |tx: &Tx| store::choose(tx, account, way);
    app.parts.db.write(choose).await?;
    Ok(see_other_saying("/account", "said-account-notices"))
}
