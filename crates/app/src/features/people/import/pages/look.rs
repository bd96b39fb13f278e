use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use serde_json::json;
use usher_db::Tx;
use usher_domain::access::Action;

use super::{
    super::{
        report::{Counts, Line},
        store, table, write as writing,
    },
    import_of, path_of,
};
use crate::{
    App,
    features::{
        accounts::PasswordMail,
        admin::Nav,
        audit,
        people::deeds::{self, Order},
    },
    http::{
        body::{Form, Params},
        fault::Fault,
        page::Page,
        render::{PageTemplate, page, see_other, see_other_saying},
        visit::Visit,
    },
    words::Words,
};

/// How many rows a page shows.
const ROWS: usize = 100;

/// The query of the report's address.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    #[serde(default)]
    show: String,
    #[serde(default)]
    from: usize,
}

struct Row {
    line: u64,
    address: String,
    what: String,
    tone: &'static str,
    sentence: String,
}

struct Chip {
    href: String,
    label: String,
    count: usize,
    current: bool,
}

#[derive(Template)]
#[template(path = "people/templates/import_report.html")]
struct ReportPage {
    page: Page,
    nav: Nav,
    path: String,
    done: bool,
    counts: Counts,
    /// Whether there is anything to write.
    useful: bool,
    /// Whether mail can be sent to somebody who is new.
    mails: bool,
    encoding: String,
    ignored: String,
    new_groups: String,
    chips: Vec<Chip>,
    rows: Vec<Row>,
    next: Option<String>,
    first: bool,
}

impl PageTemplate for ReportPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

fn chips(words: &Words, path: &str, counts: Counts, show: &str) -> Vec<Chip> {
    let all = counts.new + counts.changed + counts.unchanged + counts.wrong;
    let each = [
        ("", all),
        ("wrong", counts.wrong),
        ("new", counts.new),
        ("changed", counts.changed),
        ("unchanged", counts.unchanged),
    ];
    each.into_iter()
        .map(|(name, count)| Chip {
            href: if name.is_empty() {
                path.to_owned()
            } else {
                format!("{path}?show={name}")
            },
            label: match name {
                "" => words.say("import-all").to_string(),
                name => words.say(format!("import-what-{name}")).to_string(),
            },
            count,
            current: name == show,
        })
        .collect()
}

fn row(words: &Words, line: &Line) -> Row {
    let word = line.what.word();
    Row {
        line: line.at,
        address: line.address.clone(),
        what: words.say(format!("import-what-{word}")).to_string(),
        tone: match word {
            "wrong" => "danger",
            "new" => "good",
            "changed" => "accent",
            _ => "",
        },
        sentence: line.what.sentence(words),
    }
}

pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(import): Path<String>,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let id = import_of(&import)?;
    let found = app.parts.db.read(move |tx| store::find(tx, id)).await?;
    let found = found.ok_or_else(Fault::not_found)?;
    let (words, report, path) = (&visit.words, &found.report, path_of(id));
    let fits = |line: &&Line| query.show.is_empty() || line.what.word() == query.show;
    let mut lines = report.lines.iter().filter(fits).skip(query.from);
    let rows: Vec<Row> = lines
        .by_ref()
        .take(ROWS)
        .map(|line| row(words, line))
        .collect();
    let more = lines.next().is_some();
    let counts = report.counts();
    let next = query.from.saturating_add(ROWS);
    let show = &query.show;
    let template = ReportPage {
        page: Page::new(&app, &visit, words.say("import-title")).island("islands/console-form.js"),
        nav: Nav::tool(words, "users"),
        done: found.done_at.is_some(),
        useful: counts.new + counts.changed > 0,
        mails: counts.new > 0 && app.settings.now().mails(),
        encoding: report.encoding.clone(),
        ignored: report.ignored.join(", "),
        new_groups: report.new_groups.join(", "),
        chips: chips(words, &path, counts, show),
        next: more.then(|| format!("{path}?show={show}&from={next}")),
        first: query.from == 0,
        path,
        counts,
        rows,
    };
    page(StatusCode::OK, &template)
}

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// `yes`: each new person is mailed a link to set their password.
    #[serde(default)]
    mail: String,
}

/// Writes what was looked at. What was written already is so.
pub(super) async fn write(
    State(app): State<App>,
    visit: Visit,
    Path(import): Path<String>,
    form: Result<Form<Wanted>, Fault>,
) -> Result<Response, Fault> {
    let id = import_of(&import)?;
    // A form whose box is not ticked has nothing to send.
    let mail = if form.is_ok_and(|Form(wanted)| wanted.mail == "yes") {
        Some(PasswordMail::new(&app, &visit).ok_or_else(deeds::no_mail_service)?)
    } else {
        None
    };
    let found = app.parts.db.read(move |tx| store::find(tx, id)).await?;
    let found = found.ok_or_else(Fault::not_found)?;
    if found.done_at.is_some() {
        return Ok(see_other(&path_of(id)));
    }
    let text = found.text;
    let read = tokio::task::spawn_blocking(move || table::read(&text));
    // It was read before it was kept.
    let table = read.await.map_err(Fault::internal)?;
    let table = table.map_err(|why| Fault::internal(format!("{why:?}")))?;
    let report = writing::write(&app, &visit, table, found.report, mail).await?;
    let done = move |tx: &Tx, order: Order| {
        store::done(tx, id, &report, order.now)?;
        let counts = report.counts();
        let deed = order.deed("people_imported").to(id);
        let detail = json!({ "new": counts.new, "changed": counts.changed, "wrong": counts.wrong });
        Ok(audit::note(tx, order.now, &deed.with(detail))?)
    };
    deeds::act(&app, &visit, Action::ManagePeople, done).await?;
    Ok(see_other_saying(&path_of(id), "said-import-done"))
}
