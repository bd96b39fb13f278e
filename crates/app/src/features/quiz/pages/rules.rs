//! `/media/{entry}/quiz/rules`: what is said before, and how it is taken.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{
    access::Action,
    quiz::{KeptScore, MOST_ATTEMPTS, Reveal, Rules},
    text::Note,
};

use super::{
    super::{deeds, store::Quiz},
    desk::Desk,
};
use crate::{
    App,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::{Errors, Summary},
        guard::Standing,
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/quiz/rules";
    routes
        .get(path, Action::EditEntry, show)
        .post(path, Action::EditEntry, save)
}

#[derive(Template)]
#[template(path = "quiz/templates/rules.html")]
struct RulesPage {
    page: Page,
    desk: Desk,
    typed: Typed,
    reveals: Vec<(String, String, String)>,
    kepts: Vec<(String, String)>,
    errors: Errors,
    problems: Summary,
}

impl PageTemplate for RulesPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The form as it was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Typed {
    welcome: String,
    attempts: String,
    endless: String,
    all_required: String,
    may_change: String,
    may_skip: String,
    may_seek: String,
    reveal: String,
    kept: String,
    pretest: String,
}

fn yes(on: bool) -> String {
    if on { "yes".to_owned() } else { String::new() }
}

impl Typed {
    fn of(quiz: &Quiz) -> Self {
        let rules = &quiz.rules;
        Self {
            welcome: quiz.welcome.clone(),
            attempts: rules.attempts.unwrap_or(1).to_string(),
            endless: yes(rules.attempts.is_none()),
            all_required: yes(rules.all_required),
            may_change: yes(rules.may_change),
            may_skip: yes(rules.may_skip),
            may_seek: yes(rules.may_seek),
            reveal: rules.reveal.to_string(),
            kept: rules.kept.to_string(),
            pretest: yes(rules.pretest),
        }
    }

    fn parse(&self) -> Result<(String, Rules), Vec<FieldFault>> {
        let mut faults = Vec::new();
        let welcome = Note::parse(&self.welcome);
        if let Err(error) = &welcome {
            faults.push(FieldFault::text("welcome", *error));
        }
        let number = self.attempts.trim().parse::<u32>().ok();
        let number = number.filter(|number| (1..=MOST_ATTEMPTS).contains(number));
        let attempts = if self.endless.is_empty() {
            if number.is_none() {
                let fault = FieldFault::new("attempts", "quiz_attempts");
                faults.push(fault.with("max", MOST_ATTEMPTS));
            }
            number
        } else {
            None
        };
        let reveal = self.reveal.parse::<Reveal>();
        if reveal.is_err() {
            faults.push(FieldFault::new("reveal", "unknown_choice"));
        }
        let kept = self.kept.parse::<KeptScore>();
        if kept.is_err() {
            faults.push(FieldFault::new("kept", "unknown_choice"));
        }
        let (Ok(welcome), Ok(reveal), Ok(kept)) = (welcome, reveal, kept) else {
            return Err(faults);
        };
        let rules = Rules {
            attempts,
            all_required: !self.all_required.is_empty(),
            may_change: !self.may_change.is_empty(),
            may_skip: !self.may_skip.is_empty(),
            may_seek: !self.may_seek.is_empty(),
            reveal,
            kept,
            pretest: !self.pretest.is_empty(),
        };
        if faults.is_empty() && !rules.fit() {
            faults.push(FieldFault::new("reveal", "quiz_no_last"));
        }
        if faults.is_empty() {
            Ok((welcome.to_string(), rules))
        } else {
            Err(faults)
        }
    }
}

fn label(field: &str) -> Option<&'static str> {
    match field {
        "welcome" => Some("quiz-field-welcome"),
        "attempts" => Some("quiz-field-attempts"),
        "reveal" => Some("quiz-field-reveal"),
        "kept" => Some("quiz-field-kept"),
        _ => None,
    }
}

impl RulesPage {
    fn new(app: &App, visit: &Visit, desk: Desk, typed: Typed, faults: &[FieldFault]) -> Self {
        let frame = Page::new(app, visit, visit.words.say("quiz-rules-title"));
        let say = |key: String| frame.t(&key).to_string();
        let errors = Errors::new(&visit.words, faults);
        Self {
            reveals: (Reveal::ALL.iter())
                .map(|one| {
                    let name = one.as_str().replace('_', "-");
                    (
                        one.to_string(),
                        say(format!("quiz-reveal-{name}")),
                        say(format!("quiz-reveal-{name}-help")),
                    )
                })
                .collect(),
            kepts: (KeptScore::ALL.iter())
                .map(|one| (one.to_string(), say(format!("quiz-keep-{one}"))))
                .collect(),
            problems: errors.summary(&visit.words, label),
            errors,
            desk,
            typed,
            page: frame,
        }
    }
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, entry).await?;
    let desk = desk.with_paper(&app, &visit).await?;
    let typed = match desk.quiz() {
        Ok(quiz) => Typed::of(quiz),
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let template = RulesPage::new(&app, &visit, desk, typed, &[]);
    page(StatusCode::OK, &template)
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, entry).await?;
    if let Err(elsewhere) = desk.quiz() {
        return Ok(*elsewhere);
    }
    match typed.parse() {
        Ok(rules) => {
            deeds::set_rules(&app, &visit, entry, rules).await?;
            Ok(see_other_saying(&desk.path("/rules"), "said-quiz-rules"))
        }
        Err(faults) => {
            let template = RulesPage::new(&app, &visit, desk, typed, &faults);
            page(StatusCode::UNPROCESSABLE_ENTITY, &template)
        }
    }
}
