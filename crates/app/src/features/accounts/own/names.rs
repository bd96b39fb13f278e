use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::{Tx, params};
use usher_domain::text::{PersonName, TextError};

use super::{
    PATH,
    view::{self, Draft},
};
use crate::{
    App,
    features::{accounts, audit},
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        render::see_other_saying,
        visit::Visit,
    },
};

/// How one is called.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    first_name: String,
    #[serde(default)]
    last_name: String,
}

/// A first name, and a last one where something was written; an error for each that cannot be.
pub(in crate::features) fn read_names(
    first: &str,
    last: &str,
) -> Result<(PersonName, Option<PersonName>), Vec<FieldFault>> {
    let first_name = PersonName::parse(first);
    let last_name = match PersonName::parse(last) {
        Ok(name) => Ok(Some(name)),
        Err(TextError::Empty) => Ok(None),
        Err(error) => Err(error),
    };
    match (first_name, last_name) {
        (Ok(first), Ok(last)) => Ok((first, last)),
        (first, last) => {
            let first = first.err().map(|e| FieldFault::text("first_name", e));
            let last = last.err().map(|e| FieldFault::text("last_name", e));
            Err(first.into_iter().chain(last).collect())
        }
    }
}

pub(super) async fn save(
    State(app): State<App>,
    visit: Visit,
    Form(names): Form<Names>,
) -> Result<Response, Fault> {
    let (first, last) = match read_names(&names.first_name, &names.last_name) {
        Ok(names) => names,
        Err(faults) => {
            let draft = Draft {
                names: Some((names.first_name, names.last_name)),
                faults,
                ..Draft::default()
            };
            return view::show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, draft).await;
        }
    };
    let (id, now) = (visit.member()?.id, app.now());
    let save = move |tx: &Tx| -> Result<(), Fault> {
        let last = last.as_ref().map_or("", PersonName::as_str);
        tx.execute(
            "UPDATE accounts SET first_name = $2, last_name = $3
             WHERE id = $1 AND suspended_at IS NULL",
            params![id, first.as_str(), last],
        )?;
        accounts::store::index(tx, id)?;
        Ok(audit::note(
            tx,
            now,
            &audit::Deed::of(id, "own_names_changed").to(id),
        )?)
    };
    app.parts.db.write(save).await?;
    Ok(see_other_saying(PATH, "said-account-names"))
}
