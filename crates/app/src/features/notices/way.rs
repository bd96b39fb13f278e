//! `POST /account/notices`: how somebody wants to be told of each kind of thing.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    ids::AccountId,
    notices::{NoticeKind, NoticeWay},
};

use super::store;
use crate::{
    App,
    http::{body::Form, fault::Fault, render::see_other_saying, routes::Routes, visit::Visit},
    words::Words,
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.post("/account/notices", Action::UseOwnAccount, save)
}

/// One kind of thing, and how somebody is told of it.
pub(in crate::features) struct Wished {
    /// Its name in the form.
    pub(in crate::features) kind: &'static str,
    /// When that is.
    pub(in crate::features) legend: String,
    /// What there is to choose from: name, label, help.
    pub(in crate::features) ways: Vec<(String, String, String)>,
    /// What is chosen.
    pub(in crate::features) way: &'static str,
}

/// What somebody has chosen, for each kind there is.
pub(in crate::features) fn wished(
    tx: &Tx,
    account: AccountId,
    words: &Words,
    mails: bool,
) -> Result<Vec<Wished>, Error> {
    let chosen = store::ways(tx, account)?;
    let each = chosen.into_iter().map(|(kind, way)| Wished {
        kind: kind.as_str(),
        legend: words.say(format!("account-notices-{kind}")).to_string(),
        ways: ways(words, mails),
        way: way.reached(mails).as_str(),
    });
    Ok(each.collect())
}

/// By mail only where the hub sends some.
fn ways(words: &Words, mails: bool) -> Vec<(String, String, String)> {
    let say = |way: &NoticeWay, more: &str| {
        let key = format!("notices-way-{way}{more}");
        words.say(key).to_string()
    };
    (NoticeWay::ALL.iter())
        .filter(|way| way.reached(mails) == **way)
        .map(|way| (way.to_string(), say(way, ""), say(way, "-help")))
        .collect()
}

/// Saves what is chosen; a kind that is not named stays as it is.
async fn save(
    State(app): State<App>,
    visit: Visit,
    Form(posted): Form<BTreeMap<String, String>>,
) -> Result<Response, Fault> {
    let mut wishes = Vec::new();
    for (name, way) in &posted {
        let kind: NoticeKind = name
            .parse()
            .map_err(|_| Fault::field("notices", "unknown_choice"))?;
        let way: NoticeWay = way
            .parse()
            .map_err(|_| Fault::field(name, "unknown_choice"))?;
        wishes.push((kind, way));
    }
    let account = visit.member()?.id;
    let choose = move |tx: &Tx| -> Result<(), Error> {
        for (kind, way) in &wishes {
            store::choose(tx, account, *kind, *way)?;
        }
        Ok(())
    };
    app.parts.db.write(choose).await?;
    Ok(see_other_saying("/account", "said-account-notices"))
}
