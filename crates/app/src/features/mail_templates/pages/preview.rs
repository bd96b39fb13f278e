//! `GET|POST /admin/mail-templates/{template}/preview`: the mail as it would be, in a
//! frame of the form. What somebody writes there runs nothing and reaches nobody.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use usher_domain::{
    access::Action,
    mail::{FALLBACK, Rendered, TemplateText, Usage, Written},
};

use super::{
    super::{faults::field_faults, layout::Look, rendering::in_language, sample},
    edit::Posted,
    found,
};
use crate::{
    App,
    http::{
        body::{Form, Params},
        fault::Fault,
        form::Errors,
        headers::Policy,
        routes::Routes,
        visit::Visit,
    },
    words::dir,
};

const PREVIEW: &str = "/admin/mail-templates/{template}/preview";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(PREVIEW, Action::UseConsole, saved)
        .post(PREVIEW, Action::UseConsole, typed)
}

/// What stands above the mail: its subject.
#[derive(Template)]
#[template(path = "mail_templates/templates/preview_head.html")]
struct Head<'a> {
    label: String,
    subject: &'a str,
}

/// A preview that is no HTML mail: the plain text, or what is wrong.
#[derive(Template)]
#[template(path = "mail_templates/templates/preview.html")]
struct Plain<'a> {
    title: String,
    lang: &'a str,
    dir: &'static str,
    label: String,
    subject: &'a str,
    text: &'a str,
    problems: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    #[serde(default)]
    lang: Option<String>,
}

async fn saved(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let (name, held) = found(&app, &name).await?;
    let lang = query.lang.as_deref().unwrap_or(FALLBACK);
    let template = held.template.as_ref();
    let text = template.and_then(|template| template.text(lang));
    let written = text.ok_or_else(Fault::not_found)?.written().clone();
    let usage = Usage::of(name.as_str());
    shown(&app, &visit, (usage, lang), written, "desktop")
}

async fn typed(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
    Form(posted): Form<Posted>,
) -> Result<Response, Fault> {
    let (name, _) = found(&app, &name).await?;
    let about = (Usage::of(name.as_str()), posted.lang.as_str());
    shown(&app, &visit, about, posted.written(), &posted.view)
}

fn shown(
    app: &App,
    visit: &Visit,
    (usage, lang): (Usage, &str),
    written: Written,
    view: &str,
) -> Result<Response, Fault> {
    let say = |key: &str| visit.words.say(key).to_string();
    let plain = Plain {
        title: say("mail-preview"),
        lang,
        dir: dir(lang),
        label: say("mail-part-subject"),
        subject: "",
        text: "",
        problems: Vec::new(),
    };
    let html = match TemplateText::parse_for(usage, written) {
        Err(faults) => {
            let errors = Errors::new(&visit.words, &field_faults("", &faults));
            let problems = errors.summary(&visit.words, |field| match field {
                "subject" => Some("mail-part-subject"),
                "html" => Some("mail-part-html"),
                _ => Some("mail-part-text"),
            });
            Plain {
                lang: visit.words.lang(),
                dir: visit.words.dir(),
                problems,
                ..plain
            }
            .render()
        }
        Ok(text) => {
            let words = app.words.words(Some(lang), None);
            let tokens = sample::tokens(app, visit, usage, &words);
            let mail =
                in_language(&Look::of(app, lang), &text, &tokens).map_err(Fault::internal)?;
            if view == "text" {
                Plain {
                    subject: &mail.subject,
                    text: &mail.text,
                    ..plain
                }
                .render()
            } else {
                whole(&mail, plain.label)
            }
        }
    };
    let mut response = (StatusCode::OK, Html(html.map_err(Fault::internal)?)).into_response();
    response.extensions_mut().insert(Policy::Framed);
    Ok(response)
}

/// The mail's document with its subject on top, and its pictures in it.
fn whole(mail: &Rendered, label: String) -> askama::Result<String> {
    let head = Head {
        label,
        subject: &mail.subject,
    }
    .render()?;
    let mut html = mail.html.clone();
    for part in &mail.inline {
        let data = format!(
            "data:{};base64,{}",
            part.media_type,
            STANDARD.encode(&part.bytes)
        );
        html = html.replace(&format!("cid:{}", part.id), &data);
    }
    let body = html
        .find("<body")
        .and_then(|at| Some(at + html[at..].find('>')? + 1));
    if let Some(at) = body {
        html.insert_str(at, &head);
    }
    Ok(html)
}
