//! Taking a quiz: `GET /api/v1/entries/{entry}/quiz/attempt`, `POST …/quiz/attempts`,
//! `PUT …/quiz/attempt/answers`, `POST …/quiz/attempt/submit`.
//!
//! What is right stands in an answer only where the owner's rule tells it.

use axum::{extract::State, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use usher_db::Tx;
use usher_domain::{
    access::Action,
    ids::{AttemptId, EntryId, QuestionId},
    quiz::{Asked, Given, Question, Score, may_tell, missing},
};

use super::{
    super::{
        deeds::{self, Answer},
        on_page::Facts,
        refused,
        store::{Answers, NotTaken, Taken},
    },
    questions::seconds,
};
use crate::{
    App,
    features::media::Asker,
    http::{
        body::{JsonBody, json},
        fault::Fault,
        guard::Standing,
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let action = Action::TakeQuiz;
    routes
        .get("/api/v1/entries/{entry}/quiz/attempt", action, show_attempt)
        .post("/api/v1/entries/{entry}/quiz/attempts", action, start)
        .put(
            "/api/v1/entries/{entry}/quiz/attempt/answers",
            action,
            put_answer,
        )
        .post(
            "/api/v1/entries/{entry}/quiz/attempt/submit",
            action,
            submit,
        )
}

/// How somebody stands to a quiz.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = QuizStanding)]
pub(in crate::features) struct StandingView {
    welcome: String,
    /// How many questions are asked now.
    questions: usize,
    /// Attempts that are left; `null` for as many as one likes.
    attempts_left: Option<u32>,
    /// The attempt that runs, else the last one.
    attempt: Option<AttemptView>,
    /// The score that counts, of what was submitted.
    counts: Option<ScoreView>,
}

/// Points that were reached.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = QuizScore)]
pub(in crate::features) struct ScoreView {
    reached: f64,
    possible: f64,
    percent: Option<u32>,
    /// How many answers are still to be read by a person.
    unread: u32,
}

impl ScoreView {
    pub(super) fn of(score: &Score) -> Self {
        let points = |hundredths: u32| f64::from(hundredths) / 100.0;
        Self {
            reached: points(score.reached),
            possible: points(score.possible),
            percent: score.percent(),
            unread: score.unread,
        }
    }
}

/// An attempt.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = QuizAttempt)]
pub(in crate::features) struct AttemptView {
    id: String,
    number: u32,
    /// RFC 3339, like every moment.
    begun_at: String,
    submitted_at: Option<String>,
    /// Of one that is submitted.
    score: Option<ScoreView>,
    questions: Vec<AskedView>,
    /// The numbers of questions without an answer, counted from one.
    missing: Vec<usize>,
}

/// A question as it is asked.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = QuizAsked)]
pub(in crate::features) struct AskedView {
    id: String,
    /// Seconds.
    at: f64,
    kind: &'static str,
    text: String,
    /// Of `true_false`, which has none here, 1 is true and 0 is false.
    choices: Vec<String>,
    hint: String,
    points: u32,
    /// The numbers of what was chosen, counted from nought.
    chosen: Option<Vec<u32>>,
    /// What was written.
    written: Option<String>,
    /// Whether there is an answer.
    answered: bool,
    /// What is right, where it may be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<ToldView>,
}

/// What is right, and why.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = QuizTold)]
pub(in crate::features) struct ToldView {
    choices: Vec<usize>,
    accepted: Vec<String>,
    why: String,
}

fn attempt(
    facts: &Facts,
    (taken, questions, answers): &(Taken, Vec<Question>, Answers),
) -> AttemptView {
    let may = may_tell(&facts.quiz.rules, facts.begun(), facts.running().is_some());
    let asked = |question: &Question| {
        let asked = Asked::from(question);
        let given = answers.to(asked.id);
        AskedView {
            id: asked.id.to_string(),
            at: seconds(asked.at),
            kind: asked.kind.as_str(),
            text: asked.text,
            choices: asked.choices,
            hint: asked.hint,
            points: asked.points,
            chosen: match given {
                Some(Given::Chosen(numbers)) => Some(numbers.clone()),
                _ => None,
            },
            written: match given {
                Some(Given::Written(text)) => Some(text.to_string()),
                _ => None,
            },
            answered: given.is_some(),
            told: may.map(|may| {
                let told = may.reveal(question);
                ToldView {
                    choices: told.choices,
                    accepted: told.accepted,
                    why: told.why,
                }
            }),
        }
    };
    AttemptView {
        id: taken.id.to_string(),
        number: taken.number,
        begun_at: rfc3339(taken.begun_at),
        submitted_at: taken.submitted_at.map(rfc3339),
        score: taken.submitted_at.map(|_| ScoreView::of(&taken.score)),
        questions: questions.iter().map(asked).collect(),
        missing: missing(questions, &answers.answered()),
    }
}

async fn standing(app: &App, visit: &Visit, entry: EntryId) -> Result<StandingView, Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    let load = move |tx: &Tx| Facts::load(tx, asker, entry, now);
    let facts = app.parts.db.read(load).await?;
    let facts = facts.ok_or_else(refused::no_quiz)?;
    if facts.who.is_none() {
        return Err(NotTaken::Unknown.fault(""));
    }
    Ok(StandingView {
        attempts_left: facts.left(),
        attempt: facts.latest.as_ref().map(|latest| attempt(&facts, latest)),
        counts: facts.kept().as_ref().map(ScoreView::of),
        questions: facts.quiz.questions.len(),
        welcome: facts.quiz.welcome,
    })
}

/// How whoever asks stands to the quiz: the attempt that runs, or what the last one came to.
#[utoipa::path(get, path = "/api/v1/entries/{entry}/quiz/attempt", tag = "quizzes",
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = StandingView), (status = 404, description = "not_found"),
              (status = 409, description = "quiz_none or quiz_who")))]
