//! What pages and the API do alike: decide and apply in one transaction, then ring for whoever holds something open.

use std::sync::Arc;

use usher_bus::Topic;
use usher_domain::{
    clock::Timestamp,
    config::SiteConfig,
    ids::{AccountId, EntryId, GuestLinkId},
    invite::InviteToken,
};

use super::{
    refused::Refused,
    store::{self, GuestLink, Inside, Wanted},
};
use crate::{
    App,
    http::{fault::Fault, visit::Visit},
};

/// Who acts, by which rules, when.
#[derive(Clone)]
pub(super) struct Order {
    pub(super) account: AccountId,
    pub(super) site: Arc<SiteConfig>,
    pub(super) now: Timestamp,
}

impl Order {
    fn of(app: &App, visit: &Visit) -> Result<Self, Fault> {
        Ok(Self {
            account: visit.member()?.id,
            site: app.settings.now(),
            now: app.now(),
        })
    }
}

/// A guest link and its address, which is shown in this one answer and never again.
pub(super) struct Made {
    pub(super) link: GuestLink,
    pub(super) url: String,
}

fn made(app: &App, link: GuestLink, token: &InviteToken) -> Made {
    Made {
        url: app.link(&format!("/g/{}", token.expose())),
        link,
    }
}

/// Makes a link that carries `token`.
pub(super) async fn make(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    wanted: Wanted,
    token: &InviteToken,
) -> Result<Made, Refused> {
    let (order, entropy) = (Order::of(app, visit)?, app.parts.entropy.clone());
    let secret = token.mac_of_guest_link(&app.parts.key);
    let write =
        move |tx: &usher_db::Tx| store::make(tx, &order, entry, &wanted, (secret, &*entropy));
    let link = app.parts.db.write(write).await?;
    Ok(made(app, link, token))
}

/// Gives a link a new secret, which `token` is.
pub(super) async fn renew(
    app: &App,
    visit: &Visit,
    of: (EntryId, GuestLinkId),
    token: &InviteToken,
) -> Result<Made, Refused> {
    let order = Order::of(app, visit)?;
    let secret = token.mac_of_guest_link(&app.parts.key);
    let write = move |tx: &usher_db::Tx| store::renew(tx, &order, of, secret);
    let link = app.parts.db.write(write).await?;
    Ok(made(app, link, token))
}

/// Deletes a link; how many of those inside are out by it.
pub(super) async fn delete(
    app: &App,
    visit: &Visit,
    of: (EntryId, GuestLinkId),
    inside: Inside,
) -> Result<u64, Refused> {
    let order = Order::of(app, visit)?;
    let write = move |tx: &usher_db::Tx| store::delete(tx, &order, of, inside);
    let ended = app.parts.db.write(write).await?;
    ring(app, of.0, ended);
    Ok(ended)
}

/// Switches *Guest access*.
pub(super) async fn switch(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    on: bool,
) -> Result<(), Refused> {
    let order = Order::of(app, visit)?;
    let write = move |tx: &usher_db::Tx| store::switch(tx, &order, entry, on);
    app.parts.db.write(write).await
}

/// Ends it for everyone; how many were inside.
pub(super) async fn end_all(app: &App, visit: &Visit, entry: EntryId) -> Result<u64, Refused> {
    let order = Order::of(app, visit)?;
    let write = move |tx: &usher_db::Tx| store::end_all(tx, &order, entry);
    let ended = app.parts.db.write(write).await?;
    ring(app, entry, ended);
    Ok(ended)
}

/// Everybody who has the entry open looks again.
fn ring(app: &App, entry: EntryId, ended: u64) {
    if ended > 0 {
        app.parts.bus.ring(&[Topic::Entry(entry)]);
    }
}
