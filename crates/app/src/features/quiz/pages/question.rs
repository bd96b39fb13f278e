//! `/media/{entry}/quiz/question`: writing a question.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{
    access::Action,
    ids::QuestionId,
    quiz::{Draft, MOST_ANSWERS, Question, QuestionKind, Task},
};

use super::{
    super::{deeds, moment, refused},
    confirm::{self, Deleting},
    desk::Desk,
};
use crate::{
    App,
    http::{
        body::{Form, Params},
        fault::{Fault, FieldFault},
        form::{Errors, Summary},
        guard::Standing,
        page::Page,
        render::{PageTemplate, page, see_other, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/quiz/question";
    routes
        .get(path, Action::EditEntry, show)
        .post(path, Action::EditEntry, save)
        .post(
            "/media/{entry}/quiz/question/delete",
            Action::EditEntry,
            delete,
        )
}

/// One of the answers to choose from, in the form.
struct Row {
    number: usize,
    text: String,
    right: bool,
}

#[derive(Template)]
#[template(path = "quiz/templates/question.html")]
struct QuestionPage {
    page: Page,
    desk: Desk,
    medium: String,
    heading: String,
    kind: QuestionKind,
    typed: Typed,
    rows: Vec<Row>,
    errors: Errors,
    problems: Summary,
    /// What is stored now, where somebody else saved meanwhile.
    stale: String,
}

impl PageTemplate for QuestionPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl QuestionPage {
    fn is(&self, kind: &str) -> bool {
        self.kind.as_str() == kind
    }

    fn chooses(&self) -> bool {
        matches!(self.kind, QuestionKind::Single | QuestionKind::Multiple)
    }
}

/// Which question, or what kind of a new one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Asked {
    id: String,
    kind: String,
}

/// The form as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Typed {
    id: String,
    /// The wording that the form was filled from; empty for a new question.
    wording: String,
    kind: String,
    at: String,
    text: String,
    /// The answers to choose from, in order.
    answer: Vec<String>,
    /// The numbers of those that are right.
    right: Vec<String>,
    truth: String,
    /// One on each line.
    accepted: String,
    hint: String,
    why: String,
    points: String,
}

impl Typed {
    fn new(kind: QuestionKind) -> Self {
        Self {
            kind: kind.to_string(),
            points: "1".to_owned(),
            ..Self::default()
        }
    }

    fn of(question: &Question) -> Self {
        let choices = question.task.choices();
        let right = choices
            .iter()
            .enumerate()
            .filter(|(_, choice)| choice.right);
        Self {
            id: question.id.to_string(),
            wording: question.wording.to_string(),
            kind: question.kind().to_string(),
            at: moment::said(question.at),
            text: question.text.to_string(),
            answer: choices
                .iter()
                .map(|choice| choice.text.to_string())
                .collect(),
            right: right.map(|(number, _)| number.to_string()).collect(),
            truth: match &question.task {
                Task::TrueFalse { right } => right.to_string(),
                _ => String::new(),
            },
            accepted: match &question.task {
                Task::FillIn { accepted } => {
                    let lines: Vec<&str> = accepted
                        .iter()
                        .map(usher_domain::text::AnswerText::as_str)
                        .collect();
                    lines.join("\n")
                }
                _ => String::new(),
            },
            hint: question.hint.to_string(),
            why: question.why.to_string(),
            points: question.points.to_string(),
        }
    }

    fn kind(&self) -> Option<QuestionKind> {
        self.kind.parse().ok()
    }

    fn draft(&self, kind: QuestionKind) -> Result<Draft, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let at = moment::parse(&self.at);
        if at.is_none() {
            faults.push(FieldFault::new("at", "quiz_no_time"));
        }
        let points = match kind {
            QuestionKind::Reflection => Some(0),
            _ => self.points.trim().parse::<u32>().ok(),
        };
        if points.is_none() {
            faults.push(FieldFault::new("points", "quiz_no_number"));
        }
        let (Some(at), Some(points)) = (at, points) else {
            return Err(faults);
        };
        let is_right = |number: usize| self.right.contains(&number.to_string());
        Ok(Draft {
            kind,
            at,
            text: self.text.clone(),
            choices: (self.answer.iter().enumerate())
                .map(|(number, text)| (text.clone(), is_right(number)))
                .collect(),
            truth: match self.truth.as_str() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            accepted: self.accepted.lines().map(str::to_owned).collect(),
            hint: self.hint.clone(),
            why: self.why.clone(),
            points,
        })
    }

    fn rows(&self) -> Vec<Row> {
        let rows = 0..MOST_ANSWERS.max(self.answer.len().min(2 * MOST_ANSWERS));
        let row = |number: usize| Row {
            number,
            text: self.answer.get(number).cloned().unwrap_or_default(),
            right: self.right.contains(&number.to_string()),
        };
        let last = self.answer.iter().rposition(|text| !text.trim().is_empty());
        let shown = last.map_or(6, |last| (last + 2).max(6));
        rows.take(shown).map(row).collect()
    }
}

