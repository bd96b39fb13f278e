//! Invites, secrets and grants in the database: load facts, let `domain::invite`
//! decide, apply.

mod batches;
mod figures;
mod given_out;
mod ground;
mod guests;
mod invite;
mod invited;
mod list;
mod mailing;
mod make;
mod manage;
mod many;
mod many_acts;
mod write;

use usher_db::{Error, Tx, params};
use usher_domain::ids::{EntryId, InviteId};

pub use batches::forget_batches_of;
pub(super) use batches::{
    Batch, BatchState, NewBatch, begin, content, find, find_locked, finish, forget, keep,
    note_part, part,
};
pub use figures::{Figures, MOST_COUNTED, figures};
pub(super) use figures::{MOST_NUMBERED, Numbers, numbers};
pub use given_out::{OfInviter, revoke_given_out};
pub(in crate::features) use ground::Ground;
pub use guests::{end_guest, settle_guest};
pub(super) use invite::{Invite, load};
pub use invited::{Invited, ask, invited};
pub(super) use list::{Filter, Listed, Place, Sort, Whose, ids, list};
pub(super) use mailing::Mailing;
pub use make::Maker;
pub(super) use make::make;
pub(super) use manage::{Asked, Order, manage};
pub(super) use many::{Did, Hand, invite_row, look};
pub(super) use many_acts::{act_row, link_row};

/// The entry an invite belongs to.
pub(super) fn entry_of(tx: &Tx, invite: InviteId) -> Result<Option<EntryId>, Error> {
    tx.query_opt(
        "SELECT entry_id FROM invites WHERE id = $1",
        params![invite],
        |row| row.get("entry_id"),
    )
}
