//! What pages and the API do alike: one transaction, then ring for whoever has something open that a channel shows.

use std::collections::BTreeSet;

use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::{
    channel::{ChannelKind, ChannelRole, PlacementState},
    ids::{AccountId, ChannelId, EntryId},
};

use super::store::{self, Order, Ruling, Wanted};
use crate::{
    App,
    features::media::Asker,
    http::{fault::Fault, visit::Visit},
};

fn order(app: &App, visit: &Visit) -> Order {
    Order {
        asker: Asker::of(visit),
        now: app.now(),
    }
}

fn ring(app: &App, entries: impl IntoIterator<Item = EntryId>) {
    let topics: Vec<Topic> = entries.into_iter().map(Topic::Entry).collect();
    app.parts.bus.ring(&topics);
}

/// Makes a channel or a gallery.
pub(super) async fn make(
    app: &App,
    visit: &Visit,
    kind: ChannelKind,
    wanted: Wanted,
) -> Result<ChannelId, Fault> {
    let (by, entropy) = (order(app, visit), app.parts.entropy.clone());
    let write = move |tx: &Tx| match kind {
        ChannelKind::Channel => store::make(tx, by, &wanted, &*entropy),
        ChannelKind::Gallery => store::make_gallery(tx, by, &wanted, &*entropy),
    };
    app.parts.db.write(write).await
}

/// Changes what it is.
pub(super) async fn change(
    app: &App,
    visit: &Visit,
    id: ChannelId,
    wanted: Wanted,
) -> Result<(), Fault> {
    let by = order(app, visit);
    let write = move |tx: &Tx| store::change(tx, by, id, &wanted);
    ring(app, app.parts.db.write(write).await?);
    Ok(())
}

/// Deletes it.
pub(super) async fn delete(app: &App, visit: &Visit, id: ChannelId) -> Result<(), Fault> {
    let by = order(app, visit);
    let write = move |tx: &Tx| store::delete(tx, by, id);
    ring(app, app.parts.db.write(write).await?);
    Ok(())
}

/// Makes somebody something in a channel, or nothing any more.
pub(super) async fn set_role(
    app: &App,
    visit: &Visit,
    (id, person): (ChannelId, AccountId),
    role: Option<ChannelRole>,
) -> Result<(), Fault> {
    let by = order(app, visit);
    let write = move |tx: &Tx| store::set_role(tx, by, (id, person), role);
    app.parts.db.write(write).await?;
    app.parts.bus.ring(&[Topic::Account(person)]);
    Ok(())
}

/// Leaves a channel.
pub(super) async fn leave(app: &App, visit: &Visit, id: ChannelId) -> Result<(), Fault> {
    let (by, me) = (order(app, visit), visit.member()?.id);
    let write = move |tx: &Tx| store::leave(tx, by, id);
    app.parts.db.write(write).await?;
    app.parts.bus.ring(&[Topic::Account(me)]);
    Ok(())
}

/// Puts an entry where it is wanted, and takes it out of wherever else it is.
pub(super) async fn publish(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    wanted: BTreeSet<ChannelId>,
) -> Result<(), Fault> {
    let by = order(app, visit);
    let write = move |tx: &Tx| store::set(tx, by, entry, &wanted);
    app.parts.db.write(write).await?;
    ring(app, [entry]);
    Ok(())
}

/// Puts an entry into one channel; what came of it.
pub(super) async fn put_into(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    channel: ChannelId,
) -> Result<PlacementState, Fault> {
    let by = order(app, visit);
    let write = move |tx: &Tx| store::put_into(tx, by, entry, channel);
    let state = app.parts.db.write(write).await?;
    ring(app, [entry]);
    Ok(state)
}

/// Takes an entry out of one channel; whether it was there.
pub(super) async fn take_out_of(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    channel: ChannelId,
) -> Result<bool, Fault> {
    let by = order(app, visit);
    let write = move |tx: &Tx| store::take_out_of(tx, by, entry, channel);
    let was = app.parts.db.write(write).await?;
    ring(app, [entry]);
    Ok(was)
}

/// Decides on entries of a channel; on how many.
pub(super) async fn rule(
    app: &App,
    visit: &Visit,
    (channel, entries): (ChannelId, Vec<EntryId>),
    ruling: Ruling,
) -> Result<usize, Fault> {
    let by = order(app, visit);
    let write = move |tx: &Tx| store::rule(tx, by, (channel, &entries), &ruling);
    let done = app.parts.db.write(write).await?;
    let count = done.len();
    ring(app, done);
    Ok(count)
}

/// Decides on entries of several channels; on how many.
pub(super) async fn rule_anywhere(
    app: &App,
    visit: &Visit,
    places: Vec<(ChannelId, EntryId)>,
    ruling: Ruling,
) -> Result<usize, Fault> {
    let by = order(app, visit);
    let write = move |tx: &Tx| store::rule_anywhere(tx, by, &places, &ruling);
    let done = app.parts.db.write(write).await?;
    let count = done.len();
    ring(app, done);
    Ok(count)
}
