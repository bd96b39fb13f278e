//! The tool *Audit*.

mod rows;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_db::{Error, Tx};
use usher_domain::access::Action;

use self::rows::RowView;
use super::{
    deeds::{DEEDS, said},
    export,
    list::{Asked, Filter, Leaf, leaf},
};
use crate::{
    App,
    features::{accounts::store, admin::Nav},
    http::{
        body::Params,
        fault::{Fault, FieldFault},
        page::Page,
        render::{PageTemplate, field_sentence, page},
        routes::Routes,
        visit::Visit,
    },
};

/// How many rows a page has.
const ROWS: usize = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/admin/audit", Action::SeeAudit, show).get(
        "/admin/audit/export",
        Action::SeeAudit,
        export::download,
    )
}

#[derive(Template)]
#[template(path = "audit/templates/audit.html")]
struct AuditPage {
    page: Page,
    nav: Nav,
    asked: Asked,
    deeds: Vec<(String, String)>,
    /// By the field's name.
    problems: Vec<(String, String)>,
    rows: Vec<RowView>,
    /// The query of the next page.
    next: Option<String>,
    /// Whether rows were looked through to the end of what one page looks through.
    is_short: bool,
    query: String,
}

impl AuditPage {
    fn problem(&self, field: &str) -> &str {
        let mut problems = self.problems.iter();
        problems
            .find(|(name, _)| name == field)
            .map_or("", |(_, sentence)| sentence)
    }
}

impl PageTemplate for AuditPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What the page shows, read in one go.
struct Read {
    asked: Asked,
    found: Result<Leaf, Vec<FieldFault>>,
}

fn read(tx: &Tx, mut asked: Asked, zone: &str) -> Result<Read, Error> {
    let found = match asked.understood(tx, zone)? {
        Ok(filter) => Ok(leaf(tx, &filter, ROWS)?),
        Err(faults) => Err(faults),
    };
    asked.actor = shown(tx, asked.actor)?;
    asked.person = shown(tx, asked.person)?;
    Ok(Read { asked, found })
}

/// A member by their address, as a person would type them.
fn shown(tx: &Tx, text: String) -> Result<String, Error> {
    let account = text.strip_prefix("account:").and_then(|id| id.parse().ok());
    let Some(account) = account else {
        return Ok(text);
    };
    Ok(store::main_email(tx, account)?.unwrap_or(text))
}

/// `GET /admin/audit`
async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let zone = visit.zone.clone();
    let look = move |tx: &Tx| read(tx, asked.clone(), &zone);
    let Read { asked, found } = app.parts.db.read(look).await?;
    let words = &visit.words;
    let (leaf, faults) = match found {
        Ok(leaf) => (leaf, Vec::new()),
        Err(faults) => (Leaf::empty(), faults),
    };
    let problems = faults
        .iter()
        .map(|fault| (fault.field.clone(), field_sentence(words, fault)))
        .collect::<Vec<_>>();
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let template = AuditPage {
        page: Page::new(&app, &visit, words.say("audit-title")).island("islands/console-form.js"),
        nav: Nav::tool(words, "audit"),
        deeds: deeds(&visit, &asked),
        is_short: leaf.next.is_some() && leaf.rows.len() < ROWS,
        next: leaf.next.map(|before| asked.query(Some(before))),
        rows: (leaf.rows.iter())
            .map(|row| RowView::new(&visit, row))
            .collect(),
        query: asked.query(None),
        problems,
        asked,
    };
    page(status, &template)
}

/// What can be chosen, and what was asked for if it is none of these.
fn deeds(visit: &Visit, asked: &Asked) -> Vec<(String, String)> {
    let any = (String::new(), visit.words.say("audit-any-deed").to_string());
    let known = DEEDS.iter().map(|deed| (*deed).to_owned());
    let other = Some(asked.deed.clone());
    let other = other.filter(|deed| !deed.is_empty() && !DEEDS.contains(&deed.as_str()));
    let all = known.chain(other);
    std::iter::once(any)
        .chain(all.map(|deed| (deed.clone(), said(&visit.words, &deed))))
        .collect()
}

/// The filter of a request that wants no page.
pub(super) async fn filter(app: &App, visit: &Visit, asked: Asked) -> Result<Filter, Fault> {
    let zone = visit.zone.clone();
    let understood = (app.parts.db).read(move |tx| asked.understood(tx, &zone));
    understood.await?.map_err(Fault::fields)
}
