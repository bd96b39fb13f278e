//! What stands in the film's place until a quiz has begun.

use askama::Template;
use usher_domain::{ids::EntryId, quiz::Reveal};

use super::Facts;
use crate::{
    http::{fault::Fault, page::Page, visit::Visit},
    words::Words,
};

#[derive(Template)]
#[template(path = "quiz/templates/start.html")]
struct Start<'a> {
    page: &'a Page,
    entry: EntryId,
    welcome: &'a str,
    lines: Vec<String>,
    /// Who sees what is answered.
    owner: String,
    /// Why it cannot begin; empty if it can.
    refused: String,
    /// Whether signing in would help.
    sign_in: bool,
    pretest: bool,
    again: bool,
}

pub(super) fn start(
    visit: &Visit,
    page: &Page,
    facts: &Facts,
    owner: &str,
) -> Result<String, Fault> {
    let rules = &facts.quiz.rules;
    let known = facts.who.is_some();
    let template = Start {
        page,
        entry: facts.quiz.entry,
        welcome: &facts.quiz.welcome,
        lines: said_rules(&visit.words, facts),
        owner: page.msg("quiz-owner-sees").with("owner", owner).to_string(),
        refused: if known {
            String::new()
        } else {
            page.t("fault-quiz-who").to_string()
        },
        sign_in: !known,
        pretest: rules.pretest,
        again: facts.done().is_some(),
    };
    template.render().map_err(Fault::internal)
}

/// The rules as whoever takes it reads them.
fn said_rules(words: &Words, facts: &Facts) -> Vec<String> {
    let rules = &facts.quiz.rules;
    let say = |key: &str| words.say(key).to_string();
    let mut lines = vec![
        words
            .say("quiz-questions")
            .num("n", facts.quiz.questions.len())
            .to_string(),
        match (facts.left(), rules.attempts) {
            (Some(left), Some(all)) => words
                .say("quiz-attempts-left")
                .num("left", left)
                .num("all", all)
                .to_string(),
            _ => say("quiz-attempts-endless"),
        },
        say(if rules.all_required {
            "quiz-all-required"
        } else {
            "quiz-not-all-required"
        }),
        say(if rules.may_change {
            "quiz-may-change"
        } else {
            "quiz-may-not-change"
        }),
    ];
    if !rules.may_skip {
        lines.push(say("quiz-may-not-skip"));
    }
    if !rules.may_seek {
        lines.push(say("quiz-may-not-seek"));
    }
    if rules.attempts != Some(1) {
        lines.push(say(&format!("quiz-counts-{}", rules.kept)));
    }
    lines.push(say(match rules.reveal {
        Reveal::Never => "quiz-told-never",
        Reveal::AfterSubmit => "quiz-told-after-submit",
        Reveal::AfterLast => "quiz-told-after-last",
    }));
    lines
}
