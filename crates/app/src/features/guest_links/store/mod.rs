//! Guest links and guests in the database: load facts, let `domain::invite` decide, write what it says.

mod admit;
mod guests;
mod here;
mod link;
mod make;
mod take;
mod tidy;

use usher_db::{Error, Tx, params};
use usher_domain::{access::Action, ids::EntryId};

pub(super) use admit::{Answer, decide, enter};
pub use guests::said;
pub(super) use guests::{Guest, MOST_COUNTED, guests, inside};
pub use here::{end_here, held_here, leave};
pub(super) use link::{GuestLink, links};
pub(super) use make::{Wanted, make, renew};
pub use take::delete_given_out;
pub(super) use take::{Inside, delete, end_all, switch};
pub use tidy::{close_all, hand_over, purge};

use super::{deeds::Order, refused::Refused};
use crate::{features::invites::Ground, http::fault::Fault};

/// The ground of a deed, decided where it counts: inside the transaction that will write.
fn ground(tx: &Tx, order: &Order, entry: EntryId, action: Action) -> Result<Ground, Refused> {
    let ground = Ground::load(tx, order.account, entry, &order.site)?;
    let ground = ground.ok_or_else(Fault::not_found)?;
    ground.allows(action).map_err(Fault::from)?;
    Ok(ground)
}

/// Whether *Guest access* of an entry is on.
pub(super) fn access_on(tx: &Tx, entry: EntryId) -> Result<bool, Error> {
    tx.query_one(
        "SELECT guest_access FROM entries WHERE id = $1",
        params![entry],
        |row| row.get("guest_access"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn every_statement_finds_its_rows_by_an_index() {
        let hub = Hub::new();
        let statements = [
            &admit::STATEMENTS[..],
            &guests::STATEMENTS,
            &here::STATEMENTS,
            &link::STATEMENTS,
            &take::STATEMENTS,
            &tidy::STATEMENTS,
        ];
        for sql in statements.into_iter().flatten() {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
