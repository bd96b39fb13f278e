//! `/admin/jobs/media`: files being looked at, converted and deleted.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{access::Action, ids::JobId};

use super::{
    super::{
        listed::{self, JobState, Listed, Retried},
        work::Kind,
    },
    Asked, Half, List, PAGE, cut,
};
use crate::{
    App,
    features::admin::Nav,
    http::{
        body::{Form, Params},
        fault::Fault,
        moment::Moment,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) const PATH: &str = "/admin/jobs/media";

const HALF: Half = Half {
    path: PATH,
    about: "jobs-media-about",
    state: "jobs-state",
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(PATH, Action::UseConsole, show)
        .post(PATH, Action::UseConsole, act)
}

#[derive(Template)]
#[template(path = "jobs/templates/media.html")]
struct MediaPage {
    page: Page,
    nav: Nav,
    list: List,
    rows: Vec<Line>,
}

impl PageTemplate for MediaPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// One job.
struct Line {
    id: String,
    kind: String,
    title: String,
    href: String,
    state: String,
    tone: &'static str,
    /// The machine's own words.
    trouble: String,
    /// How far it is, in percent, while it converts.
    progress: Option<i64>,
    tries: String,
    since: Moment,
    may_retry: bool,
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    // Unless asked otherwise, what went wrong and what is under way.
    let state = match asked.show.as_str() {
        "" => None,
        name => Some(JobState::parse(name).ok_or_else(Fault::not_found)?),
    };
    let before: Option<JobId> = asked.before()?;
    let read = move |tx: &usher_db::Tx| listed::list(tx, state, before, PAGE + 1);
    let mut found = app.parts.db.read(read).await?;
    let last = cut(&mut found, |job| job.id.to_string());
    let words = &visit.words;
    let names = JobState::ALL.map(JobState::as_str);
    let template = MediaPage {
        page: Page::new(&app, &visit, words.say("console-tool-jobs"))
            .island("islands/console-form.js"),
        nav: Nav::tool(words, "jobs"),
        list: asked.list(words, &HALF, &names, last),
        rows: found.iter().map(|job| line(&visit, job)).collect(),
    };
    page(StatusCode::OK, &template)
}

fn line(visit: &Visit, job: &Listed) -> Line {
    let words = &visit.words;
    let kind = Kind::parse(&job.kind).map_or("other", Kind::as_str);
    let (title, href) = match &job.entry {
        Some((entry, title)) => (title.clone(), format!("/media/{entry}")),
        None => (String::new(), String::new()),
    };
    Line {
        id: job.id.to_string(),
        kind: words.say(format!("jobs-kind-{kind}")).to_string(),
        title,
        href,
        state: words
            .say(format!("jobs-state-{}", job.state.as_str()))
            .to_string(),
        tone: match job.state {
            JobState::Waiting => "",
            JobState::Running => "accent",
            JobState::Failed => "danger",
        },
        trouble: job.trouble.clone(),
        progress: (job.state == JobState::Running && matches!(kind, "render" | "rung" | "ladder"))
            .then_some(job.progress),
        tries: words.say("jobs-tries").num("n", job.tries).to_string(),
        since: Moment::new(visit, job.since),
        may_retry: job.may_be_retried(),
    }
}

/// What a row's button sends.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Pressed {
    retry: String,
}

async fn act(
    State(app): State<App>,
    visit: Visit,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Fault> {
    let by = visit.member()?.id;
    if pressed.retry.is_empty() {
        return Err(Fault::field("retry", "empty"));
    }
    let id: JobId = pressed.retry.parse().map_err(|_| Fault::not_found())?;
    let now = app.now();
    let done = (app.parts.db)
        .write(move |tx| listed::retry(tx, id, by, now))
        .await?;
    let said = match done {
        Retried::TooLate => "said-jobs-too-late",
        Retried::Waits(entry) => {
            let topic = entry.map(usher_bus::Topic::Entry);
            app.parts.bus.ring(topic.as_slice());
            super::super::wake(&app);
            "said-jobs-retried"
        }
    };
    Ok(see_other_saying(PATH, said))
}
