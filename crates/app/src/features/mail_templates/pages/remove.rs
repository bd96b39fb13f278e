//! Taking away a language, or a template: the shipped one is as it ships again.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_domain::{access::Action, mail::FALLBACK};

use super::{
    super::{
        deeds,
        faults::unsaved,
        shipped,
        store::{self, Held, NewTemplate},
    },
    LIST, found, path, path_in,
};
use crate::{
    App,
    features::media::autonym,
    http::{
        body::Form,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page, see_other, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

const WHOLE: &str = "/admin/mail-templates/{template}/delete";
const LANGUAGE: &str = "/admin/mail-templates/{template}/languages/{language}/delete";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(WHOLE, Action::UseConsole, ask)
        .post(WHOLE, Action::UseConsole, delete)
        .get(LANGUAGE, Action::UseConsole, ask_of_language)
        .post(LANGUAGE, Action::UseConsole, delete_language)
}

#[derive(Template)]
#[template(path = "mail_templates/templates/remove.html")]
struct RemovePage {
    page: Page,
    heading: String,
    what: String,
    /// The deed; nothing if it cannot be done.
    label: String,
    version: i64,
    action: String,
    back: String,
}

impl PageTemplate for RemovePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The version that was looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Looked {
    version: i64,
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    let (name, held) = found(&app, &name).await?;
    let asked = name.clone();
    let read = move |tx: &usher_db::Tx| store::is_in_use(tx, &asked);
    let in_use = app.parts.db.read(read).await?;
    let kind = match (shipped(name.as_str()).is_some(), in_use) {
        (true, _) => "restore",
        (false, true) => "in-use",
        (false, false) => "delete",
    };
    let say = |part: &str| {
        visit
            .words
            .say(format!("mail-{kind}-{part}"))
            .with("name", &name)
    };
    let template = RemovePage {
        page: Page::new(&app, &visit, say("title")),
        heading: say("title").to_string(),
        what: say("what").to_string(),
        label: if kind == "in-use" {
            String::new()
        } else {
            say("do").to_string()
        },
        version: held.version,
        action: format!("{}/delete", path(&name)),
        back: path(&name),
    };
    page(StatusCode::OK, &template)
}

async fn delete(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
    Form(looked): Form<Looked>,
) -> Result<Response, Fault> {
    let (name, _) = found(&app, &name).await?;
    let new = NewTemplate {
        name: name.clone(),
        template: None,
        on: Some(looked.version),
        by: Some(visit.member()?.id),
    };
    if let Some(fault) = unsaved(deeds::save(&app, &visit, new).await?) {
        return Err(fault);
    }
    Ok(if shipped(name.as_str()).is_some() {
        see_other_saying(&path(&name), "said-mail-template-restored")
    } else {
        see_other_saying(LIST, "said-mail-template-deleted")
    })
}

/// Whether the template has the language, and can do without it.
fn can_do_without(held: &Held, lang: &str) -> bool {
    let has = (held.template.as_ref()).is_some_and(|template| template.text(lang).is_some());
    has && lang != FALLBACK
}

async fn ask_of_language(
    State(app): State<App>,
    visit: Visit,
    Path((name, lang)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (name, held) = found(&app, &name).await?;
    if !can_do_without(&held, &lang) {
        return Ok(see_other(&path(&name)));
    }
    let say = |part: &str| {
        let message = visit.words.say(format!("mail-delete-language-{part}"));
        message.with("language", autonym(&lang).unwrap_or(&lang))
    };
    let template = RemovePage {
        page: Page::new(&app, &visit, say("title")),
        heading: say("title").to_string(),
        what: say("what").to_string(),
        label: say("do").to_string(),
        version: held.version,
        action: format!("{}/languages/{lang}/delete", path(&name)),
        back: path_in(&name, &lang),
    };
    page(StatusCode::OK, &template)
}

async fn delete_language(
    State(app): State<App>,
    visit: Visit,
    Path((name, lang)): Path<(String, String)>,
    Form(looked): Form<Looked>,
) -> Result<Response, Fault> {
    let (name, held) = found(&app, &name).await?;
    // Whoever presses twice is told nothing the second time.
    if !can_do_without(&held, &lang) {
        return Ok(see_other(&path(&name)));
    }
    let new = NewTemplate {
        name: name.clone(),
        template: held.template.map(|template| template.without(&lang)),
        on: Some(looked.version),
        by: Some(visit.member()?.id),
    };
    match unsaved(deeds::save(&app, &visit, new).await?) {
        Some(fault) => Err(fault),
        None => Ok(see_other_saying(&path(&name), "said-mail-language-deleted")),
    }
}
