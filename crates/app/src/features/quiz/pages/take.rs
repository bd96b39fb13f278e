//! Taking a quiz without script: `POST /media/{entry}/quiz/start` and `…/answers`.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use usher_domain::{
    access::Action,
    ids::{AttemptId, EntryId, QuestionId},
    quiz::{Question, QuestionKind},
};

use super::super::{
    deeds::{self, Answer},
    on_page::{Facts, Typed, field_name, running_form},
    store::NotTaken,
};
use crate::{
    App,
    features::media::Asker,
    http::{
        body::Form,
        fault::Fault,
        guard::Standing,
        page::Page,
        render::{PageTemplate, fault_sentence, field_sentence, page, see_other, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let action = Action::TakeQuiz;
    routes
        .post("/media/{entry}/quiz/start", action, start)
        .post("/media/{entry}/quiz/answers", action, answers)
}

/// A quiz whose answers could not all be kept.
#[derive(Template)]
#[template(path = "quiz/templates/again.html")]
struct AgainPage {
    page: Page,
    back: String,
    title: String,
    form: String,
}

impl PageTemplate for AgainPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

fn media(entry: EntryId) -> String {
    format!("/media/{entry}#quiz")
}

/// Back to the page of the entry, which says why, if there is something to say.
fn back(entry: EntryId, why: NotTaken) -> Result<Response, Fault> {
    let said = match why {
        NotTaken::Fault(fault) => return Err(fault),
        NotTaken::Unknown => "said-quiz-who",
        NotTaken::NotStarted(_) => "said-quiz-none-left",
        NotTaken::Over => "said-quiz-over",
        _ => return Ok(see_other(&media(entry))),
    };
    Ok(see_other_saying(&media(entry), said))
}

async fn start(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    match deeds::start(&app, &visit, entry).await {
        Ok(_) => Ok(see_other(&format!("/media/{entry}"))),
        Err(why) => back(entry, why),
    }
}

/// What was sent: the values of each field, in order.
type Sent = Vec<(String, String)>;

/// Keeps what was answered, in the order of the questions, and submits if that was pressed.
async fn answers(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
    Form(sent): Form<Sent>,
) -> Result<Response, Fault> {
    let value = |name: &str| {
        let found = sent.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    };
    let Ok(attempt) = value("attempt").parse::<AttemptId>() else {
        return Err(Fault::field("attempt", "unknown_choice"));
    };
    let submits = value("deed") == "submit";
    let facts = facts(&app, &visit, entry).await?;
    let Some(facts) = facts.filter(|facts| is_running(facts, attempt)) else {
        return back(entry, NotTaken::Over);
    };
    let Some((_, questions, _)) = facts.running() else {
        return back(entry, NotTaken::Over);
    };
    let mut typed = Typed::default();
    let mut problems = Vec::new();
    for question in questions {
        let values = values(&sent, question.id);
        let Some(answer) = read(question, &values) else {
            continue;
        };
        match deeds::answer(&app, &visit, (entry, attempt), answer).await {
            Ok(()) => {}
            Err(NotTaken::Fault(fault)) => return Err(fault),
            Err(why @ (NotTaken::Over | NotTaken::NoAttempt | NotTaken::Unknown)) => {
                return back(entry, why);
            }
            Err(why) => {
                let sentence = sentence(&visit, why.fault("answer"));
                problems.push((field_name(question.id), sentence.clone()));
                typed.errors.insert(question.id, sentence);
                typed.values.insert(question.id, values);
            }
        }
    }
    if problems.is_empty() && !submits {
        return Ok(see_other_saying(&media(entry), "said-quiz-saved"));
    }
    if problems.is_empty() {
        match deeds::submit(&app, &visit, entry, attempt).await {
            Ok(_) => return Ok(see_other_saying(&media(entry), "said-quiz-submitted")),
            Err(NotTaken::Missing(numbers)) => {
                let missed = numbers
                    .iter()
                    .filter_map(|number| questions.get(number - 1));
                let missed = missed.zip(&numbers);
                problems.extend(missed.map(|(question, number)| {
                    let message = visit.words.say("quiz-missing-one").num("n", *number);
                    (field_name(question.id), message.to_string())
                }));
            }
            Err(why) => return back(entry, why),
        }
    }
    again(&app, &visit, entry, (typed, problems)).await
}

async fn facts(app: &App, visit: &Visit, entry: EntryId) -> Result<Option<Facts>, Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    let load = move |tx: &usher_db::Tx| Facts::load(tx, asker, entry, now);
    Ok(app.parts.db.read(load).await?)
}

fn is_running(facts: &Facts, attempt: AttemptId) -> bool {
    let running = facts.running();
    running.is_some_and(|(taken, ..)| taken.id == attempt)
}

fn values(sent: &Sent, question: QuestionId) -> Vec<String> {
    let name = field_name(question);
    let mine = sent.iter().filter(|(key, _)| *key == name);
    mine.map(|(_, value)| value.clone()).collect()
}

/// An answer; nothing where nothing was chosen or written.
fn read(question: &Question, values: &[String]) -> Option<Answer> {
    let text = values.first().map(|text| text.trim());
    text.filter(|text| !text.is_empty())?;
    let writes = matches!(question.kind(), QuestionKind::Open | QuestionKind::FillIn);
    Some(Answer {
        question: question.id,
        chosen: if writes {
            Vec::new()
        } else {
            // What is no number is no choice.
            let numbers = values.iter().map(|value| value.parse().unwrap_or(u32::MAX));
            numbers.take(100).collect()
        },
        text: if writes {
            values.first().cloned().unwrap_or_default()
        } else {
            String::new()
        },
    })
}

fn sentence(visit: &Visit, fault: Fault) -> String {
    let details = fault.details();
    match details.fields.first() {
        Some(field) => field_sentence(&visit.words, field),
        None => fault_sentence(&visit.words, details),
    }
}

/// The form once more, with what was typed and what is wrong with it.
async fn again(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    (typed, problems): (Typed, Vec<(String, String)>),
) -> Result<Response, Fault> {
    let now = app.now();
    let title = (app.parts.db)
        .read(move |tx| crate::features::media::card(tx, entry, now))
        .await?
        .map(|card| card.title)
        .unwrap_or_default();
    let Some(facts) = facts(app, visit, entry).await? else {
        return Ok(see_other(&media(entry)));
    };
    let frame = Page::new(app, visit, &title);
    let form = running_form(visit, &frame, &facts, &typed, problems)?;
    let template = AgainPage {
        back: format!("/media/{entry}"),
        page: frame,
        title,
        form,
    };
    page(StatusCode::UNPROCESSABLE_ENTITY, &template)
}
