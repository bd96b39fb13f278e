//! Whom an invite is for, for letters to them.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    email::Email,
    ids::{EntryId, InviteId},
};

use crate::features::audit;

/// The person whom an open invite is for.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The invited address, as it was written.
    pub email: Email,
    /// First name.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// The entry they are invited to.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// The full name of whoever invites.
    pub inviter: String,
}

impl Invited {
    /// Both names as one.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
            .trim()
            .to_owned()
    }
}

const INVITED: &str = "
    SELECT i.entry_id, i.email_written, i.first_name, i.last_name, e.title,
           a.first_name AS by_first, a.last_name AS by_last
    FROM invites i
    JOIN entries e ON e.id = i.entry_id
    JOIN accounts a ON a.id = i.inviter_id
    LEFT JOIN removals r ON r.entry_id = i.entry_id AND r.email = i.email
    LEFT JOIN addresses d ON d.email = i.email AND d.verified_how IS NOT NULL
    LEFT JOIN accounts m ON m.id = COALESCE(i.invitee_id, d.account_id)
    WHERE i.id = $1 AND i.revoked_at IS NULL AND e.trashed_at IS NULL AND r.email IS NULL
      AND m.suspended_at IS NULL";

/// Whom it is for; nobody, if it was revoked, the entry deleted, the address removed from
/// it or the person suspended.
pub fn invited(tx: &Tx, invite: InviteId) -> Result<Option<Invited>, Error> {
    tx.query_opt(INVITED, params![invite], |row| {
        let (first, last): (String, String) = (row.get("by_first")?, row.get("by_last")?);
        Ok(Invited {
            email: row.parse("email_written")?,
            first_name: row.get("first_name")?,
            last_name: row.get("last_name")?,
            entry: row.get("entry_id")?,
            title: row.get("title")?,
            inviter: format!("{first} {last}").trim().to_owned(),
        })
    })
}

const ASK: &str = "
    UPDATE invites SET asked_at = $2 WHERE id = $1 AND asked_at IS NULL";

/// The person whom an invite is for asks for a new link: whoever looks after the invite is told, once
/// until there is one. Nothing comes of another address, or where the person would not get in anyway.
pub fn ask(tx: &Tx, invite: InviteId, typed: &Email, now: Timestamp) -> Result<(), Error> {
    let found = invited(tx, invite)?.filter(|invited| invited.email == *typed);
    let Some(invited) = found else {
        return Ok(());
    };
    if tx.execute(ASK, params![invite, now])? == 1 {
        let deed = audit::Deed::of_guest(invite, "link_asked").on(invited.entry);
        audit::note(tx, now, &deed.to(invite))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{ASK, INVITED};
    use crate::testing::Hub;

    #[tokio::test]
    async fn the_invited_person_is_found_by_indices() {
        let hub = Hub::new();
        for sql in [INVITED, ASK] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
