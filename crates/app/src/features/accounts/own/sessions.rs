use axum::{extract::State, response::Response};
use serde::Deserialize;
use serde_json::json;
use usher_bus::Topic;
use usher_db::Tx;

use super::{PATH, view::here};
use crate::{
    App,
    features::{
        accounts::browsers::{Which, end_which},
        audit,
    },
    http::{
        body::Form,
        cookies,
        fault::Fault,
        render::{see_other, see_other_saying},
        visit::Visit,
    },
};

/// Which browsers are signed out: one by its id, `others`, or `all`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    end: String,
}

/// Signs out in these browsers. One that has ended already is well so.
pub(super) async fn end(
    State(app): State<App>,
    visit: Visit,
    Form(End { end }): Form<End>,
) -> Result<Response, Fault> {
    let (id, now, here) = (visit.member()?.id, app.now(), here(&visit));
    let which = match end.as_str() {
        "all" => Which::All,
        "others" => here.map_or(Which::All, Which::AllBut),
        one => Which::One(
            one.parse()
                .map_err(|_| Fault::field("end", "unknown_choice"))?,
        ),
    };
    let act = move |tx: &Tx| -> Result<_, Fault> {
        let ended = end_which(tx, id, which)?;
        if !ended.is_empty() {
            let deed = audit::Deed::of(id, "own_sessions_ended").to(id);
            audit::note(tx, now, &deed.with(json!({ "sessions": ended.len() })))?;
        }
        Ok(ended)
    };
    let ended = app.parts.db.write(act).await?;
    let rings: Vec<Topic> = ended.iter().copied().map(Topic::Session).collect();
    app.parts.bus.ring(&rings);
    if here.is_some_and(|here| ended.contains(&here)) {
        let mut response = see_other("/sign-in");
        cookies::remove_session(response.headers_mut());
        return Ok(response);
    }
    Ok(see_other_saying(PATH, "said-account-sessions"))
}
