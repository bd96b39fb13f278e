//! What a batch would do, is doing or has done, row by row.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderName, HeaderValue, StatusCode},
    response::Response,
};
use serde::Deserialize;
use usher_db::{Error, Tx};

use super::{
    super::{Counts, Row, Task, deeds},
    batch_of,
};
use crate::{
    App,
    features::invites::{
        pages::desk::Desk,
        store::{self, Batch, BatchState},
    },
    http::{
        body::Params,
        fault::Fault,
        guard::Standing,
        page::Page,
        render::{PageTemplate, page, see_other},
        sentence::Sentence,
        visit::Visit,
    },
    words::Words,
};

/// How many rows a page shows.
const ROWS: usize = 100;

/// After how many seconds a page that is being worked on shows itself anew, without script.
const SOON: &str = "2";
/// The same while it waits for its next hour.
const LATER: &str = "60";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    #[serde(default)]
    show: String,
    #[serde(default)]
    from: usize,
}

struct Line {
    at: u64,
    who: String,
    name: String,
    what: String,
    tone: &'static str,
    sentence: String,
}

struct Chip {
    href: String,
    label: String,
    count: u64,
    current: bool,
}

#[derive(Template)]
#[template(path = "invites/templates/batch.html")]
struct BatchPage {
    page: Page,
    title: String,
    media: String,
    path: String,
    word: &'static str,
    /// `looked`, `working` or `done`.
    state: &'static str,
    counts: Counts,
    people: u64,
    /// Whether links can be taken.
    links: bool,
    waits: Option<Sentence>,
    /// Names of columns that are not read.
    ignored: String,
    chips: Vec<Chip>,
    rows: Vec<Line>,
    numbered: bool,
    next: Option<String>,
    first: bool,
}

impl PageTemplate for BatchPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl BatchPage {
    /// What the button says.
    fn button(&self) -> &'static str {
        if self.counts.mails > 0 {
            "many-begin-mailing"
        } else {
            "many-begin"
        }
    }
}

pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Path(path): Path<(String, String)>,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let batch = deeds::find(&app, standing.entry, batch_of(&path)?).await?;
    let desk = Desk::of(&app, &visit, standing.entry).await?;
    let (show, from, of) = (query.show.clone(), query.from, batch.clone());
    let read = move |tx: &Tx| rows_of(tx, &of, &show, from);
    let (rows, more) = app.parts.db.read(read).await?;
    let words = &visit.words;
    let path = format!("{}/many/{}", desk.invites(), batch.id);
    let title = format!("many-{}-{}", batch.task.word(), batch.state.as_str());
    let next = query.from.saturating_add(ROWS);
    let ignored = match &batch.task {
        Task::Invite { ignored, .. } => Some(ignored.join(", ")),
        _ => None,
    };
    let invites = ignored.is_some();
    let template = BatchPage {
        page: Page::new(&app, &visit, words.say(title)).island("islands/console-form.js"),
        title: desk.ground.title.clone(),
        media: desk.media(),
        word: batch.task.word(),
        state: batch.state.as_str(),
        counts: batch.counts,
        people: batch.people,
        ignored: ignored.unwrap_or_default(),
        links: invites && batch.state == BatchState::Done && batch.counts.new > 0,
        waits: batch
            .waits_until
            .map(|at| Sentence::new(words.say("many-waits")).moment("at", at, &desk.zone)),
        chips: chips(words, &path, &batch, &query.show),
        rows: rows.iter().map(|row| line(words, &desk, row)).collect(),
        numbered: invites,
        next: more.then(|| format!("{path}?show={}&from={next}", query.show)),
        first: query.from == 0,
        path,
    };
    let mut response = page(StatusCode::OK, &template)?;
    if batch.state == BatchState::Working {
        let wait = if batch.waits_until.is_some() {
            LATER
        } else {
            SOON
        };
        let refresh = HeaderName::from_static("refresh");
        response
            .headers_mut()
            .insert(refresh, HeaderValue::from_static(wait));
    }
    Ok(response)
}

/// A page of the rows that are asked for, and whether there are more. While it is worked on, what was not done yet is
/// left out where a result is asked for.
fn rows_of(tx: &Tx, batch: &Batch, show: &str, from: usize) -> Result<(Vec<Row>, bool), Error> {
    let fits = |row: &Row| {
        let known = batch.state == BatchState::Looked || row.done;
        show.is_empty() || (known && group(row) == show)
    };
    let (mut found, mut skip) = (Vec::new(), from);
    for number in 0..batch.parts {
        for row in store::part(tx, batch.id, number)?.unwrap_or_default() {
            if !fits(&row) {
                continue;
            }
            if skip > 0 {
                skip -= 1;
            } else if found.len() == ROWS {
                return Ok((found, true));
            } else {
                found.push(row);
            }
        }
    }
    Ok((found, false))
}

/// Under which chip a row stands.
fn group(row: &Row) -> &'static str {
    match row.what.word() {
        "mailed" => "changed",
        "over" => "kept",
        word => word,
    }
}

fn chips(words: &Words, path: &str, batch: &Batch, show: &str) -> Vec<Chip> {
    let counts = &batch.counts;
    let each = [
        ("", batch.people),
        ("wrong", counts.wrong),
        ("new", counts.new),
        ("changed", counts.changed),
        ("kept", counts.kept),
        ("done", counts.done),
    ];
    let shown = |(name, count): &(&str, u64)| name.is_empty() || *count > 0 || *name == show;
    each.into_iter()
        .filter(shown)
        .map(|(name, count)| Chip {
            href: match name {
                "" => path.to_owned(),
                name => format!("{path}?show={name}"),
            },
            label: match name {
                "" => words.say("many-all").to_string(),
                name => words.say(format!("many-what-{name}")).to_string(),
            },
            count,
            current: name == show,
        })
        .collect()
}

fn line(words: &Words, desk: &Desk, row: &Row) -> Line {
    Line {
        at: row.at,
        who: row.who.clone(),
        name: row.name(),
        what: row.what.label(words),
        tone: row.what.tone(),
        sentence: row.sentence(words, &desk.zone),
    }
}

/// Says yes. Whoever presses twice is shown the same twice.
pub(super) async fn begin(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (entry, id) = (standing.entry, batch_of(&path)?);
    deeds::begin(&app, &visit, entry, id).await?;
    Ok(see_other(&format!("/media/{entry}/invites/many/{id}")))
}
