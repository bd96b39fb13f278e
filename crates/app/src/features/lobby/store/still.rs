//! What is kept still while an entrance is decided.

use usher_db::{Error, Tx, params};

use super::super::knock::{Knock, Way};

/// Only the invite's own row: what it belongs to is written by nobody who enters.
const INVITE: &str = "
    SELECT id FROM invites WHERE id = (SELECT invite_id FROM invite_secrets WHERE mac = $1)";

/// The same of an invite whose seat is handed over.
const HANDED_OVER: &str = "
    SELECT id FROM invites WHERE id = (SELECT invite_id FROM hand_overs WHERE mac = $1)";

/// The same of an invite that stands in a member's list.
const LISTED: &str = "SELECT id FROM invites WHERE id = $1";

/// Entrances run beside each other ([`usher_db::Db::write_locking`]), so each first keeps
/// still what another could change that it decides on:
///
/// * what the browser and the account hold (their grants, the browser's session) is claimed,
///   since the rows may not be there yet;
/// * the invite, with its uses, seat and grant, is locked.
///
/// Everything else that the decision rests on (entry, people, removals, replaced links,
/// revocations, freed seats) is written by closures of [`usher_db::Db::write`] only, and none
/// of those runs beside an entrance.
pub(super) fn keep(tx: &Tx, knock: &Knock) -> Result<(), Error> {
    if let Some(browser) = knock.browser() {
        tx.claim("browser", browser.as_bytes())?;
    }
    if let Some(account) = knock.account() {
        tx.claim("account", account.to_string().as_bytes())?;
    }
    match knock.way {
        Way::Link => tx.hold(INVITE, params![knock.secret.as_bytes()]),
        Way::HandOver => tx.hold(HANDED_OVER, params![knock.secret.as_bytes()]),
        Way::Listed(invite) => tx.hold(LISTED, params![invite]),
    }
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [INVITE, HANDED_OVER, LISTED];
