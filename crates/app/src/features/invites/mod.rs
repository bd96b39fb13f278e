//! Invitations: making them and looking after them. Using one is the lobby's.
//!
//! `domain::invite::{issue, manage}` decide; this folder loads their facts, writes
//! what they say in one transaction and shows the link, once (invitations.md).

pub(in crate::features) mod api;
mod deeds;
mod many;
mod pages;
mod refused;
mod store;
pub mod terminal;
mod wanted;

use usher_db::{Error, Tx};
use usher_domain::{
    access::SessionRole,
    clock::{Entropy, Timestamp},
    config::SiteConfig,
    ids::{AccountId, EntryId, InviteId},
    invite::{self, Mac, MenuState},
};

pub use many::{Turn, work_on};
pub(in crate::features) use pages::Qr;
use refused::Refused;
pub(in crate::features) use store::Ground;
pub use store::{
    Figures, Invited, MOST_COUNTED, Maker, OfInviter, ask, end_guest, figures, forget_batches_of,
    invited, revoke_given_out, settle_guest,
};
pub use wanted::Wanted;

use crate::{
    App,
    http::{fault::Fault, routes::Routes},
};

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    many::routes(api::routes(pages::routes(routes)))
}

/// Forgets batches that are old enough, some at a time; how many.
pub fn forget_batches(tx: &Tx, now: Timestamp) -> Result<usize, Error> {
    store::forget(tx, now)
}

/// The entry an invite belongs to.
pub async fn entry_of(app: &App, invite: InviteId) -> Result<Option<EntryId>, Fault> {
    Ok(app
        .parts
        .db
        .read(move |tx| store::entry_of(tx, invite))
        .await?)
}

/// An invite as other programs are told of it.
pub struct Told {
    /// Its entry.
    pub entry: EntryId,
    /// How it stands.
    pub state: invite::InviteState,
    /// The role it gives.
    pub role: SessionRole,
    /// When its link ends.
    pub expires_at: Timestamp,
    /// Its uses.
    pub uses: invite::Uses,
    /// Its first use.
    pub first_used_at: Option<Timestamp>,
    /// When the last grant by it was ended, if it was.
    pub grant_ended_at: Option<Timestamp>,
    /// Whom it is for: address, first and last name.
    pub person: (String, String, String),
}

/// The invite, as it stands now.
pub fn told(tx: &Tx, id: InviteId, now: Timestamp) -> Result<Option<Told>, Error> {
    Ok(store::load(tx, id)?.map(|invite| Told {
        entry: invite.entry,
        state: invite.state(now),
        role: invite.role,
        expires_at: invite.link_ends(),
        uses: invite.uses,
        first_used_at: invite.first_used_at,
        grant_ended_at: invite.grant.and_then(|grant| grant.ended_at),
        person: (
            invite.email.written().to_owned(),
            invite.first_name,
            invite.last_name,
        ),
    }))
}

/// Invites somebody, or invites them again, after the same checks as the form: for
/// whoever fills a new hub. `secret` is the MAC of the link's token.
pub fn invite(
    tx: &Tx,
    maker: &Maker,
    wanted: &Wanted,
    secret: Mac,
    entropy: &dyn Entropy,
) -> Result<InviteId, Fault> {
    store::make(tx, maker, wanted, secret, None, entropy)
        .map(|invite| invite.id)
        .map_err(|refused| refused.fault(&[], "UTC"))
}

/// How *Invite users* is shown to a member on an entry's page. The sentence of a
/// reason is `fault-<code>`.
pub fn menu_state(
    tx: &Tx,
    account: AccountId,
    entry: EntryId,
    site: &SiteConfig,
) -> Result<MenuState, Error> {
    let ground = store::Ground::load(tx, account, entry, site)?;
    Ok(match ground {
        Some(ground) => invite::menu(site, &ground.inviter, &ground.invitable),
        None => MenuState::Hidden,
    })
}

#[cfg(test)]
mod tests;
