//! Invitations: making them, using them, looking after them.

mod store;

use usher_domain::ids::{EntryId, InviteId};

pub use store::end_guest;

use crate::{App, http::fault::Fault};

/// The entry an invite belongs to.
pub async fn entry_of(app: &App, invite: InviteId) -> Result<Option<EntryId>, Fault> {
    Ok(app
        .parts
        .db
        .read(move |tx| store::entry_of(tx, invite))
        .await?)
}
