//! What goes with an entry or a person, and whom to tell of a decision.

use usher_db::{Error, Tx, params};
use usher_domain::ids::{AccountId, ChannelId, EntryId};

const OF_ENTRY: &str = "DELETE FROM channel_entries WHERE entry_id = $1";
const OF_ACCOUNT: &str = "DELETE FROM channel_members WHERE account_id = $1";
const WHOSE: &str = "
    SELECT e.owner_id, p.asked_by FROM entries e
    LEFT JOIN channel_entries p ON p.entry_id = e.id AND p.channel_id = $2
    WHERE e.id = $1 AND e.trashed_at IS NULL";

/// Takes an entry that goes for good out of every channel.
pub(in super::super) fn forget_of_entry(tx: &Tx, entry: EntryId) -> Result<(), Error> {
    tx.execute(OF_ENTRY, params![entry]).map(drop)
}

/// Takes somebody who goes for good out of every channel. One that they alone managed is looked after by site
/// administrators.
pub(in super::super) fn forget_of_account(tx: &Tx, account: AccountId) -> Result<(), Error> {
    tx.execute(OF_ACCOUNT, params![account]).map(drop)
}

/// Who put an entry into a channel, and who owns it.
pub(in super::super) fn whose(
    tx: &Tx,
    entry: EntryId,
    channel: ChannelId,
) -> Result<Option<(AccountId, AccountId)>, Error> {
    tx.query_opt(WHOSE, params![entry, channel], |row| {
        let owner: AccountId = row.get("owner_id")?;
        let asked: Option<AccountId> = row.get("asked_by")?;
        Ok((asked.unwrap_or(owner), owner))
    })
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 3] = [OF_ENTRY, OF_ACCOUNT, WHOSE];
