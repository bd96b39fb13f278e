//! `/media/{entry}/quiz/results/export.csv`: every attempt, as a file.

use std::collections::{BTreeMap, btree_map::Entry};

use axum::{extract::State, response::Response};
use usher_db::{Error, Tx};
use usher_domain::{access::Action, ids::EntryId, quiz::Question};

use super::super::{
    moment, refused,
    review::review_for_owner,
    store::{self, Taken, Taker},
};
use crate::{
    App,
    http::{
        csv::{self, Row},
        fault::Fault,
        guard::Standing,
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
    words::Words,
};

/// How many attempts are read at once.
const AT_ONCE: u32 = 300;

const HEAD: [&str; 10] = [
    "name",
    "email",
    "attempt",
    "begun",
    "submitted",
    "points",
    "possible",
    "percent",
    "unread",
    "questions of version",
];

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/quiz/results/export.csv";
    routes.get(path, Action::SeeQuizResults, export)
}

async fn export(
    State(app): State<App>,
    visit: Visit,
    Standing { entry, .. }: Standing,
) -> Result<Response, Fault> {
    let quiz = app.parts.db.read(move |tx| store::quiz(tx, entry)).await?;
    let quiz = quiz.ok_or_else(refused::no_quiz)?;
    let head: Vec<String> = (1..)
        .zip(&quiz.questions)
        .map(|(number, question)| format!("{number}. {}", question.text))
        .collect();
    let head: Vec<&str> = (HEAD.iter().copied())
        .chain(head.iter().map(String::as_str))
        .collect();
    let now = quiz.questions.clone();
    let words = visit.words.clone();
    let pages = csv::pages(String::new(), move |after| {
        page(app.clone(), (entry, now.clone()), words.clone(), after)
    });
    Ok(csv::download("quiz.csv", &head, pages))
}

/// Some rows, and behind whom the others are.
async fn page(
    app: App,
    (entry, now): (EntryId, Vec<Question>),
    words: Words,
    after: String,
) -> Result<(Vec<Row>, Option<String>), Fault> {
    let read = move |tx: &Tx| -> Result<_, Error> {
        let (people, more) = store::takers(tx, entry, &after, AT_ONCE)?;
        let mut versions: BTreeMap<i64, Vec<Question>> = BTreeMap::new();
        let mut rows = Vec::new();
        for who in &people {
            for taken in &who.taken {
                let asked = match versions.entry(taken.version) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(unknown) => {
                        unknown.insert(store::questions_of(tx, entry, taken.version)?)
                    }
                };
                let answers = store::answers(tx, taken.id)?;
                let reviewed = review_for_owner(&words, asked, &answers);
                let mut row = row(who, taken);
                row.extend(now.iter().map(|question| {
                    let place = asked.iter().position(|one| one.id == question.id);
                    let one = place.and_then(|place| reviewed.get(place));
                    one.map(|one| one.given.join("; ")).unwrap_or_default()
                }));
                rows.push(row);
            }
        }
        let last = people.last().filter(|_| more).map(|who| who.person.clone());
        Ok((rows, last))
    };
    Ok(app.parts.db.read(read).await?)
}

fn row(who: &Taker, taken: &Taken) -> Row {
    let submitted = taken.submitted_at;
    let of_done = |text: String| submitted.map(|_| text).unwrap_or_default();
    vec![
        who.name.clone(),
        who.email.clone(),
        taken.number.to_string(),
        rfc3339(taken.begun_at),
        submitted.map(rfc3339).unwrap_or_default(),
        of_done(moment::points(taken.score.reached)),
        of_done(moment::points(taken.score.possible)),
        of_done(
            taken
                .score
                .percent()
                .map(|percent| percent.to_string())
                .unwrap_or_default(),
        ),
        of_done(taken.score.unread.to_string()),
        taken.version.to_string(),
    ]
}
