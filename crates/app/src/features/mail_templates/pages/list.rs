//! `GET|POST /admin/mail-templates`: what there is, and a new one.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{
    access::Action,
    mail::{MailTemplate, TemplateName, Usage},
};

use super::{
    super::{
        deeds,
        faults::unsaved,
        shipped::INVITATION,
        store::{self, NewTemplate},
    },
    LIST, SavedView, TOOL, about, path,
};
use crate::{
    App,
    features::{admin::Nav, media::autonym},
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::Errors,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(LIST, Action::UseConsole, show)
        .post(LIST, Action::UseConsole, make)
}

struct RowView {
    name: String,
    href: String,
    languages: String,
    in_use: bool,
    /// When the letter is sent; of an invitation nothing is said.
    about: Option<String>,
    saved: Option<SavedView>,
}

#[derive(Template)]
#[template(path = "mail_templates/templates/list.html")]
struct ListPage {
    page: Page,
    nav: Nav,
    rows: Vec<RowView>,
    /// What a new one can begin as: names, twice.
    sources: Vec<(String, String)>,
    typed: New,
    errors: Errors,
}

impl PageTemplate for ListPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct New {
    name: String,
    from: String,
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    let typed = New {
        name: String::new(),
        from: INVITATION.to_owned(),
    };
    listed(&app, &visit, typed, &[]).await
}

async fn listed(
    app: &App,
    visit: &Visit,
    typed: New,
    faults: &[FieldFault],
) -> Result<Response, Fault> {
    let all = app.parts.db.read(store::all).await?;
    let used = app
        .settings
        .now()
        .invite_to_media
        .invite_email_template
        .clone();
    let rows = all.iter().map(|(name, held)| {
        let languages = held.template.iter().flat_map(MailTemplate::languages);
        let languages: Vec<_> = languages.map(|tag| autonym(tag).unwrap_or(tag)).collect();
        let saved = held.last.as_ref().filter(|_| !held.is_shipped);
        RowView {
            name: name.to_string(),
            href: path(name),
            languages: languages.join(", "),
            in_use: name.as_str() == used,
            about: about(&visit.words, name),
            saved: saved.map(|saving| SavedView::new(visit, saving, "mail-saved-by")),
        }
    });
    let template = ListPage {
        rows: rows.collect(),
        page: Page::new(app, visit, visit.words.say("console-tool-mail-templates"))
            .island("islands/console-form.js"),
        nav: Nav::tool(&visit.words, TOOL),
        sources: all
            .keys()
            .filter(|name| Usage::of(name.as_str()) == Usage::Invitation)
            .map(|name| (name.to_string(), name.to_string()))
            .collect(),
        typed,
        errors: Errors::new(&visit.words, faults),
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page(status, &template)
}

/// Makes a template that begins as another one is.
async fn make(
    State(app): State<App>,
    visit: Visit,
    Form(new): Form<New>,
) -> Result<Response, Fault> {
    let Ok(name) = new.name.trim().parse::<TemplateName>() else {
        let fault = FieldFault::new("name", "not_a_template_name").with("max", TemplateName::MAX);
        return listed(&app, &visit, new, &[fault]).await;
    };
    let (wanted, from) = (name.clone(), new.from.clone());
    let read = app.parts.db.read(move |tx| {
        let held = store::held(tx, &wanted)?;
        // The hub's own letters say nothing of an entry.
        let source = match Usage::of(&from) {
            Usage::Invitation => store::load(tx, &from)?,
            _ => None,
        };
        Ok::<_, usher_db::Error>((held, source))
    });
    let (held, source) = read.await?;
    let Some(source) = source else {
        let fault = FieldFault::new("from", "no_such_template").with("text", &new.from);
        return listed(&app, &visit, new, &[fault]).await;
    };
    if held.template.is_some() {
        let fault = FieldFault::new("name", "template_taken").with("text", &name);
        return listed(&app, &visit, new, &[fault]).await;
    }
    let saved = NewTemplate {
        name: name.clone(),
        template: Some(source),
        on: Some(held.version),
        by: Some(visit.member()?.id),
    };
    match unsaved(deeds::save(&app, &visit, saved).await?) {
        Some(fault) => Err(fault),
        None => Ok(see_other_saying(&path(&name), "said-mail-template-made")),
    }
}
