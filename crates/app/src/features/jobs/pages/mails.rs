//! `/admin/jobs`: every mail's fate.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{access::Action, ids::MailId, outbox::MailState};

use super::{Asked, Half, List, PAGE, cut};
use crate::{
    App,
    features::{
        admin::Nav,
        mail::{self, Listed},
    },
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

pub(super) const PATH: &str = "/admin/jobs";

const HALF: Half = Half {
    path: PATH,
    about: "jobs-mails-about",
    state: "jobs-mail",
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(PATH, Action::UseConsole, show)
        .post(PATH, Action::UseConsole, act)
}

#[derive(Template)]
#[template(path = "jobs/templates/mails.html")]
struct MailsPage {
    page: Page,
    nav: Nav,
    list: List,
    rows: Vec<Line>,
}

impl PageTemplate for MailsPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// One mail.
struct Line {
    id: String,
    name: String,
    email: String,
    /// What it is about, and where that is looked after.
    title: String,
    href: String,
    state: String,
    tone: &'static str,
    why: String,
    words: String,
    tries: String,
    since: Moment,
    may_retry: bool,
    may_cancel: bool,
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let state = match asked.show.as_str() {
        "" => None,
        name => Some(name.parse::<MailState>().map_err(|_| Fault::not_found())?),
    };
    let before: Option<MailId> = asked.before()?;
    let read = move |tx: &usher_db::Tx| mail::list(tx, state, before, PAGE + 1);
    let mut listed = app.parts.db.read(read).await?;
    let last = cut(&mut listed, |one| one.mail.id.to_string());
    let names: Vec<&str> = MailState::ALL.iter().map(|state| state.as_str()).collect();
    let words = &visit.words;
    let template = MailsPage {
        page: Page::new(&app, &visit, words.say("console-tool-jobs"))
            .island("islands/console-form.js"),
        nav: Nav::tool(words, "jobs"),
        list: asked.list(words, &HALF, &names, last),
        rows: listed.iter().map(|one| line(&app, &visit, one)).collect(),
    };
    page(StatusCode::OK, &template)
}

fn line(app: &App, visit: &Visit, listed: &Listed) -> Line {
    let (words, mail) = (&visit.words, &listed.mail);
    let (title, href) = match &listed.about {
        Some((entry, title)) => (title.clone(), format!("/media/{entry}/invites")),
        // A letter of the hub's own is about no entry.
        None => match mail.kind.template() {
            Some(letter) => {
                let about = words.say(format!("mail-about-{letter}"));
                (about.to_string(), String::new())
            }
            None => (String::new(), String::new()),
        },
    };
    Line {
        id: mail.id.to_string(),
        name: mail.name.clone(),
        email: mail.to.clone(),
        title,
        href,
        state: words.say(format!("jobs-mail-{}", mail.state)).to_string(),
        tone: match mail.state {
            MailState::Queued => "accent",
            MailState::Sent => "good",
            MailState::Cancelled => "",
            MailState::Refused | MailState::Failed => "danger",
        },
        why: mail::why(app, words, mail),
        words: mail.words.clone(),
        tries: words.say("jobs-tries").num("n", mail.tries).to_string(),
        since: Moment::new(visit, mail.since),
        may_retry: mail.state.may_be_retried(),
        may_cancel: mail.state == MailState::Queued,
    }
}

/// What a row's button sends.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Pressed {
    retry: Option<String>,
    cancel: Option<String>,
}

async fn act(
    State(app): State<App>,
    visit: Visit,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Fault> {
    let by = visit.member()?.id;
    let (deed, id) = match (pressed.retry, pressed.cancel) {
        (Some(id), None) => (mail::Deed::Retry, id),
        (None, Some(id)) => (mail::Deed::CallOff, id),
        _ => return Err(Fault::field("retry", "empty")),
    };
    let id: MailId = id.parse().map_err(|_| Fault::not_found())?;
    let (now, entropy) = (app.now(), app.parts.entropy.clone());
    let done = (app.parts.db)
        .write(move |tx| mail::act(tx, id, deed, by, now, &*entropy))
        .await?;
    super::super::wake(&app);
    let said = match (done, deed) {
        (false, _) => "said-jobs-too-late",
        (true, mail::Deed::Retry) => "said-jobs-mail-retried",
        (true, mail::Deed::CallOff) => "said-jobs-mail-called-off",
    };
    Ok(see_other_saying(PATH, said))
}
