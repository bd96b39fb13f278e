//! `/media/{entry}/quiz/results`: who took it, and how each question was answered.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    ids::AttemptId,
    quiz::{QuestionKind, Score, Task, kept},
};
use uuid::Uuid;

use super::{
    super::{
        deeds, moment,
        on_page::said_score,
        review::{Reviewed, review_for_owner},
        store::{self, Spread, Taken, Taker},
    },
    confirm::{self, Deleting},
    desk::Desk,
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

/// How many attempts a page shows.
const PAGE: u32 = 100;

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/quiz/results";
    routes
        .get(path, Action::SeeQuizResults, show)
        .get(
            "/media/{entry}/quiz/results/attempt",
            Action::SeeQuizResults,
            attempt,
        )
        .post(
            "/media/{entry}/quiz/results/anew",
            Action::EditEntry,
            begin_anew,
        )
}

/// Somebody in the list.
struct Person {
    id: String,
    name: String,
    email: String,
    initials: String,
    attempts: Vec<Attempt>,
    counts: String,
    guest: bool,
}

struct Attempt {
    href: String,
    said: String,
    when: Option<(String, String)>,
}

/// A question in the list.
struct Line {
    number: String,
    earlier: bool,
    time: String,
    text: String,
    answered: String,
    right: String,
    percent: u32,
    counts: bool,
    bars: Vec<Bar>,
    /// Where what was written can be read.
    read: String,
    unread: String,
}

struct Bar {
    text: String,
    count: u32,
    most: u32,
    right: bool,
}

#[derive(Template)]
#[template(path = "quiz/templates/results.html")]
struct ResultsPage {
    page: Page,
    desk: Desk,
    people: Vec<Person>,
    lines: Vec<Line>,
    first: bool,
    next: String,
}

impl PageTemplate for ResultsPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Behind whom.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Place {
    after: Option<Uuid>,
}

/// Somebody's name; that of whoever is not known any more.
pub(super) fn name_of(visit: &Visit, who: &Taker) -> String {
    if who.name.is_empty() {
        visit.words.say("quiz-somebody").to_string()
    } else {
        who.name.clone()
    }
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Params(place): Params<Place>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, entry).await?;
    let quiz = match desk.quiz() {
        Ok(quiz) => quiz.clone(),
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let (after, now) = (place.after, quiz.questions.clone());
    let read = move |tx: &Tx| -> Result<_, Error> {
        let takers = store::takers(tx, entry, &store::behind(after), PAGE)?;
        Ok((takers, store::spread(tx, entry, &now)?))
    };
    let ((takers, more), spread) = app.parts.db.read(read).await?;
    let attempt = |taken: &Taken| Attempt {
        href: desk.path(&format!("/results/attempt?id={}", taken.id)),
        said: match taken.submitted_at {
            Some(_) => said_score(&visit.words, &taken.score),
            None => visit.words.say("quiz-still-running").to_string(),
        },
        when: (taken.submitted_at.or(Some(taken.begun_at)))
            .map(|at| (rfc3339(at), in_zone(&visit.words, at, &visit.zone))),
    };
    let person = |who: &Taker| {
        let name = name_of(&visit, who);
        let scores: Vec<Score> = (who.taken.iter())
            .filter(|one| one.submitted_at.is_some())
            .map(|one| one.score)
            .collect();
        Person {
            id: who.person.clone(),
            initials: initials(&name),
            name,
            email: who.email.clone(),
            guest: who.guest,
            attempts: who.taken.iter().map(attempt).collect(),
            counts: kept(quiz.rules.kept, &scores)
                .map_or_else(|| "–".to_owned(), |score| said_score(&visit.words, &score)),
        }
    };
    let last = takers.last().filter(|_| more);
    let template = ResultsPage {
        next: last.map_or_else(String::new, |last| {
            desk.path(&format!("/results?after={}", last.person))
        }),
        first: place.after.is_none(),
        people: takers.iter().map(person).collect(),
        lines: spread.iter().map(|one| line(&visit, &desk, one)).collect(),
        page: Page::new(&app, &visit, visit.words.say("quiz-results-title")),
        desk,
    };
    page(StatusCode::OK, &template)
}

