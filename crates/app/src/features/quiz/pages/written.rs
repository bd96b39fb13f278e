//! `/media/{entry}/quiz/results/written`: what people wrote to one question, and points by hand.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    ids::{AttemptId, QuestionId},
    quiz::QuestionKind,
};

use super::{
    super::{
        deeds, moment,
        store::{self, WrittenBy},
    },
    desk::Desk,
    results::name_of,
};
use crate::{
    App,
    http::{
        body::{Form, Params},
        fault::Fault,
        guard::Standing,
        page::{Page, initials},
        render::{PageTemplate, page, see_other, see_other_saying},
        routes::Routes,
        time::{in_zone, rfc3339},
        visit::Visit,
    },
};

/// How many a page shows.
const PAGE: u32 = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get(
            "/media/{entry}/quiz/results/written",
            Action::SeeQuizResults,
            show,
        )
        .post(
            "/media/{entry}/quiz/results/points",
            Action::EditEntry,
            give,
        )
}

/// What somebody wrote.
struct Line {
    attempt: AttemptId,
    name: String,
    email: String,
    initials: String,
    said: String,
    when: Option<(String, String)>,
    text: String,
    points: String,
    unread: bool,
}

#[derive(Template)]
#[template(path = "quiz/templates/written.html")]
struct WrittenPage {
    page: Page,
    desk: Desk,
    question: QuestionId,
    text: String,
    most: u32,
    /// Whether points are given by hand.
    by_hand: bool,
    lines: Vec<Line>,
    first: bool,
    next: String,
}

impl PageTemplate for WrittenPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// To which question, behind whom.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Which {
    id: String,
    after: String,
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Params(which): Params<Which>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, entry).await?;
    if let Err(elsewhere) = desk.quiz() {
        return Ok(*elsewhere);
    }
    let Ok(id) = which.id.parse::<QuestionId>() else {
        return Ok(see_other(&desk.path("/results")));
    };
    let after = which.after.clone();
    let read = move |tx: &Tx| -> Result<_, Error> {
        let written = store::written(tx, (entry, id), &after, PAGE)?;
        // Of a question that was taken out, what it was when somebody last began with it.
        let questions = match written.last() {
            Some(last) => store::questions_of(tx, entry, last.version)?,
            None => Vec::new(),
        };
        Ok((written, questions))
    };
    let (written, before) = app.parts.db.read(read).await?;
    let now = (desk.quiz.as_ref()).and_then(|quiz| quiz.question(id));
    let question = now.map(|(_, question)| question);
    let question = question.or_else(|| before.iter().find(|one| one.id == id));
    let Some(question) = question.cloned() else {
        return Ok(see_other(&desk.path("/results")));
    };
    let line = |one: &WrittenBy| {
        let name = name_of(&visit, &one.who);
        Line {
            attempt: one.attempt,
            initials: initials(&name),
            name,
            email: one.who.email.clone(),
            said: (visit.words.say("quiz-attempt").num("n", one.number)).to_string(),
            when: one
                .submitted_at
                .map(|at| (rfc3339(at), in_zone(&visit.words, at, &visit.zone))),
            text: one.text.clone(),
            points: one.by_hand.map(moment::points).unwrap_or_default(),
            unread: one.by_hand.is_none(),
        }
    };
    let last = (written.last()).filter(|_| written.len() >= PAGE as usize);
    let template = WrittenPage {
        next: last.map_or_else(String::new, |last| {
            let after = &last.who.person;
            desk.path(&format!("/results/written?id={id}&after={after}"))
        }),
        first: which.after.is_empty(),
        question: id,
        most: question.points,
        by_hand: question.kind() == QuestionKind::Open && question.points > 0,
        lines: written.iter().map(line).collect(),
        page: Page::new(&app, &visit, visit.words.say("quiz-written-title")),
        text: question.text.to_string(),
        desk,
    };
    page(StatusCode::OK, &template)
}

/// Points for an answer.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Given {
    attempt: String,
    question: String,
    points: String,
}

async fn give(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Form(given): Form<Given>,
) -> Result<Response, Fault> {
    let back = format!("/media/{entry}/quiz/results");
    let (Ok(attempt), Ok(question)) = (given.attempt.parse(), given.question.parse::<QuestionId>())
    else {
        return Ok(see_other(&back));
    };
    let back = format!("{back}/written?id={question}");
    let Some(points) = moment::parse_points(&given.points) else {
        return Ok(see_other_saying(&back, "said-quiz-points-wrong"));
    };
    let done = deeds::give_points(&app, &visit, entry, (attempt, question, points)).await?;
    let said = if done {
        "said-quiz-points"
    } else {
        "said-quiz-points-wrong"
    };
    Ok(see_other_saying(&back, said))
}
