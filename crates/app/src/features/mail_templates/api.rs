//! `GET /api/v1/mail-templates`, `GET|PUT|DELETE /api/v1/mail-templates/{template}`

use std::collections::BTreeMap;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::{Deserialize, Serialize};
use usher_domain::{
    access::Action,
    mail::{FALLBACK, MailTemplate, TemplateName, TemplateText, Usage, Written, is_language},
};

use super::{
    deeds,
    faults::{field_faults, unsaved},
    store::{self, Held, NewTemplate},
};
use crate::{
    App,
    http::{
        body::{JsonBody, Params, json},
        fault::{Fault, FieldFault},
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
};

const ONE: &str = "/api/v1/mail-templates/{template}";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/api/v1/mail-templates", Action::UseConsole, list)
        .get(ONE, Action::UseConsole, show)
        .put(ONE, Action::UseConsole, set)
        .delete(ONE, Action::UseConsole, delete)
}

/// Every mail template.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = MailTemplates)]
pub(in crate::features) struct TemplatesView {
    templates: Vec<TemplateView>,
}

/// A mail template.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = MailTemplate)]
pub(in crate::features) struct TemplateView {
    /// `invitation`, …
    name: String,
    /// How often it was saved. Send it along to change the template.
    version: i64,
    /// RFC 3339; absent as long as it was never saved.
    saved_at: Option<String>,
    /// Whether it is as it ships.
    shipped: bool,
    /// By the language's tag; `en` is always there.
    languages: BTreeMap<String, TextView>,
}

/// A mail template in one language.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = MailTemplateText)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct TextView {
    /// One line, at most 200 characters, without `{URL}`.
    subject: String,
    /// What stands inside of the hub's frame: plain HTML with tokens, at most 50,000
    /// characters, with `{URL}`.
    html: String,
    /// The same as plain text, at most 20,000 characters, with `{URL}`.
    text: String,
}

/// A whole mail template, to be saved.
#[derive(Deserialize, utoipa::ToSchema)]
#[schema(as = MailTemplateChange)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct TemplateChange {
    /// The version that it was written on; 0 makes a new one.
    version: i64,
    /// By the language's tag; `en` among them.
    languages: BTreeMap<String, TextView>,
}

/// The version that is to go; without one, whatever it is by now.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::features) struct Gone {
    version: Option<i64>,
}

/// Every mail template.
#[utoipa::path(get, path = "/api/v1/mail-templates", operation_id = "list_mail_templates", tag = "config",
    responses((status = 200, body = TemplatesView), (status = 403, description = "not_site_admin")))]
pub(in crate::features) async fn list(State(app): State<App>) -> Result<Response, Fault> {
    let all = app.parts.db.read(store::all).await?;
    let templates = all.iter().map(|(name, held)| view(name, held)).collect();
    Ok(json(StatusCode::OK, TemplatesView { templates }))
}

/// One mail template.
#[utoipa::path(get, path = "/api/v1/mail-templates/{template}", operation_id = "show_mail_template", tag = "config",
    params(("template" = String, Path, description = "Its name")),
    responses((status = 200, body = TemplateView), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found: no such template")))]
pub(in crate::features) async fn show(
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    let name: TemplateName = name.parse().map_err(|_| Fault::not_found())?;
    current(&app, name).await
}

/// Saves a whole mail template. The next mail is written by it.
#[utoipa::path(put, path = "/api/v1/mail-templates/{template}", operation_id = "save_mail_template", tag = "config",
    params(("template" = String, Path, description = "Its name: small letters, digits, hyphens")),
    request_body = TemplateChange,
    responses((status = 200, body = TemplateView, description = "As it is now"),
              (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found: that is no name of a template"),
              (status = 409, description = "mail_template_changed: somebody saved since; `version` is the present one. too_many_templates"),
              (status = 422, description = "invalid: an error for each part that cannot be so, as `en.html`")))]
