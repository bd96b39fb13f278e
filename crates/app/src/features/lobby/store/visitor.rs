//! Who stands at the door, as the database knows them.

use std::time::Duration;

use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    access::{EntryStanding, SessionRole, SessionSeat, session_seat},
    clock::Timestamp,
    ids::{AccountId, EntryId},
    invite::{GrantEnd, GrantSource, HeldGrant, Mac, MemberAddress, MemberFacts, VisitorFacts},
};

use super::{super::knock::Knock, Invitation, invitation::holder};
use crate::features::media::{self, Asker};

/// The visitor: what the decision rests on, and what pages say beside it.
pub(in super::super) struct Visitor {
    /// What the decision rests on.
    pub(in super::super) facts: VisitorFacts,
    /// How the visitor stands to the entry as this browser is signed in now.
    pub(in super::super) standing: Option<EntryStanding>,
    /// The address under which a member is signed in.
    pub(in super::super) signed_in_as: Option<String>,
}

/// Loads the visitor. A guest costs one statement, a member some more.
pub(super) fn load(tx: &Tx, knock: &Knock, at: &Invitation) -> Result<Visitor, Error> {
    let grants = grants(tx, knock, at.entry_id)?;
    let mut facts = VisitorFacts {
        browser: knock.browser(),
        key: knock.shown.key,
        member: None,
        grants,
        inside_as: None,
        no_tries_until: knock.no_tries_until,
    };
    let Some(account) = knock.account() else {
        let standing = knock
            .guest_session()
            .and_then(|session| facts.inside(session.key, &at.entry, knock.now))
            .map(|role| EntryStanding {
                grant: Some(role),
                trashed: at.entry.trashed,
                ..EntryStanding::default()
            });
        return Ok(Visitor {
            facts,
            standing,
            signed_in_as: None,
        });
    };
    let (member, signed_in_as) = member(tx, account, at.entry_id)?;
    let standing = media::load_standing(tx, Asker::of(&knock.visit), at.entry_id, knock.now)?;
    facts.inside_as = standing
        .as_ref()
        .and_then(|standing| inside_as(knock, *standing));
    facts.member = Some(member);
    Ok(Visitor {
        facts,
        standing,
        signed_in_as,
    })
}

/// Grants of a browser and of an account, each by an index of its own.
const GRANTS: &str = "
    SELECT g.invite_id, i.email, g.account_id, g.seat, g.seat_key, g.role, g.proof,
           g.ends_at, g.after_session_us
    FROM grants g JOIN invites i ON i.id = g.invite_id
    WHERE g.seat = $1 AND g.entry_id = $2 AND g.ended_at IS NULL
    UNION ALL
    SELECT g.invite_id, i.email, g.account_id, g.seat, g.seat_key, g.role, g.proof,
           g.ends_at, g.after_session_us
    FROM grants g JOIN invites i ON i.id = g.invite_id
    WHERE g.account_id = $3 AND g.entry_id = $2 AND g.ended_at IS NULL";

/// A member's addresses, and whether one of them was removed from the entry.
const MEMBER: &str = "
    SELECT d.email, d.written, d.main, d.verified_how, a.suspended_at, r.removed_at
    FROM accounts a
    JOIN addresses d ON d.account_id = a.id
    LEFT JOIN removals r ON r.entry_id = $2 AND r.email = d.email
    WHERE a.id = $1";

/// The live grants for the entry that the account or the browser holds. What has
/// run out is the decision's to say.
fn grants(tx: &Tx, knock: &Knock, entry: EntryId) -> Result<Vec<HeldGrant>, Error> {
    let browser = knock.browser();
    let seat = browser.as_ref().map(Mac::as_bytes);
    tx.query(GRANTS, params![seat, entry, knock.account()], held_grant)
}

fn held_grant(row: &Row<'_>) -> Result<HeldGrant, Error> {
    let source = GrantSource::Invite {
        id: row.get("invite_id")?,
        email: row.parse("email")?,
    };
    let after_session = row.get::<Option<i64>>("after_session_us")?;
    Ok(HeldGrant {
        source,
        holder: holder(row, ["account_id", "seat", "seat_key"])?,
        role: row.parse("role")?,
        proof: row.parse("proof")?,
        ends: match after_session {
            Some(span) => {
                GrantEnd::AfterSession(Duration::from_micros(u64::try_from(span).unwrap_or(0)))
            }
            None => GrantEnd::At(row.get("ends_at")?),
        },
    })
}

/// The member with all addresses, and the one they are written to.
fn member(
    tx: &Tx,
    account: AccountId,
    entry: EntryId,
) -> Result<(MemberFacts, Option<String>), Error> {
    let mut facts = MemberFacts {
        account,
        addresses: Vec::new(),
        barred: false,
    };
    let mut main = None;
    let rows = tx.query(MEMBER, params![account, entry], |row| {
        let barred = row.get::<Option<Timestamp>>("suspended_at")?.is_some()
            || row.get::<Option<Timestamp>>("removed_at")?.is_some();
        let address = MemberAddress {
            email: row.parse("email")?,
            verified: row.get::<Option<String>>("verified_how")?.is_some(),
        };
        Ok((address, barred, row.get("main")?, row.get("written")?))
    })?;
    for (address, barred, is_main, written) in rows {
        facts.addresses.push(address);
        facts.barred |= barred;
        if is_main {
            main = Some(written);
        }
    }
    Ok((facts, main))
}

/// The session role in which a collaborator is inside without any grant.
fn inside_as(knock: &Knock, standing: EntryStanding) -> Option<SessionRole> {
    if standing.roles.is_empty() {
        return None;
    }
    let as_collaborator = EntryStanding {
        grant: None,
        ..standing
    };
    Some(match session_seat(&knock.visit.actor, &as_collaborator) {
        SessionSeat::Host | SessionSeat::Moderator => SessionRole::Moderator,
        SessionSeat::Speaker => SessionRole::Speaker,
        SessionSeat::Viewer | SessionSeat::Onlooker => SessionRole::Viewer,
    })
}

#[cfg(test)]
pub(super) const STATEMENTS: [&str; 2] = [GRANTS, MEMBER];
