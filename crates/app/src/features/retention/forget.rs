//! Forgetting one guest: the one place where a guest's data go.

use usher_bus::Topic;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{EntryId, GrantId, InviteId},
};

use crate::features::{audit, quiz, webhooks};

/// Whose data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guest {
    /// Whoever was invited by this.
    Invited(InviteId),
    /// Whoever came by a guest link.
    ByLink(GrantId),
}

/// Why they go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The site keeps them no longer.
    Time,
    /// The guest asked.
    Asked,
}

impl Why {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Asked => "asked",
        }
    }

    /// Why what they hold ends with it, if it still runs.
    const fn ends(self) -> &'static str {
        match self {
            Self::Time => "revoked",
            Self::Asked => "left",
        }
    }
}

/// No browser's: a seat is a keyed hash, and what nobody sits in has to be something.
const NO_SEAT: [u8; 32] = [0; 32];
/// Who is not known any more, where a name stood.
const NAMELESS: &str = "—";

const INVITE: &str = "
    SELECT i.entry_id, i.first_name, i.last_name, i.forgotten_at, g.ended_at, g.ends_at
    FROM invites i LEFT JOIN grants g ON g.invite_id = i.id WHERE i.id = $1";
/// Revoked with it: no link leads to nobody, and the address is free to be invited again.
const BLANK: &str = "
    UPDATE invites SET email = $2, email_written = $2, first_name = '', last_name = '', invitee_id = NULL,
      lang = NULL, seat = NULL, seat_key = NULL, seat_reset = 0, asked_at = NULL,
      revoked_at = COALESCE(revoked_at, $3), forgotten_at = $3, forgotten_why = $4
    WHERE id = $1";
const UNSEAT: &str = "
    UPDATE grants SET seat = $2, seat_key = NULL, last_seen_at = created_at
    WHERE invite_id = $1 AND account_id IS NULL";
const END: &str = "
    UPDATE grants SET ended_at = $2, ended_why = $3 WHERE invite_id = $1 AND ended_at IS NULL";
const SECRETS: &str = "DELETE FROM invite_secrets WHERE invite_id = $1";
const MAILS: &str = "DELETE FROM mails WHERE invite_id = $1";
const SHOWN: &str = "DELETE FROM hand_overs WHERE invite_id = $1";
const NOTICES: &str = "UPDATE notices SET who = $3 WHERE entry_id = $1 AND who = $2";
const NEWS: &str = "UPDATE notice_news SET who = $3 WHERE entry_id = $1 AND who = $2";
const ATTENDED: &str = "DELETE FROM attendance WHERE entry_id = $1 AND person = $2";
const GUEST: &str = "SELECT g.entry_id, g.ended_at, g.ends_at FROM guests g WHERE g.id = $1";
const LINK_GUEST: &str = "DELETE FROM guests WHERE id = $1";

/// Removes what is known of a guest: name, address, seat, secrets, letters, attendance, what they answered in a
/// quiz, and their name where others were told of them. What they hold ends. The row of an invite stays, blank, so that counts and the audit hold; that
/// of a guest by a link goes, who is counted in the link. `None`: there is no such guest, or nothing is known of them
/// any more. Answers what to ring after the commit. A session is the caller's to end.
pub fn forget(
    tx: &Tx,
    guest: Guest,
    why: Why,
    now: Timestamp,
) -> Result<Option<Vec<Topic>>, Error> {
    match guest {
        Guest::Invited(invite) => forget_invited(tx, invite, why, now),
        Guest::ByLink(guest) => forget_link_guest(tx, guest, why, now),
    }
}

/// What is looked at before an invite is made blank.
struct Known {
    entry: EntryId,
    name: String,
    forgotten: bool,
    runs: bool,
}

fn forget_invited(
    tx: &Tx,
    invite: InviteId,
    why: Why,
    now: Timestamp,
) -> Result<Option<Vec<Topic>>, Error> {
    let found = tx.query_opt(tx.lock("i", INVITE), params![invite], |row| {
        let (first, last): (String, String) = (row.get("first_name")?, row.get("last_name")?);
        Ok(Known {
            entry: row.get("entry_id")?,
            name: format!("{first} {last}").trim().to_owned(),
            forgotten: row.get::<Option<Timestamp>>("forgotten_at")?.is_some(),
            runs: runs(row.get("ended_at")?, row.get("ends_at")?, now),
        })
    })?;
    let Some(known) = found.filter(|known| !known.forgotten) else {
        return Ok(None);
    };
    if known.runs {
        tx.execute(END, params![invite, now, why.ends()])?;
    }
    tx.execute(UNSEAT, params![invite, &NO_SEAT[..]])?;
    for sql in [SECRETS, MAILS, SHOWN] {
        tx.execute(sql, params![invite])?;
    }
    if !known.name.is_empty() {
        for sql in [NOTICES, NEWS] {
            tx.execute(sql, params![known.entry, known.name.as_str(), NAMELESS])?;
        }
    }
    tx.execute(ATTENDED, params![known.entry, invite])?;
    quiz::forget_of_guest(tx, known.entry, &invite.to_string())?;
    webhooks::forget_person(tx, &invite.to_string())?;
    let nobody = format!("{invite}@forgotten.invalid");
    tx.execute(BLANK, params![invite, nobody.as_str(), now, why.as_str()])?;
    let deed = match why {
        Why::Time => audit::Deed::of_system("guest_forgotten"),
        Why::Asked => audit::Deed::of_guest(invite, "guest_forgotten"),
    };
    audit::note(tx, now, &deed.on(known.entry).to(invite))?;
    Ok(Some(vec![Topic::Invite(invite)]))
}

fn forget_link_guest(
    tx: &Tx,
    guest: GrantId,
    why: Why,
    now: Timestamp,
) -> Result<Option<Vec<Topic>>, Error> {
    let found = tx.query_opt(tx.lock("g", GUEST), params![guest], |row| {
        let running = runs(row.get("ended_at")?, row.get("ends_at")?, now);
        Ok((row.get::<EntryId>("entry_id")?, running))
    })?;
    let Some((entry, running)) = found else {
        return Ok(None);
    };
    tx.execute(ATTENDED, params![entry, guest])?;
    quiz::forget_of_guest(tx, entry, &guest.to_string())?;
    webhooks::forget_person(tx, &guest.to_string())?;
    tx.execute(LINK_GUEST, params![guest])?;
    let deed = match why {
        Why::Time => audit::Deed::of_system("guest_forgotten"),
        Why::Asked => audit::Deed::of_link_guest(guest, "guest_forgotten"),
    };
    audit::note(tx, now, &deed.on(entry).to(guest))?;
    // Whoever has the entry open looks again, as when a guest link is ended for everyone.
    Ok(Some(if running {
        vec![Topic::Entry(entry)]
    } else {
        Vec::new()
    }))
}

/// Whether a grant with these ends may still let somebody in; one without a moment ends after a session.
fn runs(ended_at: Option<Timestamp>, ends_at: Option<Timestamp>, now: Timestamp) -> bool {
    ended_at.is_none() && ends_at.is_none_or(|ends| now < ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn what_is_known_of_a_guest_is_found_by_indices() {
        let hub = Hub::new();
        for sql in [
            INVITE, BLANK, UNSEAT, END, SECRETS, MAILS, SHOWN, NOTICES, NEWS, ATTENDED, GUEST,
            LINK_GUEST,
        ] {
            assert_eq!(hub.flaws(sql).await, [""; 0], "{sql}");
        }
    }
}
