use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_db::Tx;
use usher_domain::{access::Action, ids::ImportId, people::import::ColumnsError};

use super::{
    super::{
        sent::SentFile,
        store,
        table::{self, MAX_BYTES, MOST_ROWS, NotATable, Table},
        write,
    },
    path_of,
};
use crate::{
    App,
    features::{
        admin::Nav,
        people::deeds::{self, Order},
    },
    http::{
        fault::{Fault, FieldFault},
        form::Errors,
        page::Page,
        render::{PageTemplate, page, see_other},
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "people/templates/import.html")]
struct ImportPage {
    page: Page,
    nav: Nav,
    errors: Errors,
}

impl PageTemplate for ImportPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

fn form(
    app: &App,
    visit: &Visit,
    faults: &[FieldFault],
    status: StatusCode,
) -> Result<Response, Fault> {
    let words = &visit.words;
    let template = ImportPage {
        page: Page::new(app, visit, words.say("import-title")).island("islands/console-form.js"),
        nav: Nav::tool(words, "users"),
        errors: Errors::new(words, faults),
    };
    page(status, &template)
}

pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    form(&app, &visit, &[], StatusCode::OK)
}

/// Looks at a file, and keeps it until it was written or a day is over.
pub(super) async fn send(
    State(app): State<App>,
    visit: Visit,
    SentFile(file): SentFile,
) -> Result<Response, Fault> {
    let read = tokio::task::spawn_blocking(move || -> Result<_, NotATable> {
        let bytes = file.ok_or(NotATable::TooLarge)?;
        let (text, encoding) = table::decode(&bytes)?;
        let table = table::read(&text)?;
        Ok((text, encoding, table))
    });
    let (text, encoding, table): (String, _, Table) = match read.await.map_err(Fault::internal)? {
        Ok(read) => read,
        Err(why) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return form(&app, &visit, &[fault(&why)], status);
        }
    };
    let report = write::look(&app, &table, encoding).await?;
    let id = ImportId::new(app.now(), &*app.parts.entropy);
    let keep = move |tx: &Tx, order: Order| {
        Ok(store::keep(tx, id, order.by, (&text, &report), order.now)?)
    };
    deeds::act(&app, &visit, Action::ManagePeople, keep).await?;
    Ok(see_other(&path_of(id)))
}

fn fault(why: &NotATable) -> FieldFault {
    let plain = |code| FieldFault::new("file", code);
    match why {
        NotATable::Empty => plain("import_empty"),
        NotATable::TooLarge => plain("import_too_large").with("max", MAX_BYTES >> 20),
        NotATable::Workbook => plain("import_workbook"),
        NotATable::NotText => plain("import_not_text"),
        NotATable::TooManyRows => plain("import_too_many").with("max", MOST_ROWS),
        NotATable::Columns(ColumnsError::NoEmail) => plain("import_no_email"),
        NotATable::Columns(ColumnsError::Twice(column)) => {
            plain("import_column_twice").with("column", column)
        }
    }
}
