//! `GET|PUT /api/v1/entries/{entry}/quiz`: the quiz as its owner knows it.

use axum::{extract::State, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use usher_domain::{
    access::Action,
    ids::{EntryId, QuestionId},
    quiz::{
        Draft, KeptScore, MOST_ATTEMPTS, MOST_QUESTIONS, Question, QuestionKind, Reveal, Rules,
        Task,
    },
    text::Note,
};

use super::super::{
    deeds, refused,
    store::{self, Quiz},
};
use crate::{
    App,
    http::{
        body::{LargeJson, json},
        fault::{Fault, FieldFault},
        guard::Standing,
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/api/v1/entries/{entry}/quiz";
    routes
        .get(path, Action::EditEntry, show_quiz)
        .put(path, Action::EditEntry, set_quiz)
}

/// A quiz: how it is taken, and its questions with what is right.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Quiz)]
pub(in crate::features) struct QuizView {
    /// Counted up whenever questions change that somebody has begun with. Send the one you have seen; 0 for a new quiz.
    version: i64,
    /// What is said before it begins, at most 1,000 characters.
    #[serde(default)]
    welcome: String,
    /// 1 to 50; `null` for as many as somebody likes.
    #[serde(default)]
    attempts: Option<u32>,
    /// Whether it can be submitted only once all is answered.
    all_required: bool,
    /// Whether an answer may be changed until it is submitted.
    may_change: bool,
    /// Whether one may go on without an answer.
    may_skip: bool,
    /// Whether one may go ahead in the film.
    may_seek: bool,
    /// When right answers are told: `never`, `after_submit` or `after_last`.
    reveal: String,
    /// Which score counts: `highest`, `latest`, `average` or `first`.
    kept: String,
    /// Whether the questions may be had as PDF before.
    pretest: bool,
    /// In order of time; at most 100.
    questions: Vec<QuestionView>,
}

/// A question with what is right.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuizQuestion)]
pub(in crate::features) struct QuestionView {
    /// Leave it out to make a question anew.
    #[serde(default)]
    id: Option<String>,
    /// `single`, `multiple`, `true_false`, `fill_in`, `open` or `reflection`.
    kind: String,
    /// Where the film stops, in seconds.
    at: f64,
    text: String,
    /// Of `single` and `multiple`: two to ten.
    #[serde(default)]
    choices: Vec<ChoiceView>,
    /// Of `true_false`.
    #[serde(default)]
    truth: Option<bool>,
    /// Of `fill_in`: one to ten texts that are right.
    #[serde(default)]
    accepted: Vec<String>,
    #[serde(default)]
    hint: String,
    /// Told with the right answer.
    #[serde(default)]
    why: String,
    /// 0 to 100.
    points: u32,
}

/// One of the answers to choose from.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuizChoice)]
pub(in crate::features) struct ChoiceView {
    text: String,
    right: bool,
}

/// Milliseconds as seconds.
pub(super) fn seconds(millis: u32) -> f64 {
    f64::from(millis) / 1000.0
}

impl QuestionView {
    fn of(question: &Question) -> Self {
        let choices = question.task.choices().iter();
        Self {
            id: Some(question.id.to_string()),
            kind: question.kind().to_string(),
            at: seconds(question.at),
            text: question.text.to_string(),
            choices: choices
                .map(|choice| ChoiceView {
                    text: choice.text.to_string(),
                    right: choice.right,
                })
                .collect(),
            truth: match question.task {
                Task::TrueFalse { right } => Some(right),
                _ => None,
            },
            accepted: match &question.task {
                Task::FillIn { accepted } => accepted.iter().map(ToString::to_string).collect(),
                _ => Vec::new(),
            },
            hint: question.hint.to_string(),
            why: question.why.to_string(),
            points: question.points,
        }
    }

    fn parse(
        self,
        place: usize,
        fresh: impl FnOnce() -> QuestionId,
        length: Option<u32>,
    ) -> Result<Question, Vec<FieldFault>> {
        let prefix = format!("questions[{place}].");
        let mut faults = Vec::new();
        let kind = self.kind.parse::<QuestionKind>();
        if kind.is_err() {
            faults.push(FieldFault::new(format!("{prefix}kind"), "unknown_choice"));
        }
        let millis = self.at * 1000.0;
        if !(0.0..=f64::from(u32::MAX)).contains(&millis) {
            faults.push(FieldFault::new(format!("{prefix}at"), "quiz_no_time"));
        }
        let id = match self.id.as_deref().map(str::parse::<QuestionId>) {
            None => Some(fresh()),
            Some(Ok(id)) => Some(id),
            Some(Err(_)) => {
                faults.push(FieldFault::new(format!("{prefix}id"), "unknown_choice"));
                None
            }
        };
        let (Ok(kind), Some(id), true) = (kind, id, faults.is_empty()) else {
            return Err(faults);
        };
        let draft = Draft {
            kind,
            at: millis.round() as u32,
            text: self.text,
            choices: (self.choices.into_iter())
                .map(|choice| (choice.text, choice.right))
                .collect(),
            truth: self.truth,
            accepted: self.accepted,
            hint: self.hint,
            why: self.why,
            points: self.points,
        };
        let checked = draft.check(id, length);
        checked.map_err(|flaws| {
            flaws
                .iter()
                .map(|flaw| refused::flaw(&prefix, flaw))
                .collect()
        })
    }
}

impl QuizView {
    fn of(quiz: &Quiz) -> Self {
        let rules = &quiz.rules;
        Self {
            version: quiz.version,
            welcome: quiz.welcome.clone(),
            attempts: rules.attempts,
            all_required: rules.all_required,
            may_change: rules.may_change,
            may_skip: rules.may_skip,
            may_seek: rules.may_seek,
            reveal: rules.reveal.to_string(),
            kept: rules.kept.to_string(),
            pretest: rules.pretest,
            questions: quiz.questions.iter().map(QuestionView::of).collect(),
        }
    }

    fn parse(
        self,
        app: &App,
        (known, length): (&[QuestionId], Option<u32>),
    ) -> Result<(String, Rules, Vec<Question>, i64), Fault> {
        let mut faults = Vec::new();
        let welcome = Note::parse(&self.welcome);
        if let Err(error) = &welcome {
            faults.push(FieldFault::text("welcome", *error));
        }
        let reveal = self.reveal.parse::<Reveal>();
        let kept = self.kept.parse::<KeptScore>();
        for (name, wrong) in [("reveal", reveal.is_err()), ("kept", kept.is_err())] {
            if wrong {
                faults.push(FieldFault::new(name, "unknown_choice"));
            }
        }
        if (self.attempts).is_some_and(|attempts| !(1..=MOST_ATTEMPTS).contains(&attempts)) {
            let fault = FieldFault::new("attempts", "quiz_attempts");
            faults.push(fault.with("max", MOST_ATTEMPTS));
        }
        if self.questions.len() > MOST_QUESTIONS {
            return Err(refused::too_many_questions());
        }
        let mut questions: Vec<Question> = Vec::new();
        for (place, view) in self.questions.into_iter().enumerate() {
            let fresh = || QuestionId::new(app.now(), &*app.parts.entropy);
            let named = view.id.is_some();
            match view.parse(place, fresh, length) {
                Ok(question) => {
                    let twice = questions.iter().any(|one| one.id == question.id);
                    if twice || (named && !known.contains(&question.id)) {
                        let field = format!("questions[{place}].id");
                        faults.push(FieldFault::new(field, "unknown_choice"));
                    }
                    questions.push(question);
                }
                Err(more) => faults.extend(more),
            }
        }
        let (Ok(welcome), Ok(reveal), Ok(kept), true) = (welcome, reveal, kept, faults.is_empty())
        else {
            return Err(Fault::fields(faults));
        };
        let rules = Rules {
            attempts: self.attempts,
            all_required: self.all_required,
            may_change: self.may_change,
            may_skip: self.may_skip,
            may_seek: self.may_seek,
            reveal,
            kept,
            pretest: self.pretest,
        };
        if !rules.fit() {
            return Err(Fault::field("reveal", "quiz_no_last"));
        }
        Ok((welcome.to_string(), rules, questions, self.version))
    }
}

async fn quiz(app: &App, entry: EntryId) -> Result<Option<Quiz>, Fault> {
    Ok(app.parts.db.read(move |tx| store::quiz(tx, entry)).await?)
}

/// The quiz of an entry, with what is right.
#[utoipa::path(get, path = "/api/v1/entries/{entry}/quiz", tag = "quizzes",
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = QuizView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found"), (status = 409, description = "quiz_none")))]
pub(in crate::features) async fn show_quiz(
    State(app): State<App>,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let quiz = quiz(&app, entry).await?.ok_or_else(refused::no_quiz)?;
    Ok(json(StatusCode::OK, QuizView::of(&quiz)))
}

/// Sets the quiz of an entry, which becomes one if it is a video or an audio. Attempts that run go on with the questions
/// they began with.
#[utoipa::path(put, path = "/api/v1/entries/{entry}/quiz", tag = "quizzes", request_body = QuizView,
    params(("entry" = String, Path, description = "The entry's id")),
    responses((status = 200, body = QuizView), (status = 403, description = "forbidden"),
              (status = 404, description = "not_found"),
              (status = 409, description = "quiz_none, quiz_stale or quiz_too_many_questions"),
              (status = 422, description = "invalid: any field")))]
pub(in crate::features) async fn set_quiz(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    LargeJson(sent): LargeJson<QuizView>,
) -> Result<Response, Fault> {
    let before = quiz(&app, entry).await?;
    let known: Vec<QuestionId> = (before.iter().flat_map(|quiz| &quiz.questions))
        .map(|question| question.id)
        .collect();
    let length = before.and_then(|quiz| quiz.length);
    let parsed = sent.parse(&app, (&known, length))?;
    deeds::put(&app, &visit, entry, parsed).await??;
    let quiz = quiz(&app, entry).await?.ok_or_else(refused::no_quiz)?;
    Ok(json(StatusCode::OK, QuizView::of(&quiz)))
}