pub(in crate::features) async fn show_attempt(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    Ok(json(StatusCode::OK, standing(&app, &visit, entry).await?))
}

/// Begins an attempt; goes on with the one that runs, if one does.
#[utoipa::path(post, path = "/api/v1/entries/{entry}/quiz/attempts", tag = "quizzes",
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = StandingView), (status = 404, description = "not_found"),
              (status = 409, description = "quiz_none, quiz_who, quiz_none_left or quiz_no_questions")))]
pub(in crate::features) async fn start(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let begun = deeds::start(&app, &visit, entry).await;
    begun.map_err(|why| why.fault(""))?;
    Ok(json(StatusCode::OK, standing(&app, &visit, entry).await?))
}

/// An answer to a question.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuizAnswer)]
pub(in crate::features) struct AnswerToGive {
    /// The attempt's id.
    attempt: String,
    /// The question's id.
    question: String,
    /// The numbers of what is chosen, counted from nought. Of `true_false`, 1 is true.
    #[serde(default)]
    chosen: Vec<u32>,
    /// What is written, at most 4,000 characters.
    #[serde(default)]
    text: String,
}

/// What is answered.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = QuizProgress)]
pub(in crate::features) struct ProgressView {
    /// Ids of questions.
    answered: Vec<String>,
    /// The numbers of those without an answer, counted from one.
    missing: Vec<usize>,
}

fn id<T: std::str::FromStr>(field: &'static str, text: &str) -> Result<T, Fault> {
    text.parse()
        .map_err(|_| Fault::field(field, "unknown_choice"))
}

/// Keeps an answer. The same once more changes nothing.
#[utoipa::path(put, path = "/api/v1/entries/{entry}/quiz/attempt/answers", tag = "quizzes", request_body = AnswerToGive,
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = ProgressView), (status = 404, description = "not_found"),
              (status = 409, description = "quiz_none, quiz_who, quiz_no_attempt, quiz_over, quiz_final or quiz_out_of_turn"),
              (status = 422, description = "invalid: attempt, question or answer")))]
pub(in crate::features) async fn put_answer(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    JsonBody(sent): JsonBody<AnswerToGive>,
) -> Result<Response, Fault> {
    let attempt: AttemptId = id("attempt", &sent.attempt)?;
    let question: QuestionId = id("question", &sent.question)?;
    let answer = Answer {
        question,
        chosen: sent.chosen,
        text: sent.text,
    };
    let kept = deeds::answer(&app, &visit, (entry, attempt), answer).await;
    kept.map_err(|why| why.fault("answer"))?;
    let (asker, now) = (Asker::of(&visit), app.now());
    let load = move |tx: &Tx| Facts::load(tx, asker, entry, now);
    let facts = app
        .parts
        .db
        .read(load)
        .await?
        .ok_or_else(refused::no_quiz)?;
    let Some((_, questions, answers)) = facts.running() else {
        return Err(NotTaken::Over.fault(""));
    };
    let answered = answers.answered();
    let view = ProgressView {
        missing: missing(questions, &answered),
        answered: answered.iter().map(ToString::to_string).collect(),
    };
    Ok(json(StatusCode::OK, view))
}

/// Which attempt.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuizSubmission)]
pub(in crate::features) struct AttemptToSubmit {
    /// The attempt's id.
    attempt: String,
}

/// Submits an attempt. One that is submitted stays as it is.
#[utoipa::path(post, path = "/api/v1/entries/{entry}/quiz/attempt/submit", tag = "quizzes", request_body = AttemptToSubmit,
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = StandingView), (status = 404, description = "not_found"),
              (status = 409, description = "quiz_none, quiz_who, quiz_no_attempt or quiz_missing"),
              (status = 422, description = "invalid: attempt")))]
pub(in crate::features) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    JsonBody(sent): JsonBody<AttemptToSubmit>,
) -> Result<Response, Fault> {
    let attempt: AttemptId = id("attempt", &sent.attempt)?;
    let done = deeds::submit(&app, &visit, entry, attempt).await;
    done.map_err(|why| why.fault(""))?;
    Ok(json(StatusCode::OK, standing(&app, &visit, entry).await?))
}
