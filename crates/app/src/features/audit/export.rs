//! All rows that a filter finds, as a file, written while it is read.

use std::fmt::Write;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream::try_unfold};
use serde::Deserialize;
use serde_json::{Value, json};
use usher_db::Tx;

use super::{
    list::{Asked, Filter, Leaf, Named, Row, leaf},
    pages,
};
use crate::{
    App,
    http::{body::Params, csv, fault::Fault, time::rfc3339, visit::Visit},
};

/// How many rows are read at a time.
const AT_ONCE: usize = 1000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AskedAs {
    format: String,
    actor: String,
    deed: String,
    entry: String,
    person: String,
    from: String,
    until: String,
}

impl AskedAs {
    fn asked(self) -> Asked {
        Asked {
            actor: self.actor,
            deed: self.deed,
            entry: self.entry,
            person: self.person,
            from: self.from,
            until: self.until,
            before: None,
        }
    }
}

/// `GET /admin/audit/export?format=csv|jsonl`
pub(super) async fn download(
    State(app): State<App>,
    visit: Visit,
    Params(asked): Params<AskedAs>,
) -> Result<Response, Fault> {
    let format = asked.format.clone();
    let filter = pages::filter(&app, &visit, asked.asked()).await?;
    match format.as_str() {
        "csv" => Ok(as_csv(&app, filter)),
        "jsonl" => Ok(as_json_lines(&app, filter)),
        _ => Err(Fault::field("format", "unknown_choice")),
    }
}

const HEAD: &[&str] = &[
    "id",
    "at",
    "actor",
    "actor_name",
    "deed",
    "entry",
    "entry_title",
    "person",
    "person_name",
    "subject",
    "subject_name",
    "network",
    "detail",
];

fn as_csv(app: &App, filter: Filter) -> Response {
    let pages = chunks(app, filter).map(|rows| Ok(rows?.into_iter().map(cells).collect()));
    csv::download("audit.csv", HEAD, pages)
}

fn cells(row: Row) -> csv::Row {
    let (id, name) = (
        |named: &Option<Named>| named.as_ref().map_or(String::new(), |it| it.id.clone()),
        |named: &Option<Named>| {
            let name = named.as_ref().and_then(|it| it.name.clone());
            name.unwrap_or_default()
        },
    );
    vec![
        row.id.to_string(),
        rfc3339(row.at),
        row.actor.id.clone(),
        row.actor.name.unwrap_or_default(),
        row.deed,
        id(&row.entry),
        name(&row.entry),
        id(&row.person),
        name(&row.person),
        id(&row.subject),
        name(&row.subject),
        row.network.unwrap_or_default(),
        row.detail,
    ]
}

fn as_json_lines(app: &App, filter: Filter) -> Response {
    let lines = chunks(app, filter).map(|rows| {
        let rows = rows.map_err(|fault| {
            let details = fault.details();
            tracing::warn!(code = details.code, "an export broke off");
            std::io::Error::other(details.code)
        })?;
        let lines = rows.iter().fold(String::new(), |mut lines, row| {
            // Writing into a `String` cannot fail.
            let _ = writeln!(lines, "{}", object(row));
            lines
        });
        Ok::<_, std::io::Error>(Bytes::from(lines))
    });
    let mut response = Body::from_stream(lines).into_response();
    response.headers_mut().extend([
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/jsonl"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"audit.jsonl\""),
        ),
    ]);
    response
}

/// A row as the API and the file of JSON lines have it.
pub(super) fn object(row: &Row) -> Value {
    let named =
        |it: &Option<Named>| (it.as_ref()).map(|it| json!({ "id": it.id, "name": it.name }));
    json!({
        "id": row.id,
        "at": rfc3339(row.at),
        "actor": { "id": row.actor.id, "name": row.actor.name },
        "deed": row.deed,
        "entry": named(&row.entry),
        "person": named(&row.person),
        "subject": named(&row.subject),
        "network": row.network,
        "detail": serde_json::from_str::<Value>(&row.detail).unwrap_or(Value::Null),
    })
}

/// The rows by thousands, newest first, until there are no more.
fn chunks(
    app: &App,
    filter: Filter,
) -> impl Stream<Item = Result<Vec<Row>, Fault>> + Send + 'static {
    let db = app.parts.db.clone();
    try_unfold(Some(filter), move |filter| {
        let db = db.clone();
        async move {
            let Some(filter) = filter else {
                return Ok(None);
            };
            let wanted = filter.clone();
            let Leaf { rows, next } = db
                .read(move |tx: &Tx| leaf(tx, &wanted, AT_ONCE))
                .await
                .map_err(Fault::from)?;
            Ok(Some((rows, next.map(|before| filter.before(before)))))
        }
    })
}
