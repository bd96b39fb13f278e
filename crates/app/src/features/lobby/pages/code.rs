//! Where a mailed code is typed.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use usher_domain::proof::Judgement;

use super::{
    super::{
        door::{Door, Hidden},
        store::Answer,
    },
    Sentence,
};
use crate::{
    features::proofs::Proof,
    http::{
        fault::Fault,
        page::Page,
        render::{self, PageTemplate},
    },
    words::Words,
};

#[derive(Template)]
#[template(path = "lobby/templates/code.html")]
struct CodePage {
    page: Page,
    title: String,
    lead: Sentence,
    /// Where the code goes.
    action: String,
    /// What the page's script signs with the browser's key.
    nonce: String,
    hidden: Vec<Hidden>,
    /// Whether it takes codes still.
    open: bool,
    error: String,
    /// Where another one is asked for, and with what.
    again: String,
    email: String,
    again_help: String,
    /// Back to where the address is typed.
    back: String,
}

impl PageTemplate for CodePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The page. `judged`: what came of a code that was typed. It is the same whether one was
/// mailed or not.
pub(in super::super) fn page(
    door: &Door<'_>,
    answer: &Answer,
    proof: &Proof,
    judged: Option<Judgement>,
) -> Result<Response, Fault> {
    let words = &door.words;
    let (now, path) = (door.knock.now, door.path());
    let used_up = matches!(judged, Some(Judgement::Dead | Judgement::Wrong { left: 0 }));
    let again_help = match proof.asked.another_after(now) {
        Some(wait) if !used_up => words
            .say("lobby-code-again-soon")
            .num("seconds", wait.as_secs().max(1))
            .to_string(),
        _ => words.say("lobby-code-again-help").to_string(),
    };
    let title = &answer.invitation.title;
    let template = CodePage {
        page: Page::new(door.app, door.visit, words.say("lobby-code-title"))
            .lobby()
            .in_words(words.clone()),
        title: title.clone(),
        lead: Sentence::new(words.say("lobby-code-lead")).name("email", &proof.about.email),
        action: format!("{path}/code/{}", proof.id),
        nonce: door.nonce(),
        hidden: door.hidden().collect(),
        open: proof.asked.takes_codes(now) && !used_up,
        error: judged.map_or_else(String::new, |judged| refused(words, judged)),
        again: format!("{path}/code"),
        email: proof.about.email.clone(),
        again_help,
        back: format!("{path}{}", door.choices()),
    };
    let status = match judged {
        None | Some(Judgement::Right) => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    render::page(status, &template)
}

/// What is said of a code that was not taken.
pub(in super::super) fn refused(words: &Words, judged: Judgement) -> String {
    match judged {
        Judgement::Right => String::new(),
        Judgement::NoCode => words.say("lobby-code-none").to_string(),
        Judgement::Wrong { left: 0 } | Judgement::Dead => words.say("lobby-code-dead").to_string(),
        Judgement::Wrong { left } => words.say("lobby-code-wrong").num("n", left).to_string(),
    }
}
