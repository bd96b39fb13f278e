//! `GET /media/{entry}/quiz/pretest.pdf`: the questions on paper, before.

mod breaks;
mod choice;
mod fonts;
mod lacks;
mod letters;
mod paper;
mod runs;
mod unprinted;

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use tokio::{sync::Semaphore, task::spawn_blocking};
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    quiz::{Asked, Question, QuestionKind},
};

pub use fonts::Fonts;
pub use unprinted::Unprinted;

use super::{
    refused,
    store::{self, Quiz},
};
use crate::{
    App,
    features::media::card,
    http::{fault::Fault, guard::Standing, routes::Routes, visit::Visit},
    words::Words,
};

/// How many papers are set at once: each may look through every font there is.
static TURNS: Semaphore = Semaphore::const_new(2);

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/quiz/pretest.pdf";
    routes.get(path, Action::TakeQuiz, pretest)
}

/// What stands on paper.
struct Paper {
    title: String,
    /// What is said before.
    welcome: String,
    questions: Vec<Printed>,
    /// The language of the words around it.
    lang: String,
}

/// One question as it stands on paper.
struct Printed {
    head: String,
    text: String,
    choices: Vec<String>,
    /// How many lines are left free to write on.
    lines: usize,
    hint: String,
}

impl Paper {
    fn of(title: String, quiz: &Quiz, words: &Words) -> Self {
        let questions = (1_usize..).zip(&quiz.questions);
        let printed = |(number, question)| Printed::of(number, question, words);
        Self {
            title,
            welcome: quiz.welcome.clone(),
            questions: questions.map(printed).collect(),
            lang: words.lang().to_owned(),
        }
    }

    /// Everything that is set.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let questions = self.questions.iter().flat_map(|question| {
            let own = [&question.head, &question.text, &question.hint];
            own.into_iter().chain(&question.choices)
        });
        let before = [&self.title, &self.welcome];
        before.into_iter().chain(questions).map(String::as_str)
    }
}

impl Printed {
    fn of(number: usize, question: &Question, words: &Words) -> Self {
        let asked = Asked::from(question);
        let mut head = words.say("quiz-number").num("n", number).to_string();
        if asked.points > 0 {
            let points = words.say("quiz-points").num("n", asked.points);
            head = format!("{head} · {points}");
        }
        Self {
            head,
            choices: match asked.kind {
                QuestionKind::TrueFalse => ["quiz-true", "quiz-false"]
                    .map(|key| words.say(key).to_string())
                    .into(),
                _ => asked.choices,
            },
            lines: match asked.kind {
                QuestionKind::Open => 5,
                QuestionKind::FillIn => 1,
                _ => 0,
            },
            text: asked.text,
            hint: if asked.hint.is_empty() {
                String::new()
            } else {
                format!("{}: {}", words.say("quiz-hint"), asked.hint)
            },
        }
    }
}

/// Does what opens fonts: away from requests, and for few at once.
async fn in_turn<T: Send + 'static>(deed: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    let turn = TURNS.acquire().await.map_err(Fault::internal)?;
    let done = spawn_blocking(move || {
        let _turn = turn;
        deed()
    });
    done.await.map_err(Fault::internal)
}

async fn pretest(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let now = app.now();
    let read =
        move |tx: &Tx| -> Result<_, Error> { Ok((store::quiz(tx, entry)?, card(tx, entry, now)?)) };
    let (quiz, card) = app.parts.db.read(read).await?;
    let quiz = quiz.ok_or_else(refused::no_quiz)?;
    if !quiz.rules.pretest {
        return Err(Fault::new(
            axum::http::StatusCode::CONFLICT,
            "quiz_no_pretest",
        ));
    }
    let title = card.map(|card| card.title).unwrap_or_default();
    let paper = Paper::of(title, &quiz, &visit.words);
    let fonts = app.parts.fonts.clone();
    let bytes = in_turn(move || paper::write(&paper, &fonts)).await?;
    let bytes = bytes.map_err(Fault::internal)?;
    let mut response = Body::from(bytes).into_response();
    response.headers_mut().extend([
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/pdf"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"pre-test.pdf\""),
        ),
    ]);
    Ok(response)
}

/// What of the paper of a quiz no font has, in a sentence for its owner; empty where nothing is missing, or nobody may
/// have the paper.
pub(super) async fn lacks(
    app: &App,
    words: &Words,
    title: &str,
    quiz: &Quiz,
) -> Result<String, Fault> {
    if !quiz.rules.pretest {
        return Ok(String::new());
    }
    let paper = Paper::of(title.to_owned(), quiz, words);
    if paper.texts().all(is_plain) {
        return Ok(String::new());
    }
    let foreign = spawn_blocking(move || fonts::foreign(paper.texts()));
    let missing = missing(app, foreign.await.map_err(Fault::internal)?).await?;
    Ok(lacks::said(&missing, words))
}

/// What no font has of these letters, as it is or lately was.
async fn missing(app: &App, wanted: BTreeSet<char>) -> Result<Arc<BTreeSet<char>>, Fault> {
    if let Some(known) = app.unprinted.known(&wanted, app.now()) {
        return Ok(known);
    }
    let (fonts, looked_for) = (app.parts.fonts.clone(), wanted.clone());
    let found = Arc::new(in_turn(move || fonts.find(looked_for).1).await?);
    app.unprinted.keep(wanted, found.clone(), app.now());
    Ok(found)
}

/// Whether a text needs no look at fonts: what of Latin every font has.
fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|c| c < '\u{250}' || ('\u{2010}'..='\u{2026}').contains(&c))
}
