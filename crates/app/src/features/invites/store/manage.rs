use std::sync::Arc;

use serde_json::json;
use usher_db::{Error, Tx};
use usher_domain::{
    access::{Action, SessionRole},
    clock::{Entropy, Timestamp},
    config::{Language, SiteConfig},
    ids::{AccountId, InviteId},
    invite::{
        Deed, Mac, RequestedEnd, RequestedInvite, Terms, Via, issue, manage as decide, may_invite,
    },
};

use super::{
    Ground, Invite, Mailing,
    invite::load_locked,
    mailing,
    write::{self, Minted},
};
use crate::{
    features::{audit, invites::Refused},
    http::{fault::Fault, time::rfc3339},
};

/// What somebody wants done to an invite.
#[derive(Clone, Copy, Debug)]
pub(in super::super) enum Asked {
    /// A new link with this secret: with the limits it has while it still opens
    /// something, else with new ones.
    NewLink(Mac),
    /// Everything anew, with this secret, this end, and the role it has.
    Renew(Mac, RequestedEnd),
    /// A new mailed link: what `Order::mailing` holds.
    Resend,
    /// Another end.
    ChangeEnd(RequestedEnd),
    /// Another role.
    ChangeRole(SessionRole),
    /// Another language.
    ChangeLanguage(Language),
    /// The next browser may take the seat.
    ResetSeat,
    /// Ends it for good. Again changes nothing.
    Revoke,
}

/// Who wants it, of which invite, by which rules, when.
#[derive(Clone)]
pub(in super::super) struct Order {
    pub(in super::super) account: AccountId,
    pub(in super::super) invite: InviteId,
    pub(in super::super) site: Arc<SiteConfig>,
    pub(in super::super) now: Timestamp,
    /// What goes out by mail, if something does.
    pub(in super::super) mailing: Option<Mailing>,
    pub(in super::super) entropy: Arc<dyn Entropy>,
}

impl Asked {
    /// Whether it changes the right of somebody who is in.
    pub(in super::super) fn reaches_in(self) -> bool {
        matches!(self, Self::ChangeRole(_) | Self::ResetSeat | Self::Revoke)
    }

    /// What the secret of a new link hashes to.
    fn secret(self) -> Option<Mac> {
        match self {
            Self::NewLink(secret) | Self::Renew(secret, _) => Some(secret),
            Self::Resend
            | Self::ChangeEnd(_)
            | Self::ChangeRole(_)
            | Self::ChangeLanguage(_)
            | Self::ResetSeat
            | Self::Revoke => None,
        }
    }
}

/// Does all that is asked, or nothing; the invite as it is then.
pub(in super::super) fn manage(tx: &Tx, order: &Order, asked: &[Asked]) -> Result<Invite, Refused> {
    let mut invite = load_locked(tx, order.invite)?.ok_or_else(Fault::not_found)?;
    let (account, site) = (order.account, &order.site);
    let ground = Ground::for_deed(tx, account, invite.entry, Action::ManageInvites, site)?;
    for asked in asked {
        manage_on(tx, order, &ground, &mut invite, *asked)?;
    }
    Ok(invite)
}

