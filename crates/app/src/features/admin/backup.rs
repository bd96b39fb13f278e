//! The tool *Backup Configuration*: the whole configuration as a file, out and in.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use usher_db::Tx;
use usher_domain::access::Action;

use super::{
    deeds::{self, Brought},
    faults::field_fault,
    file::{self, Plan, Wrong},
    nav::Nav,
    pages::confirm::ChangeView,
    say::{ChangeWords, Say},
};
use crate::{
    App,
    http::{
        body::Form,
        fault::Fault,
        page::Page,
        render::{PageTemplate, field_sentence, page, see_other_saying},
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
};

const PATH: &str = "/admin/backup";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(PATH, Action::UseConsole, show)
        .post(PATH, Action::UseConsole, bring)
        .get("/admin/backup/export", Action::UseConsole, export)
}

#[derive(Template)]
#[template(path = "admin/templates/backup.html")]
struct BackupPage {
    page: Page,
    nav: Nav,
    text: String,
    /// What stands against the file: the sentences.
    wrong: Vec<String>,
}

#[derive(Template)]
#[template(path = "admin/templates/backup_review.html")]
struct ReviewPage {
    page: Page,
    nav: Nav,
    text: String,
    stamp: i64,
    modules: Vec<ModuleView>,
    /// Mail templates that would change.
    templates: Vec<String>,
    /// Whether somebody saved meanwhile.
    is_stale: bool,
}

/// A module with what would change in it.
struct ModuleView {
    title: String,
    changes: Vec<ChangeView>,
}

impl PageTemplate for BackupPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl PageTemplate for ReviewPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Brings {
    text: String,
    /// Of the configuration that was looked at; absent before it was.
    stamp: Option<i64>,
    step: Option<String>,
}

/// `GET /admin/backup`
async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    form(&app, &visit, String::new(), Vec::new())
}

/// `GET /admin/backup/export`
async fn export(State(app): State<App>) -> Result<Response, Fault> {
    let exported = app.parts.db.read(file::export).await?;
    let now = rfc3339(app.now());
    let text = format!("# {} {now}\n\n{exported}", app.parts.site.base_url);
    let day = now.get(..10).unwrap_or_default();
    let name = format!("attachment; filename=\"usher-configuration-{day}.toml\"");
    let mut response = text.into_response();
    response.headers_mut().extend([
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/toml; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(name).map_err(Fault::internal)?,
        ),
    ]);
    Ok(response)
}

/// `POST /admin/backup`: shows what would change, and changes it once that was seen.
async fn bring(
    State(app): State<App>,
    visit: Visit,
    Form(Brings { text, stamp, step }): Form<Brings>,
) -> Result<Response, Fault> {
    if step.as_deref() == Some("back") {
        return form(&app, &visit, text, Vec::new());
    }
    let Some(stamp) = stamp else {
        return review(&app, &visit, text, false).await;
    };
    match deeds::bring(&app, &visit, text.clone(), stamp).await? {
        Brought::Saved(0) => Ok(see_other_saying(PATH, "said-console-unchanged")),
        Brought::Saved(_) => Ok(see_other_saying(PATH, "said-console-saved")),
        Brought::Stale => review(&app, &visit, text, true).await,
    }
}

async fn review(app: &App, visit: &Visit, text: String, is_stale: bool) -> Result<Response, Fault> {
    let (looked_at, sealer, now) = (text.clone(), app.sealer(), app.now());
    let planned = (app.parts.db).read(move |tx: &Tx| file::plan(tx, &looked_at, &sealer, now));
    match planned.await? {
        Err(wrong) => {
            let wrong = wrong.iter().map(|one| said(visit, one)).collect();
            form(app, visit, text, wrong)
        }
        Ok(plan) if plan.changes.is_empty() && plan.templates.is_empty() => {
            let unchanged = visit.words.say("backup-nothing").to_string();
            form(app, visit, text, vec![unchanged])
        }
        Ok(plan) => {
            let title = visit.words.say("backup-review");
            let template = ReviewPage {
                page: Page::new(app, visit, title).island("islands/console-form.js"),
                nav: Nav::tool(&visit.words, "backup"),
                modules: modules(visit, &plan),
                templates: plan.templates.iter().map(ToString::to_string).collect(),
                stamp: plan.stamp,
                text,
                is_stale,
            };
            page(StatusCode::OK, &template)
        }
    }
}

fn modules(visit: &Visit, plan: &Plan) -> Vec<ModuleView> {
    let words = &visit.words;
    let view = |(spec, changes): &(&'static usher_domain::config::ModuleSpec, Vec<_>)| {
        let say = Say {
            words,
            spec,
            names: &plan.names,
        };
        // Consequences are those of this module's fields.
        let effects: &[_] = if spec.name == "invitetomedia" {
            &plan.effects
        } else {
            &[]
        };
        ModuleView {
            title: words.say(spec.key("title")).to_string(),
            changes: (changes.iter())
                .map(|change| ChangeView::new(&say, change, effects))
                .collect(),
        }
    };
    plan.changes.iter().map(view).collect()
}

fn said(visit: &Visit, wrong: &Wrong) -> String {
    let words = &visit.words;
    match wrong {
        Wrong::NotToml(why) => {
            let why = usher_domain::text::one_line(why, 300);
            words.say("backup-no-toml").with("why", why).to_string()
        }
        Wrong::NoModule(name) => {
            let name = usher_domain::text::one_line(name, 100);
            words.say("backup-no-module").with("name", name).to_string()
        }
        Wrong::Template(fault) => (words.say("backup-no-template"))
            .with("path", usher_domain::text::one_line(&fault.path, 100))
            .with("code", fault.code)
            .to_string(),
        Wrong::Field(spec, refused) => {
            let fault = field_fault(spec, refused);
            let field = format!(
                "{}.{}",
                spec.name,
                usher_domain::text::one_line(&fault.field, 100)
            );
            let problem = field_sentence(words, &fault);
            (words.say("layout-problem"))
                .with("field", field)
                .with("problem", problem)
                .to_string()
        }
    }
}

fn form(app: &App, visit: &Visit, text: String, wrong: Vec<String>) -> Result<Response, Fault> {
    let status = if wrong.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let template = BackupPage {
        page: Page::new(app, visit, visit.words.say("backup-title"))
            .island("islands/console-form.js"),
        nav: Nav::tool(&visit.words, "backup"),
        text,
        wrong,
    };
    page(status, &template)
}
