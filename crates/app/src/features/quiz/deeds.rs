//! What pages and the API do alike: one transaction, then ring.

use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::{
    ids::{AttemptId, EntryId, QuestionId},
    quiz::{Question, Rules},
};
use uuid::Uuid;

use super::store::{self, Asking, NotTaken, Order, Stale, Submitted};
use crate::{
    App,
    features::media::Asker,
    http::{fault::Fault, visit::Visit},
};

fn asking(app: &App, visit: &Visit, entry: EntryId) -> Asking {
    Asking {
        asker: Asker::of(visit),
        entry,
        now: app.now(),
    }
}

fn order(app: &App, visit: &Visit, entry: EntryId) -> Order {
    Order {
        asker: Asker::of(visit),
        entry,
        now: app.now(),
    }
}

/// Begins an attempt, or goes on with the one that runs.
pub(super) async fn start(app: &App, visit: &Visit, entry: EntryId) -> Result<AttemptId, NotTaken> {
    let (by, entropy) = (asking(app, visit, entry), app.parts.entropy.clone());
    let write = move |tx: &Tx| store::start(tx, by, &*entropy);
    app.parts.db.write_locking(write).await
}

/// An answer on its way: to which question, what was chosen, what was written.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) question: QuestionId,
    pub(super) chosen: Vec<u32>,
    pub(super) text: String,
}

/// Keeps an answer.
pub(super) async fn answer(
    app: &App,
    visit: &Visit,
    (entry, attempt): (EntryId, AttemptId),
    answer: Answer,
) -> Result<(), NotTaken> {
    let by = asking(app, visit, entry);
    let write = move |tx: &Tx| {
        let given = (answer.question, &answer.chosen[..], &*answer.text);
        store::answer(tx, by, attempt, given)
    };
    app.parts.db.write_locking(write).await
}

/// Submits an attempt.
pub(super) async fn submit(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    attempt: AttemptId,
) -> Result<Submitted, NotTaken> {
    let by = asking(app, visit, entry);
    let write = move |tx: &Tx| store::submit(tx, by, attempt);
    app.parts.db.write_locking(write).await
}

/// Makes a quiz of what plays in an entry.
pub(super) async fn make(app: &App, visit: &Visit, entry: EntryId) -> Result<bool, Fault> {
    let by = order(app, visit, entry);
    let made = (app.parts.db)
        .write_locking(move |tx| store::make(tx, by))
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(made)
}

/// Makes it a plain film again.
pub(super) async fn unmake(app: &App, visit: &Visit, entry: EntryId) -> Result<(), Fault> {
    let by = order(app, visit, entry);
    (app.parts.db)
        .write_locking(move |tx| store::unmake(tx, by))
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(())
}

/// Sets the rules.
pub(super) async fn set_rules(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    (welcome, rules): (String, Rules),
) -> Result<(), Fault> {
    let by = order(app, visit, entry);
    (app.parts.db)
        .write_locking(move |tx| store::set_rules(tx, by, &welcome, &rules))
        .await
}

/// Saves a question over the wording that was seen.
pub(super) async fn save_question(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    (question, over): (Question, Option<u32>),
) -> Result<Result<(), Stale>, Fault> {
    let by = order(app, visit, entry);
    (app.parts.db)
        .write_locking(move |tx| store::save_question(tx, by, &question, over))
        .await
}

/// Takes a question out.
pub(super) async fn delete_question(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    question: QuestionId,
) -> Result<(), Fault> {
    let by = order(app, visit, entry);
    (app.parts.db)
        .write_locking(move |tx| store::delete_question(tx, by, question))
        .await
}

/// Sets welcome, rules and questions over the version that was seen.
pub(super) async fn put(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    (welcome, rules, questions, over): (String, Rules, Vec<Question>, i64),
) -> Result<Result<(), Stale>, Fault> {
    let by = order(app, visit, entry);
    let set = (app.parts.db)
        .write_locking(move |tx| store::put(tx, by, (&welcome, &rules, &questions), over))
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(set)
}

/// Gives an answer points by hand.
pub(super) async fn give_points(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    (attempt, question, points): (AttemptId, QuestionId, u32),
) -> Result<bool, Fault> {
    let by = order(app, visit, entry);
    (app.parts.db)
        .write_locking(move |tx| store::give_points(tx, by, (attempt, question), points))
        .await
}

/// Deletes the attempts of somebody: an account, an invite's guest or a guest link's.
pub(super) async fn begin_anew(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    person: String,
) -> Result<bool, Fault> {
    let by = order(app, visit, entry);
    let Ok(person) = person.parse::<Uuid>() else {
        return Ok(false);
    };
    let person = person.to_string();
    (app.parts.db)
        .write_locking(move |tx| store::begin_anew(tx, by, &person))
        .await
}