fn line(visit: &Visit, desk: &Desk, spread: &Spread) -> Line {
    let question = &spread.question;
    let now = (desk.quiz.as_ref()).and_then(|quiz| quiz.question(question.id));
    let is_now = now.filter(|(_, now)| now.wording == question.wording);
    let words = &visit.words;
    let counts = question.points > 0 && question.kind() != QuestionKind::Reflection;
    let reads = matches!(question.kind(), QuestionKind::Open | QuestionKind::FillIn);
    Line {
        number: now.map_or_else(|| "–".to_owned(), |(number, _)| number.to_string()),
        earlier: is_now.is_none(),
        time: moment::said(question.at),
        text: question.text.to_string(),
        answered: words
            .say("quiz-answered-by")
            .num("n", spread.answered)
            .to_string(),
        right: words
            .say("quiz-right-by")
            .num("n", spread.right)
            .to_string(),
        percent: (spread.right * 100)
            .checked_div(spread.answered)
            .unwrap_or(0),
        counts,
        bars: bars(visit, spread),
        read: if reads && spread.answered > 0 {
            desk.path(&format!("/results/written?id={}", question.id))
        } else {
            String::new()
        },
        unread: match spread.unread {
            0 => String::new(),
            n => words.say("quiz-unread-answers").num("n", n).to_string(),
        },
    }
}

fn bars(visit: &Visit, spread: &Spread) -> Vec<Bar> {
    let most = spread.answered.max(1);
    let bar = |number: usize, text: String, right| Bar {
        text,
        count: spread.chosen.get(number).copied().unwrap_or(0),
        most,
        right,
    };
    match &spread.question.task {
        Task::TrueFalse { right } => [(1, "quiz-true", *right), (0, "quiz-false", !*right)]
            .into_iter()
            .map(|(number, key, right)| bar(number, visit.words.say(key).to_string(), right))
            .collect(),
        task => (task.choices().iter().enumerate())
            .map(|(number, choice)| bar(number, choice.text.to_string(), choice.right))
            .collect(),
    }
}

/// Which attempt.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Which {
    id: String,
}

#[derive(Template)]
#[template(path = "quiz/templates/attempt.html")]
struct AttemptPage {
    page: Page,
    desk: Desk,
    heading: String,
    score: String,
    when: Option<(String, String)>,
    earlier: bool,
    reviewed: Vec<Reviewed>,
}

impl PageTemplate for AttemptPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn attempt(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Params(which): Params<Which>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, entry).await?;
    let version = match desk.quiz() {
        Ok(quiz) => quiz.version,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let id = which.id.parse::<AttemptId>().ok();
    let read = move |tx: &Tx| -> Result<_, Error> {
        let Some(taken) = (match id {
            Some(id) => store::one(tx, entry, id)?,
            None => None,
        }) else {
            return Ok(None);
        };
        let questions = store::questions_of(tx, entry, taken.version)?;
        let answers = store::answers(tx, taken.id)?;
        Ok(Some((taken, questions, answers)))
    };
    let Some((taken, questions, answers)) = app.parts.db.read(read).await? else {
        return Ok(see_other(&desk.path("/results")));
    };
    let words = &visit.words;
    let heading = words.say("quiz-attempt").num("n", taken.number).to_string();
    let template = AttemptPage {
        score: match taken.submitted_at {
            Some(_) => said_score(words, &taken.score),
            None => words.say("quiz-still-running").to_string(),
        },
        when: Some(taken.submitted_at.unwrap_or(taken.begun_at))
            .map(|at| (rfc3339(at), in_zone(words, at, &visit.zone))),
        earlier: taken.version != version,
        reviewed: review_for_owner(words, &questions, &answers),
        page: Page::new(&app, &visit, &heading),
        heading,
        desk,
    };
    page(StatusCode::OK, &template)
}

/// Deletes the attempts of somebody, once it was said what that means.
async fn begin_anew(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Form(whose): Form<Deleting>,
) -> Result<Response, Fault> {
    let path = format!("/media/{entry}/quiz/results");
    if whose.confirmed.is_none() {
        let places = (format!("{path}/anew"), path);
        return confirm::ask(&app, &visit, "quiz-anew", whose.id, places);
    }
    deeds::begin_anew(&app, &visit, entry, whose.id).await?;
    Ok(see_other_saying(&path, "said-quiz-anew"))
}
