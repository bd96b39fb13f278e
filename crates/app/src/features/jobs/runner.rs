//! The workers.

use std::{panic::AssertUnwindSafe, time::Duration};

use futures_util::FutureExt;
use tokio::{task::JoinSet, time};
use tokio_util::sync::CancellationToken;
use usher_bus::Topic;
use usher_db::Error;

use super::{
    batch, discard, letter, mail, media, news, purge, sweep,
    table::{self, Lease},
    trouble::{TRIES, Trouble, pause},
    webhook,
    work::{Kind, LANES, Lane, Work},
};
use crate::{App, features::ladders};

/// How often the table is looked at although nobody rang: for jobs whose pause
/// or lease has ended.
const NET: Duration = Duration::from_secs(5);

/// Does what is in the job table until `stop`. Then jobs under way are given
/// back, and are the first to be done after the next start.
pub async fn run(app: App, stop: CancellationToken) {
    let mut workers = JoinSet::new();
    for lane in LANES {
        for _ in 0..lane.width.workers() {
            workers.spawn(work(app.clone(), lane, stop.clone()));
        }
    }
    begin(&app).await;
    while workers.join_next().await.is_some() {}
}

/// Does everything that is due, one after the other, and what comes of it; how
/// many jobs that was. What has to wait for a time waits.
pub async fn drain(app: &App) -> Result<usize, Error> {
    let mut done = 0;
    loop {
        let before = done;
        for lane in LANES {
            while step(app, lane.kinds).await? {
                done += 1;
            }
        }
        if done == before {
            return Ok(done);
        }
    }
}

/// Does the next job of these kinds that is due; whether there was one.
pub(super) async fn step(app: &App, kinds: &'static [Kind]) -> Result<bool, Error> {
    let Some(lease) = next(app, kinds).await? else {
        return Ok(false);
    };
    perform(app, &lease, &CancellationToken::new()).await;
    Ok(true)
}

async fn begin(app: &App) {
    let (now, parts) = (app.now(), app.clone());
    let begun = app
        .parts
        .db
        .write(move |tx| table::begin(tx, now, &*parts.parts.entropy));
    match begun.await {
        Ok(()) => super::wake(app),
        Err(error) => tracing::error!(%error, "recurring jobs could not be put into the table"),
    }
}