fn label(field: &str) -> Option<&'static str> {
    match field {
        "at" => Some("quiz-field-at"),
        "text" => Some("quiz-field-text"),
        "choices" => Some("quiz-field-choices"),
        "truth" => Some("quiz-field-truth"),
        "accepted" => Some("quiz-field-accepted"),
        "hint" => Some("quiz-field-hint"),
        "why" => Some("quiz-field-why"),
        "points" => Some("quiz-field-points"),
        _ => None,
    }
}

impl QuestionPage {
    fn new(
        app: &App,
        visit: &Visit,
        desk: Desk,
        (kind, typed): (QuestionKind, Typed),
        faults: &[FieldFault],
    ) -> Self {
        let said = format!("quiz-kind-{}", kind.as_str().replace('_', "-"));
        let said = visit.words.say(said).to_string();
        let frame = Page::new(app, visit, &said)
            .media()
            .island("islands/quiz-moment.js");
        let errors = Errors::new(&visit.words, faults);
        Self {
            medium: desk.medium.map(|kind| kind.to_string()).unwrap_or_default(),
            heading: said,
            kind,
            rows: typed.rows(),
            problems: errors.summary(&visit.words, label),
            errors,
            stale: String::new(),
            page: frame,
            desk,
            typed,
        }
    }
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, entry).await?;
    let quiz = match desk.quiz() {
        Ok(quiz) => quiz,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let id = asked.id.parse::<QuestionId>().ok();
    let found = id.and_then(|id| quiz.question(id));
    let filled = match (found, asked.kind.parse::<QuestionKind>()) {
        (Some((_, question)), _) => (question.kind(), Typed::of(question)),
        (None, Ok(kind)) if asked.id.is_empty() => (kind, Typed::new(kind)),
        _ => return Ok(see_other(&desk.path(""))),
    };
    let template = QuestionPage::new(&app, &visit, desk, filled, &[]);
    page(StatusCode::OK, &template)
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, entry).await?;
    let length = match desk.quiz() {
        Ok(quiz) => quiz.length,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let Some(kind) = typed.kind() else {
        return Ok(see_other(&desk.path("")));
    };
    let id = typed.id.parse::<QuestionId>().ok();
    // Wordings are counted from one: one that is not said is none that there is.
    let over = id.map(|_| typed.wording.parse::<u32>().unwrap_or(0));
    let id = id.unwrap_or_else(|| QuestionId::new(app.now(), &*app.parts.entropy));
    let checked = typed.draft(kind).and_then(|draft| {
        let flaws = draft.check(id, length);
        flaws.map_err(|flaws| flaws.iter().map(|flaw| refused::flaw("", flaw)).collect())
    });
    let question = match checked {
        Ok(question) => question,
        Err(faults) => {
            let template = QuestionPage::new(&app, &visit, desk, (kind, typed), &faults);
            return page(StatusCode::UNPROCESSABLE_ENTITY, &template);
        }
    };
    let saved = deeds::save_question(&app, &visit, entry, (question, over)).await?;
    if saved.is_ok() {
        return Ok(see_other_saying(&desk.path(""), "said-quiz-question"));
    }
    let desk = Desk::of(&app, entry).await?;
    let stored = desk.quiz.as_ref().and_then(|quiz| quiz.question(id));
    // Saving once more is to overwrite knowingly; one that was deleted is made anew.
    let mut typed = typed;
    let stale = if let Some((_, question)) = stored {
        typed.wording = question.wording.to_string();
        question.text.to_string()
    } else {
        typed.id.clear();
        typed.wording.clear();
        visit.words.say("quiz-stale-deleted").to_string()
    };
    let mut template = QuestionPage::new(&app, &visit, desk, (kind, typed), &[]);
    template.stale = stale;
    page(StatusCode::CONFLICT, &template)
}

/// Takes a question out, once it was said what that means.
async fn delete(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Form(which): Form<Deleting>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, entry).await?;
    if let Err(elsewhere) = desk.quiz() {
        return Ok(*elsewhere);
    }
    if which.confirmed.is_none() {
        let places = (desk.path("/question/delete"), desk.path(""));
        return confirm::ask(&app, &visit, "quiz-delete", which.id, places);
    }
    if let Ok(id) = which.id.parse() {
        deeds::delete_question(&app, &visit, entry, id).await?;
    }
    Ok(see_other_saying(&desk.path(""), "said-quiz-deleted"))
}
