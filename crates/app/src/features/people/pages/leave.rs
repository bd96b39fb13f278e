//! `/admin/users/{person}/hand-over` and `/admin/users/{person}/remove`: what goes on with a leaver's media.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{access::Action, ids::AccountId};

use super::{
    super::{
        deeds::{self, Goods},
        store,
    },
    USERS, path_of, person_of,
};
use crate::{
    App,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::{Errors, mendable},
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let action = Action::ManagePeople;
    let (over, out) = (
        "/admin/users/{person}/hand-over",
        "/admin/users/{person}/remove",
    );
    routes
        .get(over, action, ask_over)
        .post(over, action, hand_over)
        .get(out, action, ask_remove)
        .post(out, action, remove)
}

/// Which of the two is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaving {
    HandOver,
    Remove,
}

#[derive(Template)]
#[template(path = "people/templates/leave.html")]
struct LeavePage {
    page: Page,
    heading: Sentence,
    lead: String,
    path: String,
    action: &'static str,
    removes: bool,
    label: String,
    entries: i64,
    invites: i64,
    typed: Typed,
    choices: Vec<(String, String, String)>,
    errors: Errors,
}

impl PageTemplate for LeavePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The form as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    /// `hand_over` or `trash`; a hand-over has no choice.
    #[serde(default)]
    media: String,
    /// An address.
    #[serde(default)]
    to: String,
    /// Whoever was chosen from the list.
    #[serde(default)]
    to_id: String,
}

async fn form(
    app: &App,
    visit: &Visit,
    id: AccountId,
    leaving: Leaving,
    (typed, faults): (Typed, Vec<FieldFault>),
) -> Result<Response, Fault> {
    let now = app.now();
    let read = move |tx: &Tx| -> Result<_, Error> {
        Ok((store::find(tx, id)?, store::figures(tx, id, now)?))
    };
    let (person, figures) = app.parts.db.read(read).await?;
    let name = person.ok_or_else(Fault::not_found)?.name();
    let words = &visit.words;
    let (key, action) = match leaving {
        Leaving::HandOver => ("users-hand-over", "hand-over"),
        Leaving::Remove => ("users-remove", "remove"),
    };
    let say = |key: &str| words.say(key).to_string();
    let kept_days = app.settings.now().my_media.deleted_kept_days;
    let choice = |name: &str| {
        let key = format!("users-media-{}", name.replace('_', "-"));
        let help = words.say(format!("{key}-help")).num("days", kept_days);
        (name.to_owned(), say(&key), help.to_string())
    };
    let heading = Sentence::new(words.say(format!("{key}-title"))).name("name", &name);
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let template = LeavePage {
        page: Page::new(app, visit, heading.text()).island("islands/combobox.js"),
        heading,
        lead: say(&format!("{key}-lead")),
        path: path_of(id),
        action,
        removes: leaving == Leaving::Remove,
        label: say(key),
        entries: figures.entries,
        invites: figures.invites,
        choices: vec![choice("hand_over"), choice("trash")],
        errors: Errors::new(words, &faults),
        typed,
    };
    page(status, &template)
}

async fn ask_over(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
) -> Result<Response, Fault> {
    let asked = (Typed::default(), Vec::new());
    form(&app, &visit, person_of(&person)?, Leaving::HandOver, asked).await
}

async fn ask_remove(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
) -> Result<Response, Fault> {
    let typed = Typed {
        media: "hand_over".to_owned(),
        ..Typed::default()
    };
    let id = person_of(&person)?;
    form(&app, &visit, id, Leaving::Remove, (typed, Vec::new())).await
}

/// Whoever the form names.
async fn receiver(app: &App, typed: &Typed) -> Result<AccountId, Fault> {
    let (to, id) = (typed.to.clone(), typed.to_id.clone());
    let found = (app.parts.db)
        .read(move |tx| store::named(tx, &to, &id))
        .await?;
    found.ok_or_else(|| Fault::field("to", "nobody"))
}

async fn hand_over(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let id = person_of(&person)?;
    let done = match receiver(&app, &typed).await {
        Ok(to) => deeds::hand_over(&app, &visit, id, to).await,
        Err(fault) => Err(fault),
    };
    match done {
        Ok(()) => Ok(see_other_saying(&path_of(id), "said-users-handed-over")),
        Err(fault) => {
            let refused = (typed, mendable(fault)?);
            form(&app, &visit, id, Leaving::HandOver, refused).await
        }
    }
}

async fn remove(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let id = person_of(&person)?;
    let goods = match typed.media.as_str() {
        "trash" => Ok(Goods::Trash),
        "hand_over" => receiver(&app, &typed).await.map(Goods::To),
        _ => Err(Fault::field("media", "unknown_choice")),
    };
    let done = match goods {
        Ok(goods) => deeds::remove(&app, &visit, id, goods).await,
        Err(fault) => Err(fault),
    };
    match done {
        Ok(()) => Ok(see_other_saying(USERS, "said-users-removed")),
        Err(fault) => {
            let refused = (typed, mendable(fault)?);
            form(&app, &visit, id, Leaving::Remove, refused).await
        }
    }
}
