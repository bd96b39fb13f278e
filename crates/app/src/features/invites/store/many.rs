//! One person of many: what is known of them, what their row comes to, and writing it. The rules are those for one
//! (`domain::invite::{issue, manage}`), put together by `domain::invite::many`.

use std::sync::Arc;

use serde_json::json;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::{Entropy, Timestamp},
    config::SiteConfig,
    email::Email,
    ids::{AccountId, BatchId, InviteId},
    invite::{
        Deed, InviteToken, RequestedEnd, SecretKey, Terms, manage,
        many::{Already, Change, Chosen, Known, Plan, RowError, RowFault, Wish, plan},
    },
};

use super::{
    Ground, Invite, Mailing,
    invite::{open_invite, open_invite_seen},
    mailing,
    make::{fresh_invite, noted_made},
    write,
};
use crate::{
    features::{
        audit,
        invites::{
            Refused,
            many::{Letter, Row, Task, What},
        },
        mail,
    },
    http::time::rfc3339,
    sealed::Sealer,
};

/// By whom, by which rules, when, and what links are made with.
#[derive(Clone)]
pub(in super::super) struct Hand {
    pub(in super::super) by: AccountId,
    pub(in super::super) batch: Option<BatchId>,
    pub(in super::super) site: Arc<SiteConfig>,
    pub(in super::super) now: Timestamp,
    pub(in super::super) key: SecretKey,
    pub(in super::super) sealer: Sealer,
    pub(in super::super) entropy: Arc<dyn Entropy>,
}

impl Hand {
    pub(super) fn mailing(&self, letter: &Letter) -> Mailing {
        let token = InviteToken::mint(&*self.entropy);
        Mailing::sealed(&self.key, self.sealer.clone(), &token, letter)
    }

    fn detail(&self) -> serde_json::Value {
        match self.batch {
            Some(batch) => json!({ "batch": batch }),
            None => json!({}),
        }
    }
}

/// What a row comes to as things are.
fn decided(
    tx: &Tx,
    hand: &Hand,
    ground: &Ground,
    (wish, chosen): (&Wish, &Chosen),
    open: Option<&Invite>,
) -> Result<Result<Plan, RowError>, Error> {
    let entry = ground.entry;
    let already = match open {
        Some(invite) => Already::Invited(Known {
            first_name: invite.first_name.clone(),
            last_name: invite.last_name.clone(),
            role: invite.role,
            language: invite.language,
            ends: invite.link_ends(),
            usable: hand.now < invite.link_ends() && invite.uses.left(),
            inside: invite.running(hand.now).is_some(),
            mailed: chosen.mail && was_mailed(tx, invite.id)?,
        }),
        None if was_revoked(tx, ground, &wish.email)? => Already::Revoked,
        None => Already::Nothing,
    };
    let invitee = ground.invitee(tx, entry, &wish.email)?;
    let (inviter, invitable) = (&ground.inviter, &ground.invitable);
    let asked = (wish, chosen);
    Ok(plan(
        &hand.site, inviter, invitable, asked, &invitee, &already, hand.now,
    ))
}

/// Finds out what a row would do; nothing is written.
pub(in super::super) fn look(
    tx: &Tx,
    hand: &Hand,
    ground: &Ground,
    row: &mut Row,
    chosen: &Chosen,
) -> Result<(), Error> {
    let Some(wish) = row.wish.clone() else {
        return Ok(());
    };
    let open = open_invite_seen(tx, ground.entry, &wish.email)?;
    row.invite = open.as_ref().map(|invite| invite.id);
    let planned = decided(tx, hand, ground, (&wish, chosen), open.as_ref())?;
    told(row, &planned, chosen, hand);
    Ok(())
}

/// Writes into the row what it comes to.
fn told(row: &mut Row, planned: &Result<Plan, RowError>, chosen: &Chosen, hand: &Hand) {
    row.mail = false;
    row.latest = None;
    row.what = match planned {
        Ok(Plan::Make(_)) => {
            row.mail = chosen.mail;
            What::New
        }
        Ok(Plan::Change(change)) => {
            row.mail = change.mail;
            match change.columns() {
                columns if columns.is_empty() => What::Mailed,
                columns => What::Changed(columns),
            }
        }
        Ok(Plan::Keep { over: false }) => What::Kept,
        Ok(Plan::Keep { over: true }) => What::Over,
        Err(error) => {
            if error.fault == RowFault::EndTooLate {
                row.latest = Some(
                    hand.now
                        .after(hand.site.invite_to_media.max_link_duration()),
                );
            }
            What::from(*error)
        }
    };
}

/// What came of doing a row.
pub(in super::super) enum Did {
    /// It was done, or cannot be; the row says which.
    It,
    /// It would mail a link, and no more may be mailed now.
    NoMoreMail,
}

