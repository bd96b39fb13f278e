use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_bus::Topic;
use usher_db::Tx;

use super::{
    PATH,
    view::{self, Draft, here},
};
use crate::{
    App,
    features::{
        accounts::{
            Password,
            browsers::{Which, end_which},
            new_password,
            notice::Notice,
            store,
        },
        audit, proofs,
    },
    http::{body::Form, fault::Fault, form::mendable, render::see_other_saying, visit::Visit},
};

/// The old one and the new one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    current: String,
    password: String,
    again: String,
}

/// Sets another password, and signs out everywhere else.
pub(super) async fn save(
    State(app): State<App>,
    visit: Visit,
    Form(change): Form<Change>,
) -> Result<Response, Fault> {
    match set(&app, &visit, change).await {
        Ok(()) => Ok(see_other_saying(PATH, "said-account-password")),
        Err(fault) => {
            let draft = Draft {
                faults: mendable(fault)?,
                ..Draft::default()
            };
            view::show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, draft).await
        }
    }
}

async fn set(app: &App, visit: &Visit, change: Change) -> Result<(), Fault> {
    let (id, now) = (visit.member()?.id, app.now());
    // Whoever found a browser signed in has as few tries as whoever found none.
    let key = format!("{} account:{id}", visit.network_key());
    if let Some(until) = app.budgets.password_address.waits(&key) {
        let fault = Fault::new(StatusCode::TOO_MANY_REQUESTS, "too_many_tries");
        return Err(fault.retry_after(until.since(now)));
    }
    let stored = (app.parts.db)
        .read(move |tx| store::password_hash(tx, id))
        .await?;
    let stored = stored.ok_or_else(|| Fault::field("current", "no_password_yet"))?;
    let current = Password::typed(change.current);
    let fits = tokio::task::spawn_blocking(move || current.matches(Some(&stored)));
    if !fits.await.map_err(Fault::internal)? {
        app.budgets.password_address.failed(&key);
        return Err(Fault::field("current", "wrong_password"));
    }
    let typed = new_password::Typed {
        password: change.password,
        again: change.again,
    };
    let hash = new_password::hashed(app, typed).await?;
    let which = here(visit).map_or(Which::All, Which::AllBut);
    let (notice, entropy) = (
        Notice::password_changed(app, visit),
        app.parts.entropy.clone(),
    );
    let set = move |tx: &Tx| -> Result<_, Fault> {
        store::set_password(tx, id, Some(&hash))?;
        proofs::forget_of(tx, id)?;
        if let Some(notice) = &notice {
            notice.queue(tx, id, now, &*entropy)?;
        }
        let ended = end_which(tx, id, which)?;
        audit::note(tx, now, &audit::Deed::of(id, "password_changed").to(id))?;
        Ok(ended)
    };
    let ended = app.parts.db.write(set).await?;
    let mut rings: Vec<Topic> = ended.into_iter().map(Topic::Session).collect();
    rings.push(Topic::Jobs);
    app.parts.bus.ring(&rings);
    Ok(())
}
