//! `/media/{entry}/quiz`: the questions of a quiz, or the offer to make one.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    ids::EntryId,
    media::EntryKind,
    quiz::{MOST_QUESTIONS, Question, QuestionKind},
};

use super::super::{
    moment, pretest,
    store::{self, Quiz},
};
use crate::{
    App,
    features::media::entry as load_entry,
    http::{
        fault::Fault,
        guard::Standing,
        page::Page,
        render::{PageTemplate, page, see_other},
        routes::Routes,
        visit::Visit,
    },
    words::Words,
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/media/{entry}/quiz", Action::EditEntry, show)
}

/// What the pages of a quiz's owner have in common.
pub(in super::super) struct Desk {
    pub(in super::super) entry: EntryId,
    pub(in super::super) title: String,
    /// Whether something plays in it, and what.
    pub(in super::super) medium: Option<EntryKind>,
    pub(in super::super) ready: bool,
    /// `None` while it is none.
    pub(in super::super) quiz: Option<Quiz>,
    /// What of its paper no font has, in a sentence; empty where that was not looked at, too.
    pub(in super::super) unprinted: String,
}

impl Desk {
    pub(in super::super) async fn of(app: &App, entry: EntryId) -> Result<Self, Fault> {
        let now = app.now();
        let read = move |tx: &Tx| -> Result<_, Error> {
            let found = load_entry(tx, entry, now)?;
            Ok(found.zip(Some((store::medium(tx, entry)?, store::quiz(tx, entry)?))))
        };
        let found = app.parts.db.read(read).await?;
        let (found, (medium, quiz)) = found.ok_or_else(Fault::not_found)?;
        Ok(Self {
            entry,
            ready: found.is_ready(),
            title: found.title,
            medium,
            quiz,
            unprinted: String::new(),
        })
    }

    /// The same, with a look at its paper.
    pub(super) async fn with_paper(mut self, app: &App, visit: &Visit) -> Result<Self, Fault> {
        if let Some(quiz) = &self.quiz {
            self.unprinted = pretest::lacks(app, &visit.words, &self.title, quiz).await?;
        }
        Ok(self)
    }

    pub(super) fn path(&self, rest: &str) -> String {
        format!("/media/{}/quiz{rest}", self.entry)
    }

    /// The quiz; where there is none, the way to the page that offers to make one.
    pub(super) fn quiz(&self) -> Result<&Quiz, Box<Response>> {
        let quiz = self.quiz.as_ref();
        quiz.ok_or_else(|| Box::new(see_other(&self.path(""))))
    }
}

#[derive(Template)]
#[template(path = "quiz/templates/offer.html")]
struct OfferPage {
    page: Page,
    desk: Desk,
}

impl PageTemplate for OfferPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// A question in the list.
struct Line {
    number: usize,
    href: String,
    time: String,
    kind: String,
    text: String,
    points: String,
}

#[derive(Template)]
#[template(path = "quiz/templates/desk.html")]
struct DeskPage {
    page: Page,
    desk: Desk,
    lines: Vec<Line>,
    kinds: Vec<(String, String)>,
    room: bool,
}

impl PageTemplate for DeskPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The kinds of question as people read them: `(name, words)`.
pub(super) fn kinds(words: &Words) -> Vec<(String, String)> {
    let said = |kind: &QuestionKind| {
        let key = format!("quiz-kind-{}", kind.as_str().replace('_', "-"));
        (kind.to_string(), words.say(key).to_string())
    };
    QuestionKind::ALL.iter().map(said).collect()
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, entry).await?;
    let desk = desk.with_paper(&app, &visit).await?;
    let frame = Page::new(&app, &visit, visit.words.say("quiz-desk-title"));
    let Some(quiz) = &desk.quiz else {
        let template = OfferPage { page: frame, desk };
        return page(StatusCode::OK, &template);
    };
    let words = &visit.words;
    let kinds = kinds(words);
    let line = |(number, question): (usize, &Question)| Line {
        number,
        href: desk.path(&format!("/question?id={}", question.id)),
        time: moment::said(question.at),
        kind: (kinds.iter())
            .find(|(name, _)| name == question.kind().as_str())
            .map(|(_, said)| said.clone())
            .unwrap_or_default(),
        text: question.text.to_string(),
        points: match question.kind() {
            QuestionKind::Reflection => String::new(),
            _ => words
                .say("quiz-points")
                .num("n", question.points)
                .to_string(),
        },
    };
    let lines: Vec<Line> = (1..).zip(&quiz.questions).map(line).collect();
    let template = DeskPage {
        room: lines.len() < MOST_QUESTIONS,
        page: frame,
        lines,
        kinds,
        desk,
    };
    page(StatusCode::OK, &template)
}
