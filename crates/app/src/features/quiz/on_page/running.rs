//! The questions of an attempt that runs, as a form.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use usher_domain::{
    ids::{AttemptId, EntryId, QuestionId},
    quiz::{Asked, Question, QuestionKind, Rules, missing},
};

use super::Facts;
use crate::{
    features::quiz::{moment, refused::listed, store::Answers},
    http::{fault::Fault, page::Page, visit::Visit},
    words::Words,
};

/// A question in a form.
struct Field {
    asked: Asked,
    number: usize,
    name: String,
    time: String,
    /// What may be chosen: number, words, and whether it is.
    choices: Vec<(u32, String, bool)>,
    written: String,
    answered: bool,
    /// Answered, and stays so.
    fixed: bool,
    error: String,
}

impl Field {
    fn is(&self, kind: &str) -> bool {
        self.asked.kind.as_str() == kind
    }

    /// Whether one of the choices, or several.
    fn input(&self) -> &'static str {
        match self.asked.kind {
            QuestionKind::Multiple => "checkbox",
            _ => "radio",
        }
    }

    fn chooses(&self) -> bool {
        !self.choices.is_empty()
    }
}

/// What was typed and is not kept, by question; and what is wrong with it.
#[derive(Default)]
pub(in super::super) struct Typed {
    pub(in super::super) values: BTreeMap<QuestionId, Vec<String>>,
    pub(in super::super) errors: BTreeMap<QuestionId, String>,
}

/// The name of a question in a form.
pub(in super::super) fn field_name(question: QuestionId) -> String {
    format!("q-{question}")
}

/// The questions of a running attempt, to be answered.
fn fields(
    words: &Words,
    rules: &Rules,
    (questions, answers): (&[Question], &Answers),
    typed: &Typed,
) -> Vec<Field> {
    let field = |(number, question): (usize, &Question)| {
        let asked = Asked::from(question);
        let given = answers.to(asked.id);
        let typed_here = typed.values.get(&asked.id);
        let chosen = |number: u32| match typed_here {
            Some(values) => values.contains(&number.to_string()),
            None => given.is_some_and(|given| given.has_chosen(number as usize)),
        };
        let offered: Vec<(u32, String)> = match asked.kind {
            QuestionKind::TrueFalse => vec![
                (1, words.say("quiz-true").to_string()),
                (0, words.say("quiz-false").to_string()),
            ],
            _ => (0..).zip(asked.choices.iter().cloned()).collect(),
        };
        let written = match typed_here {
            Some(values) => values.first().cloned().unwrap_or_default(),
            None => given
                .map(|given| given.written().to_owned())
                .unwrap_or_default(),
        };
        Field {
            number,
            name: field_name(asked.id),
            time: moment::said(asked.at),
            choices: (offered.into_iter())
                .map(|(number, text)| (number, text, chosen(number)))
                .collect(),
            written,
            answered: given.is_some(),
            fixed: given.is_some() && !rules.may_change,
            error: typed.errors.get(&asked.id).cloned().unwrap_or_default(),
            asked,
        }
    };
    (1..).zip(questions).map(field).collect()
}

#[derive(Template)]
#[template(path = "quiz/templates/running.html")]
struct Running<'a> {
    page: &'a Page,
    entry: EntryId,
    attempt: AttemptId,
    fields: Vec<Field>,
    rules: Rules,
    answered: String,
    missing: String,
    /// Where the film has come to at least, in milliseconds: what was answered was seen.
    reach: u32,
    problems: Vec<(String, String)>,
}

/// The form of the attempt that runs; empty if none does.
pub(in super::super) fn running_form(
    visit: &Visit,
    page: &Page,
    facts: &Facts,
    typed: &Typed,
    problems: Vec<(String, String)>,
) -> Result<String, Fault> {
    let Some((taken, questions, answers)) = facts.running() else {
        return Ok(String::new());
    };
    let rules = facts.quiz.rules;
    let answered = answers.answered();
    let open = missing(questions, &answered);
    // A thought needs no answer.
    let all = missing(questions, &BTreeSet::new()).len();
    let seen = questions.iter().filter(|one| answered.contains(&one.id));
    let template = Running {
        page,
        entry: facts.quiz.entry,
        attempt: taken.id,
        fields: fields(&visit.words, &rules, (questions, answers), typed),
        rules,
        answered: page
            .msg("quiz-answered-of")
            .num("n", all - open.len())
            .num("all", all)
            .to_string(),
        missing: listed(&open),
        reach: seen.map(|one| one.at).max().unwrap_or(0),
        problems,
    };
    template.render().map_err(Fault::internal)
}
