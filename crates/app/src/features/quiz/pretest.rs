//! `GET /media/{entry}/quiz/pretest.pdf`: the questions on paper, before.

mod paper;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    quiz::{Asked, QuestionKind},
};

use super::{refused, store};
use crate::{
    App,
    features::media::card,
    http::{fault::Fault, guard::Standing, routes::Routes, visit::Visit},
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/quiz/pretest.pdf";
    routes.get(path, Action::TakeQuiz, pretest)
}

/// One question as it stands on paper.
pub(super) struct Printed {
    head: String,
    text: String,
    choices: Vec<String>,
    /// How many lines are left free to write on.
    lines: usize,
    hint: String,
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
    let words = &visit.words;
    let questions = (1_usize..).zip(&quiz.questions);
    let printed: Vec<Printed> = questions
        .map(|(number, question)| {
            let asked = Asked::from(question);
            let mut head = words.say("quiz-number").num("n", number).to_string();
            if asked.points > 0 {
                let points = words.say("quiz-points").num("n", asked.points);
                head = format!("{head} · {points}");
            }
            Printed {
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
        })
        .collect();
    let welcome = quiz.welcome.clone();
    let lang = words.lang().to_owned();
    let write = move || paper::write(&title, &welcome, &printed, &lang);
    let bytes = tokio::task::spawn_blocking(write)
        .await
        .map_err(Fault::internal)?
        .map_err(Fault::internal)?;
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
