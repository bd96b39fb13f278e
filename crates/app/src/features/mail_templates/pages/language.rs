//! `POST /admin/mail-templates/{template}/languages`: one more language.

use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;
use usher_domain::{
    access::Action,
    mail::{FALLBACK, MailTemplate, is_language},
};

use super::{
    super::{deeds, faults::unsaved, store::NewTemplate},
    found, path_in,
};
use crate::{
    App,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        render::see_other_saying,
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/admin/mail-templates/{template}/languages";
    routes.post(path, Action::UseConsole, add)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Added {
    version: i64,
    lang: String,
}

/// It begins as the English text, to be translated.
async fn add(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
    Form(added): Form<Added>,
) -> Result<Response, Fault> {
    let (name, held) = found(&app, &name).await?;
    let template = held.template.ok_or_else(Fault::not_found)?;
    let refuse = |code| {
        Fault::fields(vec![
            FieldFault::new("lang", code).with("max", MailTemplate::MOST_LANGUAGES),
        ])
    };
    if !is_language(&added.lang) {
        return Err(refuse("not_a_language"));
    }
    let is_new = template.text(&added.lang).is_none();
    if is_new && template.languages().count() >= MailTemplate::MOST_LANGUAGES {
        return Err(refuse("too_many_languages"));
    }
    let path = path_in(&name, &added.lang);
    let english = template.text(FALLBACK).cloned().filter(|_| is_new);
    if let Some(english) = english {
        let new = NewTemplate {
            name,
            template: Some(template.with(&added.lang, english)),
            on: Some(added.version),
            by: Some(visit.member()?.id),
        };
        if let Some(fault) = unsaved(deeds::save(&app, &visit, new).await?) {
            return Err(fault);
        }
    }
    Ok(see_other_saying(&path, "said-mail-language-added"))
}