/// Does one thing to an invite that is loaded and locked, on ground that is loaded.
pub(super) fn manage_on(
    tx: &Tx,
    order: &Order,
    ground: &Ground,
    invite: &mut Invite,
    asked: Asked,
) -> Result<(), Refused> {
    if matches!(asked, Asked::Revoke) && invite.revoked_at.is_some() {
        return Ok(());
    }
    let deed = deed(tx, order, ground, invite, asked)?;
    if deed.hands_out() {
        may_invite(&order.site, &ground.inviter, &ground.invitable)?;
    }
    let managed = invite.managed();
    let change = decide(&managed, deed, &ground.invitable, &order.site, order.now)?;
    if let Some((new, secret)) = change.secret.zip(asked.secret()) {
        match write::mint(tx, invite.id, secret, Via::Copied, order.now)? {
            Minted::Fresh => {}
            Minted::Before {
                invite: of,
                replaced: false,
            } if of == invite.id => return Ok(()),
            Minted::Before { .. } => return Err(Refused::FormSpent),
        }
        write::replace(tx, invite.id, secret, new, order.now)?;
    }
    if matches!(asked, Asked::Resend) {
        let mailing = order
            .mailing
            .as_ref()
            .filter(|_| order.site.mails_invites());
        let mailing = mailing.ok_or(Refused::NoMailService)?;
        return mailing::post(
            tx,
            invite,
            order.account,
            mailing,
            order.now,
            &*order.entropy,
        );
    }
    write::change(invite, &change, order.now);
    if let Deed::Renew(terms) = deed {
        invite.inviter = order.account;
        invite.invitee = terms.invitee;
    }
    write::save(tx, invite)?;
    write::change_grant(tx, invite.id, change.grant, order.now)?;
    Ok(note(tx, order, invite, deed)?)
}

/// The deed for what is asked. A new link for an invite that is over needs new
/// limits, and so the same checks as a new invite.
fn deed(
    tx: &Tx,
    order: &Order,
    ground: &Ground,
    invite: &Invite,
    asked: Asked,
) -> Result<Deed, Refused> {
    let is_over = order.now >= invite.link_ends() || !invite.uses.left();
    Ok(match asked {
        Asked::NewLink(_) if !is_over => Deed::NewLink,
        Asked::NewLink(_) => Deed::Renew(terms(tx, order, ground, invite, RequestedEnd::Default)?),
        Asked::Renew(_, end) => Deed::Renew(terms(tx, order, ground, invite, end)?),
        Asked::Resend => Deed::Resend,
        Asked::ChangeEnd(end) => Deed::ChangeEnd(end),
        Asked::ChangeRole(role) => Deed::ChangeRole(role),
        Asked::ChangeLanguage(language) => Deed::ChangeLanguage(language),
        Asked::ResetSeat => Deed::ResetSeat,
        Asked::Revoke => Deed::Revoke,
    })
}

fn terms(
    tx: &Tx,
    order: &Order,
    ground: &Ground,
    invite: &Invite,
    end: RequestedEnd,
) -> Result<Terms, Refused> {
    if invite.revoked_at.is_some() {
        return Err(Refused::Revoked);
    }
    let request = RequestedInvite {
        role: invite.role,
        end,
        recording_too: invite.recording_too,
    };
    let invitee = ground.invitee(tx, invite.entry, &invite.email)?;
    Ok(issue(
        &order.site,
        &ground.inviter,
        &ground.invitable,
        &invitee,
        &request,
        order.now,
    )?)
}

fn note(tx: &Tx, order: &Order, invite: &Invite, deed: Deed) -> Result<(), Error> {
    let (name, detail) = match deed {
        Deed::NewLink | Deed::Resend => ("link_made", json!({})),
        Deed::Renew(_) => (
            "invite_renewed",
            json!({
                "role": invite.role.as_str(),
                "expires_at": rfc3339(invite.link_ends()),
                "uses": i64::from(invite.uses.allowed),
            }),
        ),
        Deed::ChangeEnd(_) => (
            "invite_end_changed",
            json!({ "expires_at": rfc3339(invite.link_ends()) }),
        ),
        Deed::ChangeRole(role) => ("invite_role_changed", json!({ "role": role.as_str() })),
        Deed::ChangeLanguage(language) => (
            "invite_language_changed",
            json!({ "language": language.as_str() }),
        ),
        Deed::ResetSeat => ("seat_reset", json!({})),
        Deed::Revoke => ("invite_revoked", json!({})),
    };
    let deed = audit::Deed::of(order.account, name).on(invite.entry);
    audit::note(tx, order.now, &deed.to(invite.id).with(detail))
}
