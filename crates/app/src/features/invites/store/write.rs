//! The statements that change invites, secrets and grants.

use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    config::Language,
    ids::InviteId,
    invite::{Change, GrantChange, LinkEnd, Mac, NewSecret, Seat, Via},
};

use super::Invite;

/// Whether a secret was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Minted {
    /// It is new.
    Fresh,
    /// The same form was sent before: the secret belongs to this invite, and
    /// still opens it unless it was replaced since.
    Before { invite: InviteId, replaced: bool },
}

/// Writes a new invite. `false`: the address has an open one already.
pub(super) fn insert(tx: &Tx, invite: &Invite) -> Result<bool, Error> {
    let (expires_at, with_session) = end_columns(invite.end);
    let written = tx.execute(
        "INSERT INTO invites (id, entry_id, inviter_id, invitee_id, email, email_written,
           first_name, last_name, role, surface, recording_too, uses_allowed, expires_at,
           ends_with_session, created_at, lang)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'hub', $10, $11, $12, $13, $14, $15)
         ON CONFLICT (entry_id, email) WHERE revoked_at IS NULL DO NOTHING",
        params![
            invite.id,
            invite.entry,
            invite.inviter,
            invite.invitee,
            invite.email.as_str(),
            invite.email.written(),
            invite.first_name,
            invite.last_name,
            invite.role.as_str(),
            invite.recording_too,
            i64::from(invite.uses.allowed),
            expires_at,
            with_session,
            invite.created_at,
            invite.language.map(Language::as_str)
        ],
    )?;
    Ok(written == 1)
}

/// Writes everything of an invite that can change.
pub(super) fn save(tx: &Tx, invite: &Invite) -> Result<(), Error> {
    let (expires_at, with_session) = end_columns(invite.end);
    // Whoever frees a seat frees it of its key too.
    let (browser, reset) = match &invite.seat {
        Seat::Free => (None, false),
        Seat::Reset => (None, true),
        Seat::Bound(browser) => (Some(browser), false),
    };
    let seat = browser.map(|browser| browser.cookie.as_bytes());
    let seat_key = browser.and_then(|browser| browser.key.as_ref().map(Mac::as_bytes));
    tx.execute(
        "UPDATE invites SET inviter_id = $2, invitee_id = $3, email_written = $4, first_name = $5,
           last_name = $6, role = $7, recording_too = $8, uses_allowed = $9, uses_spent = $10,
           expires_at = $11, ends_with_session = $12, seat = $13, seat_reset = $14, moves = $15,
           first_used_at = $16, renewed_at = $17, revoked_at = $18, seat_key = $19,
           lang = $20
         WHERE id = $1",
        params![
            invite.id,
            invite.inviter,
            invite.invitee,
            invite.email.written(),
            invite.first_name,
            invite.last_name,
            invite.role.as_str(),
            invite.recording_too,
            i64::from(invite.uses.allowed),
            invite.uses.spent,
            expires_at,
            with_session,
            seat,
            reset,
            invite.moves,
            invite.first_used_at,
            invite.renewed_at,
            invite.revoked_at,
            seat_key,
            invite.language.map(Language::as_str)
        ],
    )
    .map(drop)
}

/// Brings an invite to what was decided, in memory.
pub(super) fn change(invite: &mut Invite, change: &Change, now: Timestamp) {
    if let Some(role) = change.role {
        invite.role = role;
    }
    if let Some(end) = change.end {
        invite.end = end;
    }
    if let Some(language) = change.language {
        invite.language = Some(language);
    }
    if let Some(uses) = change.uses {
        // Made anew: what was first about it starts again.
        invite.uses = uses;
        invite.first_used_at = None;
        invite.renewed_at = Some(now);
    }
    if let Some(seat) = change.seat {
        invite.seat = seat;
        invite.moves = 0;
    }
    if change.revoked {
        invite.revoked_at = Some(now);
    }
    let ends = match change.grant {
        GrantChange::Ends => true,
        GrantChange::EndsForGuest => invite.grant.is_some_and(|grant| grant.guest),
        GrantChange::GoesOn | GrantChange::Role(_) => false,
    };
    if let Some(grant) = &mut invite.grant
        && ends
        && grant.ended_at.is_none()
    {
        grant.ended_at = Some(now);
    }
}

/// Does to the grant what was decided. A guest's grant that ends with its seat is
/// said to have moved: that is what the reset is for.
pub(super) fn change_grant(
    tx: &Tx,
    invite: InviteId,
    change: GrantChange,
    now: Timestamp,
) -> Result<(), Error> {
    match change {
        GrantChange::GoesOn => Ok(0),
        GrantChange::Role(role) => tx.execute(
            "UPDATE grants SET role = $2 WHERE invite_id = $1 AND ended_at IS NULL",
            params![invite, role.as_str()],
        ),
        GrantChange::EndsForGuest => tx.execute(
            "UPDATE grants SET ended_at = $2, ended_why = 'moved'
             WHERE invite_id = $1 AND ended_at IS NULL AND seat IS NOT NULL",
            params![invite, now],
        ),
        GrantChange::Ends => tx.execute(
            "UPDATE grants SET ended_at = $2, ended_why = 'revoked'
             WHERE invite_id = $1 AND ended_at IS NULL",
            params![invite, now],
        ),
    }
    .map(drop)
}

/// Writes a secret of this kind, unless it is there already.
pub(super) fn mint(
    tx: &Tx,
    invite: InviteId,
    secret: Mac,
    via: Via,
    now: Timestamp,
) -> Result<Minted, Error> {
    let written = tx.execute(
        "INSERT INTO invite_secrets (mac, invite_id, kind, created_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT (mac) DO NOTHING",
        params![secret.as_bytes(), invite, via.as_str(), now],
    )?;
    if written == 1 {
        return Ok(Minted::Fresh);
    }
    tx.query_one(
        "SELECT invite_id, replaced_at FROM invite_secrets WHERE mac = $1",
        params![secret.as_bytes()],
        |row| {
            Ok(Minted::Before {
                invite: row.get("invite_id")?,
                replaced: row.get::<Option<Timestamp>>("replaced_at")?.is_some(),
            })
        },
    )
}

/// Remembers as dead what the new secret takes the place of.
pub(super) fn replace(
    tx: &Tx,
    invite: InviteId,
    by: Mac,
    new: NewSecret,
    now: Timestamp,
) -> Result<(), Error> {
    match new {
        NewSecret::One(via) => tx.execute(
            "UPDATE invite_secrets SET replaced_at = $3
             WHERE invite_id = $1 AND mac <> $2 AND kind = $4 AND replaced_at IS NULL",
            params![invite, by.as_bytes(), now, Via::as_str(via)],
        ),
        NewSecret::Both => tx.execute(
            "UPDATE invite_secrets SET replaced_at = $3
             WHERE invite_id = $1 AND mac <> $2 AND replaced_at IS NULL",
            params![invite, by.as_bytes(), now],
        ),
    }
    .map(drop)?;
    // Whoever asked for one has it.
    tx.execute(
        "UPDATE invites SET asked_at = NULL WHERE id = $1 AND asked_at IS NOT NULL",
        params![invite],
    )
    .map(drop)
}

fn end_columns(end: LinkEnd) -> (Timestamp, bool) {
    match end {
        LinkEnd::At(at) => (at, false),
        LinkEnd::SessionEnd { no_later_than } => (no_later_than, true),
    }
}
