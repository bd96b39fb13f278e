//! What pages and the API do alike: look, say yes, take the links.

use usher_db::Tx;
use usher_domain::{
    access::Action,
    ids::{BatchId, EntryId},
    invite::{Deed, ManagedInvite, RequestedEnd, Uses, UsesAllowed, manage, may_invite},
};

use super::{Row, Task};
use crate::{
    App,
    features::{
        invites::{
            Refused,
            store::{self, Batch, BatchState, Ground, Hand, NewBatch},
        },
        jobs::{self, Work},
    },
    http::{fault::Fault, visit::Visit},
};

/// How many rows are looked at in one transaction.
const AT_ONCE: usize = 200;

/// The hand of whoever asks.
pub(in super::super) fn hand(
    app: &App,
    visit: &Visit,
    batch: Option<BatchId>,
) -> Result<Hand, Fault> {
    Ok(Hand {
        by: visit.member()?.id,
        batch,
        site: app.settings.now(),
        now: app.now(),
        key: app.parts.key.clone(),
        sealer: app.sealer(),
        entropy: app.parts.entropy.clone(),
    })
}

/// Finds out what each row would come to; nothing is written.
pub(in super::super) async fn look(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    task: &Task,
    mut rows: Vec<Row>,
) -> Result<Vec<Row>, Fault> {
    let (hand, Some(chosen)) = (hand(app, visit, None)?, task.chosen()) else {
        return Ok(rows);
    };
    let mut looked = Vec::with_capacity(rows.len());
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(AT_ONCE));
        let (some, hand) = (std::mem::replace(&mut rows, rest), hand.clone());
        let look = move |tx: &Tx| -> Result<Vec<Row>, Fault> {
            let ground =
                Ground::load(tx, hand.by, entry, &hand.site)?.ok_or_else(Fault::not_found)?;
            let mut some = some.clone();
            for row in &mut some {
                store::look(tx, &hand, &ground, row, &chosen)?;
            }
            Ok(some)
        };
        looked.extend(app.parts.db.read(look).await?);
    }
    Ok(looked)
}

/// Keeps a batch with what it would come to.
pub(in super::super) async fn keep(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    (task, content): (Task, String),
    rows: Vec<Row>,
) -> Result<BatchId, Fault> {
    let (hand, id) = (
        hand(app, visit, None)?,
        BatchId::new(app.now(), &*app.parts.entropy),
    );
    let keep = move |tx: &Tx| -> Result<(), Fault> {
        allowed(tx, &hand, entry, &task)?;
        let new = NewBatch {
            id,
            entry,
            by: hand.by,
            task: &task,
            content: &content,
            rows: &rows,
        };
        Ok(store::keep(tx, &new, hand.now)?)
    };
    app.parts.db.write(keep).await?;
    Ok(id)
}

/// Whether what is asked for could be done to anybody at all: what is wrong with the wish itself is said before
/// anything is done.
pub(in super::super) async fn may(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    task: &Task,
) -> Result<(), Refused> {
    let (hand, task) = (hand(app, visit, None)?, task.clone());
    let ask = move |tx: &Tx| -> Result<(), Refused> {
        let ground = Ground::load(tx, hand.by, entry, &hand.site)?.ok_or_else(Fault::not_found)?;
        if task.hands_out() {
            may_invite(&hand.site, &ground.inviter, &ground.invitable)?;
        }
        if matches!(task, Task::Resend { .. }) && !hand.site.mails_invites() {
            return Err(Refused::NoMailService);
        }
        let deed = match task {
            Task::End { until } => Deed::ChangeEnd(RequestedEnd::Until(until)),
            Task::Role { role } => Deed::ChangeRole(role),
            _ => return Ok(()),
        };
        let any = ManagedInvite {
            revoked: false,
            link_ends: hand.now,
            uses: Uses::fresh(UsesAllowed::ONCE),
        };
        manage(&any, deed, &ground.invitable, &hand.site, hand.now)?;
        Ok(())
    };
    app.parts.db.read(ask).await
}

/// Says yes to what was looked at. Again changes nothing.
pub(in super::super) async fn begin(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    id: BatchId,
) -> Result<(), Fault> {
    let hand = hand(app, visit, None)?;
    let begin = move |tx: &Tx| -> Result<(), Fault> {
        let batch = store::find_locked(tx, id)?.filter(|batch| batch.entry == entry);
        let batch = batch.ok_or_else(Fault::not_found)?;
        allowed(tx, &hand, entry, &batch.task)?;
        if batch.state == BatchState::Looked && store::begin(tx, id, hand.by, hand.now)? {
            let work = Work::Batch(id);
            jobs::enqueue(tx, &work, Some(entry), hand.now, &*hand.entropy)?;
        }
        Ok(())
    };
    app.parts.db.write(begin).await?;
    jobs::wake(app);
    Ok(())
}

/// Decides where it counts: inside the transaction.
fn allowed(tx: &Tx, hand: &Hand, entry: EntryId, task: &Task) -> Result<(), Fault> {
    let action = match task {
        Task::Invite { .. } => Action::InviteUsers,
        _ => Action::ManageInvites,
    };
    let ground = Ground::load(tx, hand.by, entry, &hand.site)?.ok_or_else(Fault::not_found)?;
    Ok(ground.allows(action)?)
}

/// A batch of this entry.
pub(in super::super) async fn find(app: &App, entry: EntryId, id: BatchId) -> Result<Batch, Fault> {
    let found = app.parts.db.read(move |tx| store::find(tx, id)).await?;
    found
        .filter(|batch| batch.entry == entry)
        .ok_or_else(Fault::not_found)
}
