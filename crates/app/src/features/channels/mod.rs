//! Channels and galleries: shelves on which entries stand for those who see the shelf (docs/adr/0055).
//!
//! A channel has people with a role each; a gallery is the site's. Whoever publishes an entry puts it there
//! ([`pages::publish`]); where entries are moderated it waits in a queue ([`pages::queue`], [`console`]). What stands in a
//! channel lets those who see the channel watch it, by the one access decision ([`seen`] is one of its facts).

pub(in crate::features) mod api;
mod console;
mod deeds;
mod pages;
mod store;
mod wanted;

use usher_db::{Error, Tx};
use usher_domain::{
    access::{Actor, ChannelSight, ChannelStanding},
    ids::{AccountId, ChannelId, EntryId},
};

use crate::{
    App,
    http::{fault::Fault, routes::Routes, visit::Visit},
};

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    console::routes(api::routes(pages::routes(routes)))
}

/// How the visitor stands to a channel; `None` if there is no such channel.
pub async fn standing(
    app: &App,
    visit: &Visit,
    id: ChannelId,
) -> Result<Option<ChannelStanding>, Fault> {
    let actor = visit.actor;
    let look = move |tx: &Tx| store::load(tx, &actor, id);
    Ok(app.parts.db.read(look).await?.map(|(_, standing)| standing))
}

/// What channels let `actor` see of an entry.
pub fn seen(tx: &Tx, actor: &Actor, entry: EntryId) -> Result<ChannelSight, Error> {
    store::seen(tx, actor, entry)
}

/// Where an entry stands, waits or was not taken, as its owner's page says it: each with its label and tone.
pub async fn standings(
    app: &App,
    visit: &Visit,
    entry: EntryId,
) -> Result<Vec<(String, String, &'static str)>, Fault> {
    let actor = visit.actor;
    let look = move |tx: &Tx| store::standings(tx, &actor, entry);
    let found = app.parts.db.read(look).await?;
    let said = |state| visit.words.say(format!("placement-{state}")).to_string();
    Ok(found
        .into_iter()
        .map(|(name, state)| (name, said(state), pages::tone(state)))
        .collect())
}

/// What a channel is called.
pub fn name(tx: &Tx, id: ChannelId) -> Result<Option<String>, Error> {
    store::name(tx, id)
}

/// Who put an entry into a channel, and who owns it; nothing of one that is in the trash.
pub fn whose(
    tx: &Tx,
    entry: EntryId,
    channel: ChannelId,
) -> Result<Option<(AccountId, AccountId)>, Error> {
    store::whose(tx, entry, channel)
}

/// Takes an entry that goes for good out of every channel.
pub fn forget_of_entry(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    store::forget_of_entry(tx, entry)
}

/// Takes somebody who goes for good out of every channel.
pub fn forget_of_account(tx: &Tx, account: AccountId) -> Result<(), Error> {
    store::forget_of_account(tx, account)
}

#[cfg(test)]
mod tests;
