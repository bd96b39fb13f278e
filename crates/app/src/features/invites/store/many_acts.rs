//! One of many invites that are there: what is done to it, as to one alone.

use usher_db::Tx;
use usher_domain::{
    ids::InviteId,
    invite::{
        Deed, InviteToken, ManageRefusal, RequestedEnd, manage,
        many::{RowError, RowFault},
    },
};

use super::{
    Did, Ground, Hand, Invite,
    invite::load_locked,
    manage::{Asked, Order, manage_on},
    many::may_be_mailed,
};
use crate::features::invites::{
    Refused,
    many::{Row, Task, What},
};

/// Does to an invite that is there what the task says.
pub(in super::super) fn act_row(
    tx: &Tx,
    hand: &Hand,
    ground: &Ground,
    row: &mut Row,
    task: &Task,
    mails: &mut u32,
) -> Result<Did, Refused> {
    let invite = match row.invite {
        Some(id) => load_locked(tx, id)?.filter(|invite| invite.entry == ground.entry),
        None => None,
    };
    let Some(mut invite) = invite else {
        row.what = RowFault::Gone.into();
        row.done = true;
        return Ok(Did::It);
    };
    let (asked, mailing) = match task {
        Task::Resend { letter } if *mails == 0 => {
            let _ = letter;
            return Ok(Did::NoMoreMail);
        }
        Task::Resend { letter } => match may_be_mailed(tx, hand, &invite.email)? {
            Ok(()) => (Asked::Resend, Some(hand.mailing(letter))),
            Err(fault) => {
                row.what = fault.into();
                row.done = true;
                return Ok(Did::It);
            }
        },
        Task::End { until } => (Asked::ChangeEnd(RequestedEnd::Until(*until)), None),
        Task::Role { role } => (Asked::ChangeRole(*role), None),
        Task::ResetSeat => (Asked::ResetSeat, None),
        Task::Revoke | Task::Invite { .. } => (Asked::Revoke, None),
    };
    let order = Order {
        account: hand.by,
        invite: invite.id,
        site: hand.site.clone(),
        now: hand.now,
        mailing,
        entropy: hand.entropy.clone(),
    };
    let done = manage_on(tx, &order, ground, &mut invite, asked);
    row.mail = done.is_ok() && matches!(task, Task::Resend { .. });
    *mails -= u32::from(row.mail);
    row.what = match done {
        Ok(()) => What::Done,
        Err(Refused::Revoked) => RowFault::Revoked.into(),
        Err(Refused::LinkIsOver) => RowFault::LinkIsOver.into(),
        Err(Refused::NoMailService) => RowFault::NoMailService.into(),
        Err(Refused::Issue(refusal)) => What::from(RowError::from(&refusal)),
        Err(other) => return Err(other),
    };
    row.done = true;
    Ok(Did::It)
}

/// A new copied link for one of them, whose secret is given; its end, or why not.
pub(in super::super) fn link_row(
    tx: &Tx,
    hand: &Hand,
    ground: &Ground,
    id: InviteId,
    token: &InviteToken,
) -> Result<Result<Invite, RowFault>, Refused> {
    let invite = load_locked(tx, id)?.filter(|invite| invite.entry == ground.entry);
    let Some(mut invite) = invite else {
        return Ok(Err(RowFault::Gone));
    };
    match manage(
        &invite.managed(),
        Deed::NewLink,
        &ground.invitable,
        &hand.site,
        hand.now,
    ) {
        Err(ManageRefusal::Revoked) => return Ok(Err(RowFault::Revoked)),
        Err(_) => return Ok(Err(RowFault::LinkIsOver)),
        Ok(_) => {}
    }
    let order = Order {
        account: hand.by,
        invite: id,
        site: hand.site.clone(),
        now: hand.now,
        mailing: None,
        entropy: hand.entropy.clone(),
    };
    manage_on(
        tx,
        &order,
        ground,
        &mut invite,
        Asked::NewLink(token.mac(&hand.key)),
    )?;
    Ok(Ok(invite))
}