async fn work(app: App, lane: Lane, stop: CancellationToken) {
    // Watch first, then look.
    let mut bell = app.parts.bus.watch(&[Topic::Jobs]);
    while !stop.is_cancelled() {
        match next(&app, lane.kinds).await {
            Ok(Some(lease)) => {
                perform(&app, &lease, &stop).await;
                continue;
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the job table could not be read"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = bell.wait() => {}
            () = time::sleep(NET) => {}
        }
    }
}

/// Takes the next job. Looks before it writes: an idle hub writes nothing.
async fn next(app: &App, kinds: &'static [Kind]) -> Result<Option<Lease>, Error> {
    let (db, now) = (&app.parts.db, app.now());
    if !db.read(move |tx| table::is_due(tx, kinds, now)).await? {
        return Ok(None);
    }
    db.write(move |tx| table::lease(tx, kinds, now)).await
}

/// Does a job and writes down how it ended.
async fn perform(app: &App, lease: &Lease, stop: &CancellationToken) {
    let began = app.now();
    let outcome = tokio::select! {
        biased;
        () = stop.cancelled() => None,
        () = lease.keep(app) => {
            tracing::info!(job = %lease.id, kind = lease.kind, "a job was taken away");
            return;
        }
        outcome = AssertUnwindSafe(attend(app, lease)).catch_unwind() => Some(outcome),
    };
    let outcome = outcome.map(|outcome| {
        outcome.unwrap_or_else(|_| Err(Trouble::Passing("the job panicked".to_owned())))
    });
    let word = match &outcome {
        None => "handed_back",
        Some(Ok(())) => "done",
        Some(Err(Trouble::Later { .. })) => "postponed",
        Some(Err(Trouble::Passing(_) | Trouble::Full)) if may_wait(lease) => "postponed",
        Some(Err(_)) => "failed",
    };
    let took = app.now().since(began).as_secs_f64();
    if let Some(Err(trouble)) = &outcome {
        tracing::warn!(job = %lease.id, kind = lease.kind, took, %trouble, "a job is {word}");
    } else {
        tracing::info!(job = %lease.id, kind = lease.kind, took, "a job is {word}");
    }
    let labels = [("kind", lease.kind.clone()), ("outcome", word.to_owned())];
    metrics::counter!("usher_jobs_total", &labels).increment(1);
    let (lease, now) = (lease.clone(), app.now());
    let noted = app.parts.db.write(move |tx| match &outcome {
        None => table::hand_back(tx, &lease, now),
        Some(Ok(())) => table::finish(tx, &lease, now).map(drop),
        Some(Err(trouble @ (Trouble::Passing(_) | Trouble::Full))) if may_wait(&lease) => {
            let later = (now, pause(lease.attempts));
            table::postpone(tx, &lease, &trouble.to_string(), later)
        }
        Some(Err(Trouble::Later { why, pause })) => table::postpone(tx, &lease, why, (now, *pause)),
        Some(Err(trouble)) => {
            let given_up = table::give_up(tx, &lease, &trouble.to_string(), now)?;
            match lease.entry {
                Some(entry) if given_up => match lease.kind() {
                    Some(Kind::Rung | Kind::Ladder) => ladders::failed(tx, entry, "trouble"),
                    _ => media::fail(tx, entry, now),
                },
                _ => Ok(()),
            }
        }
    });
    if let Err(error) = noted.await {
        // The lease ends, and the job is done again.
        tracing::warn!(%error, "how a job ended could not be written");
    }
}

fn may_wait(lease: &Lease) -> bool {
    lease.attempts < TRIES || is_tireless(lease)
}

/// What comes round again is never given up, and a mail has a patience of its own.
fn is_tireless(lease: &Lease) -> bool {
    lease
        .kind()
        .is_some_and(|kind| kind.recurs().is_some() || kind.is_patient())
}

async fn attend(app: &App, lease: &Lease) -> Result<(), Trouble> {
    if lease.attempts > TRIES && !is_tireless(lease) {
        // The process ended each time before the outcome could be written.
        return Err(Trouble::Lasting("the job never came to an end".to_owned()));
    }
    let work = Work::parse(&lease.kind, &lease.payload)
        .ok_or_else(|| Trouble::Lasting("this version does not know such work".to_owned()))?;
    match (work, lease.entry) {
        (Work::Look(plan), Some(entry)) => media::look(app, lease, entry, &plan).await,
        (Work::Render(plan), Some(entry)) => media::render(app, lease, entry, &plan).await,
        (Work::Rung(climb), Some(entry)) => media::first_rung(app, lease, entry, &climb).await,
        (Work::Ladder(climb), Some(entry)) => media::ladder(app, lease, entry, &climb).await,
        (Work::Mail(id), _) => mail::send(app, lease, id).await,
        (Work::Letter(proof), _) => letter::write(app, lease, proof).await,
        (Work::News(account), _) => news::write(app, lease, account).await,
        (Work::Batch(id), _) => batch::work(app, lease, id).await,
        (Work::Ring(entry, invites), _) => {
            let invites = invites.into_iter().map(Topic::Invite);
            let rings: Vec<Topic> = invites.chain([Topic::Entry(entry), Topic::Jobs]).collect();
            app.parts.bus.ring(&rings);
            Ok(())
        }
        (Work::Webhook(id), _) => webhook::send(app, lease, id).await,
        (Work::Discard(discard), _) => discard::discard(app, &discard).await,
        (Work::Purge, _) => purge::purge(app).await,
        (Work::Sweep, _) => sweep::sweep(app).await,
        (Work::Look(_) | Work::Render(_) | Work::Rung(_) | Work::Ladder(_), None) => {
            Err(Trouble::Lasting("the work names no entry".to_owned()))
        }
    }
}
