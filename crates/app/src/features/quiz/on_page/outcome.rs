//! What came of a quiz, for whoever took it.

use askama::Template;
use usher_domain::quiz::{Reveal, Score, may_tell};

use super::Facts;
use crate::{
    features::quiz::{moment, review::Reviewed, store::Taken},
    http::{
        fault::Fault,
        page::Page,
        time::{in_zone, rfc3339},
        visit::Visit,
    },
    words::Words,
};

/// One attempt in the list of them.
struct Line {
    number: u32,
    when: Option<(String, String)>,
    score: String,
}

#[derive(Template)]
#[template(path = "quiz/templates/result.html")]
struct Outcome<'a> {
    page: &'a Page,
    score: String,
    unread: String,
    lines: Vec<Line>,
    counts: String,
    left: String,
    told: bool,
    not_told: String,
    reviewed: Vec<Reviewed>,
}

pub(super) fn outcome(visit: &Visit, page: &Page, facts: &Facts) -> Result<String, Fault> {
    let Some((last, ..)) = facts.done() else {
        return Ok(String::new());
    };
    let words = &visit.words;
    let rules = &facts.quiz.rules;
    let told = may_tell(rules, facts.begun(), false).is_some();
    let several = facts.taken.len() > 1;
    let kept = facts.kept().filter(|_| several);
    let line = |one: &Taken| Line {
        number: one.number,
        when: one
            .submitted_at
            .map(|at| (rfc3339(at), in_zone(words, at, &visit.zone))),
        score: said_score(words, &one.score),
    };
    let template = Outcome {
        page,
        score: said_score(words, &last.score),
        unread: match last.score.unread {
            0 => String::new(),
            n => words.say("quiz-unread").num("n", n).to_string(),
        },
        lines: if several {
            facts.taken.iter().map(line).collect()
        } else {
            Vec::new()
        },
        counts: kept.map_or_else(String::new, |score| {
            let message = words.say(format!("quiz-kept-{}", rules.kept));
            message.with("score", said_score(words, &score)).to_string()
        }),
        left: match facts.left() {
            Some(0) => words.say("quiz-none-left").to_string(),
            _ => String::new(),
        },
        told,
        not_told: match rules.reveal {
            _ if told => String::new(),
            Reveal::AfterLast => words.say("quiz-told-after-last").to_string(),
            _ => words.say("quiz-told-never").to_string(),
        },
        reviewed: facts.reviewed(words),
    };
    template.render().map_err(Fault::internal)
}

/// A score in words: points and percent.
pub(in super::super) fn said_score(words: &Words, score: &Score) -> String {
    let reached = moment::points(score.reached);
    let possible = moment::points(score.possible);
    match score.percent() {
        Some(percent) => words
            .say("quiz-score")
            .with("reached", reached)
            .with("possible", possible)
            .num("percent", percent)
            .to_string(),
        None => words.say("quiz-score-none").to_string(),
    }
}