/// Decides a row again on what is there now, and writes it. `mails` is how many more mails may go out.
pub(in super::super) fn invite_row(
    tx: &Tx,
    hand: &Hand,
    ground: &Ground,
    row: &mut Row,
    (task, chosen): (&Task, &Chosen),
    mails: &mut u32,
) -> Result<Did, Refused> {
    let Some(wish) = row.wish.clone() else {
        row.done = true;
        return Ok(Did::It);
    };
    let open = open_invite(tx, ground.entry, &wish.email)?;
    let mut planned = decided(tx, hand, ground, (&wish, chosen), open.as_ref())?;
    let mail = match &planned {
        Ok(Plan::Make(_)) => chosen.mail,
        Ok(Plan::Change(change)) => change.mail,
        _ => false,
    };
    if mail && *mails == 0 {
        return Ok(Did::NoMoreMail);
    }
    if mail && let Err(fault) = may_be_mailed(tx, hand, &wish.email)? {
        planned = Err(RowError {
            column: usher_domain::invite::many::Column::Email,
            fault,
        });
    }
    told(row, &planned, chosen, hand);
    let letter = task.letter();
    match (planned, open) {
        (Ok(Plan::Make(terms)), _) => {
            let made = make(tx, hand, ground, (&wish, chosen), terms)?;
            row.invite = Some(made.id);
            if let Some(letter) = letter {
                post(tx, hand, &made, letter)?;
            }
        }
        (Ok(Plan::Change(change)), Some(invite)) => {
            row.invite = Some(invite.id);
            let letter = letter.filter(|_| change.mail);
            let changed = change_invite(tx, hand, ground, (&wish, change), invite)?;
            if let Some(letter) = letter {
                post(tx, hand, &changed, letter)?;
            }
        }
        (_, open) => row.invite = open.map(|invite| invite.id),
    }
    *mails -= u32::from(row.mail);
    row.done = true;
    Ok(Did::It)
}

fn post(tx: &Tx, hand: &Hand, invite: &Invite, letter: &Letter) -> Result<(), Refused> {
    let mailing = hand.mailing(letter);
    mailing::post(tx, invite, hand.by, &mailing, hand.now, &*hand.entropy)
}

/// Whether one more mail may go to the address at all.
pub(super) fn may_be_mailed(
    tx: &Tx,
    hand: &Hand,
    to: &Email,
) -> Result<Result<(), RowFault>, Error> {
    if !hand.site.mails_invites() {
        return Ok(Err(RowFault::NoMailService));
    }
    Ok(if mail::has_room(tx, to, hand.now)? {
        Ok(())
    } else {
        Err(RowFault::TooMuchMailToAddress)
    })
}

/// An invite without a link: one is mailed, or made when somebody takes it (ADR 0036).
fn make(
    tx: &Tx,
    hand: &Hand,
    ground: &Ground,
    (wish, chosen): (&Wish, &Chosen),
    terms: Terms,
) -> Result<Invite, Refused> {
    let id = InviteId::new(hand.now, &*hand.entropy);
    let names = (wish.first_name.as_ref(), wish.last_name.as_ref());
    let language = wish.language.or(chosen.language);
    let invite = fresh_invite(ground, (&wish.email, names, language), terms, id, hand.now);
    if !write::insert(tx, &invite)? {
        // Somebody else has just invited the same address. The part is done anew, and finds theirs.
        return Err(Error::Busy.into());
    }
    noted_made(tx, hand.by, &invite, hand.batch, hand.now)?;
    Ok(invite)
}

fn change_invite(
    tx: &Tx,
    hand: &Hand,
    ground: &Ground,
    (wish, change): (&Wish, Change),
    mut invite: Invite,
) -> Result<Invite, Refused> {
    let deeds = [
        change.role.map(Deed::ChangeRole),
        change
            .end
            .map(|at| Deed::ChangeEnd(RequestedEnd::Until(at))),
        change.language.map(Deed::ChangeLanguage),
    ];
    for deed in deeds.into_iter().flatten() {
        let managed = invite.managed();
        let decided = manage(&managed, deed, &ground.invitable, &hand.site, hand.now)?;
        write::change(&mut invite, &decided, hand.now);
        write::change_grant(tx, invite.id, decided.grant, hand.now)?;
        let (name, what) = match deed {
            Deed::ChangeRole(role) => ("invite_role_changed", json!({ "role": role.as_str() })),
            Deed::ChangeLanguage(language) => (
                "invite_language_changed",
                json!({ "language": language.as_str() }),
            ),
            _ => (
                "invite_end_changed",
                json!({ "expires_at": rfc3339(invite.link_ends()) }),
            ),
        };
        let deed = audit::Deed::of(hand.by, name).on(invite.entry);
        audit::note(tx, hand.now, &deed.to(invite.id).with(what))?;
    }
    if change.names {
        for (name, wished) in [
            (&mut invite.first_name, &wish.first_name),
            (&mut invite.last_name, &wish.last_name),
        ] {
            if let Some(wished) = wished {
                wished.as_str().clone_into(name);
            }
        }
        let deed = audit::Deed::of(hand.by, "invite_names_changed").on(invite.entry);
        audit::note(tx, hand.now, &deed.to(invite.id).with(hand.detail()))?;
    }
    write::save(tx, &invite)?;
    Ok(invite)
}

const MAILED: &str =
    "SELECT 1 AS n FROM invite_secrets WHERE invite_id = $1 AND kind = 'mailed' LIMIT 1";

/// Whether a link of it was ever mailed, or is about to be.
fn was_mailed(tx: &Tx, invite: InviteId) -> Result<bool, Error> {
    let found = tx.query_opt(MAILED, params![invite], |_| Ok(()))?;
    Ok(found.is_some())
}

const REVOKED: &str = "SELECT 1 AS n FROM invites WHERE entry_id = $1 AND email = $2 AND revoked_at IS NOT NULL LIMIT 1";

fn was_revoked(tx: &Tx, ground: &Ground, email: &Email) -> Result<bool, Error> {
    let found = tx.query_opt(REVOKED, params![ground.entry, email.as_str()], |_| Ok(()))?;
    Ok(found.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn what_is_known_of_a_person_is_found_by_an_index() {
        let hub = Hub::new();
        for sql in [MAILED, REVOKED] {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