pub(in crate::features) async fn set(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
    JsonBody(change): JsonBody<TemplateChange>,
) -> Result<Response, Fault> {
    let name: TemplateName = name.parse().map_err(|_| Fault::not_found())?;
    let new = NewTemplate {
        name: name.clone(),
        template: Some(parsed(Usage::of(name.as_str()), change.languages)?),
        on: Some(change.version),
        by: Some(visit.member()?.id),
    };
    match unsaved(deeds::save(&app, &visit, new).await?) {
        Some(fault) => Err(fault),
        None => current(&app, name).await,
    }
}

/// Takes a mail template away; the shipped one is as it ships again.
#[utoipa::path(delete, path = "/api/v1/mail-templates/{template}", operation_id = "delete_mail_template", tag = "config",
    params(("template" = String, Path, description = "Its name"),
           ("version" = Option<i64>, Query, description = "The version that is to go; without it, whatever it is by now")),
    responses((status = 204, description = "Done"), (status = 403, description = "not_site_admin"),
              (status = 404, description = "not_found: no such template"),
              (status = 409, description = "mail_template_changed, or template_in_use: `inviteEmailTemplate` names it")))]
pub(in crate::features) async fn delete(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
    Params(gone): Params<Gone>,
) -> Result<Response, Fault> {
    let name: TemplateName = name.parse().map_err(|_| Fault::not_found())?;
    let asked = name.clone();
    let held = app.parts.db.read(move |tx| store::held(tx, &asked)).await?;
    held.template.ok_or_else(Fault::not_found)?;
    let new = NewTemplate {
        name,
        template: None,
        on: gone.version,
        by: Some(visit.member()?.id),
    };
    match unsaved(deeds::save(&app, &visit, new).await?) {
        Some(fault) => Err(fault),
        None => Ok(axum::response::IntoResponse::into_response(
            StatusCode::NO_CONTENT,
        )),
    }
}

async fn current(app: &App, name: TemplateName) -> Result<Response, Fault> {
    let asked = name.clone();
    let held = app.parts.db.read(move |tx| store::held(tx, &asked)).await?;
    if held.template.is_none() {
        return Err(Fault::not_found());
    }
    Ok(json(StatusCode::OK, view(&name, &held)))
}

fn view(name: &TemplateName, held: &Held) -> TemplateView {
    let text = |template: &MailTemplate, lang: &str| {
        let written = template.text(lang)?.written().clone();
        let view = TextView {
            subject: written.subject,
            html: written.html,
            text: written.text,
        };
        Some((lang.to_owned(), view))
    };
    let languages = held.template.as_ref().map(|template| {
        let tags = template.languages();
        tags.filter_map(|lang| text(template, lang)).collect()
    });
    TemplateView {
        name: name.to_string(),
        version: held.version,
        saved_at: held.last.as_ref().map(|saving| rfc3339(saving.at)),
        shipped: held.is_shipped,
        languages: languages.unwrap_or_default(),
    }
}

fn parsed(usage: Usage, languages: BTreeMap<String, TextView>) -> Result<MailTemplate, Fault> {
    let (mut texts, mut faults) = (BTreeMap::new(), Vec::new());
    if languages.len() > MailTemplate::MOST_LANGUAGES {
        return Err(Fault::fields(vec![
            FieldFault::new("languages", "too_many_languages")
                .with("max", MailTemplate::MOST_LANGUAGES),
        ]));
    }
    for (lang, text) in languages {
        if !is_language(&lang) {
            faults.push(FieldFault::new("languages", "not_a_language"));
            continue;
        }
        let written = Written {
            subject: text.subject,
            html: text.html,
            text: text.text,
        };
        match TemplateText::parse_for(usage, written) {
            Ok(text) => drop(texts.insert(lang, text)),
            Err(wrong) => faults.extend(field_faults(&format!("{lang}."), &wrong)),
        }
    }
    if !faults.is_empty() {
        return Err(Fault::fields(faults));
    }
    let english = texts
        .remove(FALLBACK)
        .ok_or_else(|| Fault::fields(vec![FieldFault::new("languages", "template_no_english")]))?;
    Ok(texts
        .into_iter()
        .fold(MailTemplate::new(english), |whole, (lang, text)| {
            whole.with(&lang, text)
        }))
}
