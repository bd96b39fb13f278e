//! One part of a batch, in one transaction.

use std::{sync::Arc, time::Duration};

use serde_json::json;
use usher_bus::Topic;
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    clock::{Entropy, Timestamp},
    config::SiteConfig,
    ids::{BatchId, InviteId},
    invite::{SecretKey, many::RowFault, may_invite},
};

use super::{Counts, Row, Task, What};
use crate::{
    App,
    features::{
        audit,
        invites::{
            Refused,
            store::{self, Batch, BatchState, Did, Ground, Hand},
        },
        jobs, mail,
    },
    sealed::Sealer,
};

/// What came of a turn at a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// There is more to do.
    More,
    /// All of it is done.
    Done,
    /// It goes on after this pause, when more may be mailed.
    After(Duration),
    /// Somebody else does it by now.
    Lost,
}

/// What a part is done with.
#[derive(Clone)]
pub(in super::super) struct Tools {
    site: Arc<SiteConfig>,
    now: Timestamp,
    key: SecretKey,
    sealer: Sealer,
    entropy: Arc<dyn Entropy>,
}

impl Tools {
    /// Those of somebody who does it themself.
    pub(in super::super) fn of(hand: &Hand) -> Self {
        Self {
            site: hand.site.clone(),
            now: hand.now,
            key: hand.key.clone(),
            sealer: hand.sealer.clone(),
            entropy: hand.entropy.clone(),
        }
    }
}

/// A part that was done, and whose right changed by it.
struct PartDone {
    turn: Turn,
    rings: Vec<Topic>,
    mailed: bool,
}

impl From<Turn> for PartDone {
    fn from(turn: Turn) -> Self {
        Self {
            turn,
            rings: Vec::new(),
            mailed: false,
        }
    }
}

/// Does the next part. `hold` says, inside the transaction, whether it is still this worker's to do.
pub async fn work_on(
    app: &App,
    batch: BatchId,
    mut hold: impl FnMut(&Tx) -> Result<bool, Error> + Send + 'static,
) -> Result<Turn, Error> {
    let tools = Tools {
        site: app.settings.now(),
        now: app.now(),
        key: app.parts.key.clone(),
        sealer: app.sealer(),
        entropy: app.parts.entropy.clone(),
    };
    let work = move |tx: &Tx| {
        if hold(tx)? {
            do_part(tx, batch, &tools)
        } else {
            Ok(Turn::Lost.into())
        }
    };
    let done: PartDone = app.parts.db.write(work).await?;
    app.parts.bus.ring(&done.rings);
    if done.mailed {
        jobs::wake(app);
    }
    Ok(done.turn)
}

/// Does the next part, in a transaction of the caller's, who lets others know.
pub(in super::super) fn part(tx: &Tx, id: BatchId, tools: &Tools) -> Result<Turn, Error> {
    do_part(tx, id, tools).map(|done| done.turn)
}

fn do_part(tx: &Tx, id: BatchId, tools: &Tools) -> Result<PartDone, Error> {
    let found = store::find_locked(tx, id)?;
    let Some(mut batch) = found.filter(|batch| batch.state == BatchState::Working) else {
        return Ok(Turn::Done.into());
    };
    let Some(mut rows) = store::part(tx, id, batch.next_part)? else {
        finish(tx, &batch, tools.now)?;
        return Ok(Turn::Done.into());
    };
    let before = Counts::of(rows.iter().filter(|row| row.done));
    let done = if let Some(ground) = ground(tx, &batch, tools)? {
        do_rows(tx, &batch, &ground, &mut rows, tools)?
    } else {
        for row in rows.iter_mut().filter(|row| !row.done) {
            (row.what, row.mail, row.done) = (RowFault::NotAllowed.into(), false, true);
        }
        PartDone::from(Turn::More)
    };
    batch.counts = batch
        .counts
        .and(Counts::of(rows.iter().filter(|row| row.done)).without(before));
    let waits = match done.turn {
        Turn::After(pause) => Some(tools.now.after(pause)),
        _ => None,
    };
    store::note_part(tx, &batch, &rows, waits)?;
    Ok(done)
}

/// What whoever asked stands on now; nothing if they may not any more.
fn ground(tx: &Tx, batch: &Batch, tools: &Tools) -> Result<Option<Ground>, Error> {
    let Some(ground) = Ground::load(tx, batch.by, batch.entry, &tools.site)? else {
        return Ok(None);
    };
    let action = match batch.task {
        Task::Invite { .. } => Action::InviteUsers,
        _ => Action::ManageInvites,
    };
    let may = ground.allows(action).is_ok()
        && (!batch.task.hands_out()
            || may_invite(&tools.site, &ground.inviter, &ground.invitable).is_ok());
    Ok(may.then_some(ground))
}

fn do_rows(
    tx: &Tx,
    batch: &Batch,
    ground: &Ground,
    rows: &mut [Row],
    tools: &Tools,
) -> Result<PartDone, Error> {
    let hand = Hand {
        by: batch.by,
        batch: Some(batch.id),
        site: tools.site.clone(),
        now: tools.now,
        key: tools.key.clone(),
        sealer: tools.sealer.clone(),
        entropy: tools.entropy.clone(),
    };
    let chosen = batch.task.chosen();
    let allowance = mail::allowance(tx, batch.by, tools.now)?;
    let mut mails = allowance.left;
    let mut done = PartDone::from(Turn::More);
    for row in rows.iter_mut().filter(|row| !row.done) {
        let did = match &chosen {
            Some(chosen) => {
                store::invite_row(tx, &hand, ground, row, (&batch.task, chosen), &mut mails)
            }
            None => store::act_row(tx, &hand, ground, row, &batch.task, &mut mails),
        };
        match did {
            Ok(Did::It) => {}
            Ok(Did::NoMoreMail) => {
                done.turn = Turn::After(allowance.more_from.since(tools.now).max(SHORTEST));
                break;
            }
            // The rows before it are undone with it, and the part is tried again.
            Err(refused) => return Err(unforeseen(&refused)),
        }
        done.mailed |= row.mail;
        done.rings.extend(rung(row));
    }
    if batch.task.reaches_in() && !done.rings.is_empty() {
        done.rings.push(Topic::Entry(batch.entry));
    }
    Ok(done)
}

/// The shortest pause before more may be mailed.
const SHORTEST: Duration = Duration::from_secs(15);

/// Whoever holds something open by it looks again.
fn rung(row: &Row) -> Option<Topic> {
    let changed = matches!(row.what, What::Changed(_) | What::Done);
    row.invite
        .filter(|_| changed)
        .map(|id: InviteId| Topic::Invite(id))
}

fn unforeseen(refused: &Refused) -> Error {
    tracing::warn!(?refused, "a row of a batch was neither done nor refused");
    Error::Busy
}

fn finish(tx: &Tx, batch: &Batch, now: Timestamp) -> Result<(), Error> {
    store::finish(tx, batch, now)?;
    let counts = batch.counts;
    let deed = audit::Deed::of(batch.by, "invites_done_at_once").on(batch.entry);
    let detail = json!({
        "deed": batch.task.word(),
        "new": counts.new,
        "changed": counts.changed,
        "kept": counts.kept,
        "done": counts.done,
        "refused": counts.wrong,
        "mails": counts.mails,
    });
    audit::note(tx, now, &deed.to(batch.id).with(detail))
}
