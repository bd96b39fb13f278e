//! `GET /api/v1/entries/{entry}/quiz/results`

use axum::{extract::State, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    quiz::{Score, kept},
};
use uuid::Uuid;

use super::{
    super::{
        refused,
        store::{self, Spread, Taker},
    },
    taking::ScoreView,
};
use crate::{
    App,
    http::{
        body::{Params, json},
        fault::Fault,
        guard::Standing,
        routes::Routes,
        time::rfc3339,
    },
};

/// How many attempts are answered with at once.
const PAGE: u32 = 500;

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/api/v1/entries/{entry}/quiz/results";
    routes.get(path, Action::SeeQuizResults, list_results)
}

/// What people came to.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = QuizResults)]
pub(in crate::features) struct ResultsView {
    people: Vec<PersonView>,
    questions: Vec<SpreadView>,
    /// Give it as `after` to get the next page; absent on the last one.
    next: Option<String>,
}

/// Somebody who took the quiz.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = QuizPerson)]
pub(in crate::features) struct PersonView {
    /// Empty for whoever is not known any more.
    name: String,
    email: String,
    guest: bool,
    /// The score that counts.
    counts: Option<ScoreView>,
    attempts: Vec<TakenView>,
}

/// An attempt of theirs.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = QuizTaken)]
pub(in crate::features) struct TakenView {
    id: String,
    number: u32,
    /// RFC 3339, like every moment.
    begun_at: String,
    submitted_at: Option<String>,
    /// Which version of the questions it answers.
    version: i64,
    score: Option<ScoreView>,
}

/// How one wording of a question was answered.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = QuizSpread)]
pub(in crate::features) struct SpreadView {
    question: String,
    wording: u32,
    text: String,
    kind: &'static str,
    answered: u32,
    right: u32,
    unread: u32,
    /// How often each was chosen; of `true_false` false and true.
    chosen: Vec<u32>,
}

/// Which page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::features) struct Place {
    after: Option<Uuid>,
}

/// Who took the quiz, and how each question was answered.
#[utoipa::path(get, path = "/api/v1/entries/{entry}/quiz/results", tag = "quizzes",
    params(("entry" = String, Path, description = "The entry's id"),
           ("after" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = ResultsView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found"), (status = 409, description = "quiz_none")))]
pub(in crate::features) async fn list_results(
    State(app): State<App>,
    Standing { entry, .. }: Standing,
    Params(place): Params<Place>,
) -> Result<Response, Fault> {
    let read = move |tx: &Tx| -> Result<_, Error> {
        let Some(quiz) = store::quiz(tx, entry)? else {
            return Ok(None);
        };
        let takers = store::takers(tx, entry, &store::behind(place.after), PAGE)?;
        let spread = store::spread(tx, entry, &quiz.questions)?;
        Ok(Some((quiz, takers, spread)))
    };
    let found = app.parts.db.read(read).await?;
    let (quiz, (takers, more), spread) = found.ok_or_else(refused::no_quiz)?;
    let person = |who: &Taker| {
        let scores: Vec<Score> = (who.taken.iter())
            .filter(|one| one.submitted_at.is_some())
            .map(|one| one.score)
            .collect();
        PersonView {
            name: who.name.clone(),
            email: who.email.clone(),
            guest: who.guest,
            counts: kept(quiz.rules.kept, &scores).as_ref().map(ScoreView::of),
            attempts: (who.taken.iter())
                .map(|one| TakenView {
                    id: one.id.to_string(),
                    number: one.number,
                    begun_at: rfc3339(one.begun_at),
                    submitted_at: one.submitted_at.map(rfc3339),
                    version: one.version,
                    score: one.submitted_at.map(|_| ScoreView::of(&one.score)),
                })
                .collect(),
        }
    };
    let answered = |one: &Spread| SpreadView {
        question: one.question.id.to_string(),
        wording: one.question.wording,
        text: one.question.text.to_string(),
        kind: one.question.kind().as_str(),
        answered: one.answered,
        right: one.right,
        unread: one.unread,
        chosen: one.chosen.clone(),
    };
    let view = ResultsView {
        people: takers.iter().map(person).collect(),
        questions: spread.iter().map(answered).collect(),
        next: takers.last().filter(|_| more).map(|who| who.person.clone()),
    };
    Ok(json(StatusCode::OK, view))
}
