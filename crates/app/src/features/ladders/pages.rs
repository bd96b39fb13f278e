//! `POST /media/{entry}/qualities`: calls the making of renditions off, or asks for it again.

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_bus::Topic;
use usher_db::{Tx, params};
use usher_domain::{
    access::Action,
    clock::Timestamp,
    ids::{BlobId, EntryId},
    media::LadderState,
};

use super::store;
use crate::{
    App,
    features::{
        audit::{self, Deed},
        jobs,
        media::{self, Asker},
    },
    http::{
        body::Form, fault::Fault, guard::Standing, render::see_other_saying, routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.post("/media/{entry}/qualities", Action::EditEntry, act)
}

/// What a button of the page sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pressed {
    #[serde(default)]
    deed: String,
}

#[derive(Clone, Copy)]
enum Wish {
    Cancel,
    Make,
}

async fn act(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Form(Pressed { deed }): Form<Pressed>,
) -> Result<Response, Fault> {
    let (wish, said) = match deed.as_str() {
        "cancel" => (Wish::Cancel, "said-qualities-cancelled"),
        "make" => (Wish::Make, "said-qualities-asked"),
        _ => return Err(Fault::field("deed", "unknown_choice")),
    };
    let (asker, now, inner) = (Asker::of(&visit), app.now(), app.clone());
    let by = visit.member()?.id;
    let write = move |tx: &Tx| {
        media::decide(tx, asker, Action::EditEntry, entry, now)?;
        let deed = match wish {
            Wish::Cancel => cancel(tx, &inner, entry, now)?,
            Wish::Make => make(tx, &inner, entry, now)?,
        };
        if let Some(deed) = deed {
            audit::note(tx, now, &Deed::of(by, deed).on(entry))?;
        }
        Ok::<_, Fault>(())
    };
    app.parts.db.write(write).await?;
    app.parts.bus.ring(&[Topic::Jobs]);
    Ok(see_other_saying(&format!("/media/{entry}"), said))
}

/// Ends the work; what is there already stays, and plays.
fn cancel(
    tx: &Tx,
    app: &App,
    entry: EntryId,
    now: Timestamp,
) -> Result<Option<&'static str>, Fault> {
    let stopped = jobs::stop_climbing(tx, entry, now, &*app.parts.entropy)?;
    store::cancelled(tx, entry)?;
    Ok(stopped.then_some("qualities_cancelled"))
}

/// Asks for what is not there yet, unless it is being made.
fn make(tx: &Tx, app: &App, entry: EntryId, now: Timestamp) -> Result<Option<&'static str>, Fault> {
    let found = tx.query_opt(
        "SELECT ladder, original_id FROM entries WHERE id = $1 AND state = 'ready'",
        params![entry],
        |row| {
            Ok((
                row.get::<Option<String>>("ladder")?,
                row.get::<Option<BlobId>>("original_id")?,
            ))
        },
    )?;
    let Some((state, Some(original))) = found else {
        return Ok(None);
    };
    let ended = [LadderState::Failed, LadderState::Cancelled].map(LadderState::as_str);
    if !state.is_some_and(|state| ended.contains(&state.as_str())) {
        return Ok(None);
    }
    let top = app.settings.now().player.ladder_top();
    let top = top.ok_or_else(|| Fault::new(StatusCode::CONFLICT, "qualities_off"))?;
    store::begin(tx, entry, (original, top), now, &*app.parts.entropy)?;
    Ok(Some("qualities_asked"))
}
