use std::sync::Arc;

use serde_json::{Value, json};
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    clock::{Entropy, Timestamp},
    config::{Language, SiteConfig},
    email::Email,
    ids::{AccountId, BatchId, EntryId, InviteId},
    invite::{
        Deed, LinkEnd, Mac, NewSecret, RequestedInvite, Seat, Terms, Uses, Via, issue, manage,
    },
    text::PersonName,
};

use super::{
    Ground, Invite, Mailing,
    invite::open_invite,
    mailing,
    write::{self, Minted},
};
use crate::{
    features::{
        audit,
        invites::{Refused, Wanted},
    },
    http::time::rfc3339,
};

/// Who invites to what, by which rules, when.
#[derive(Clone)]
pub struct Maker {
    /// The member who invites.
    pub account: AccountId,
    /// The entry.
    pub entry: EntryId,
    /// The rules, which give the invite its limits.
    pub site: Arc<SiteConfig>,
    /// The moment.
    pub now: Timestamp,
}

/// Makes an invite, or renews the one open invite of the same address. A form that
/// is sent again finds its secret there and changes nothing. With a `mailing` a second link
/// goes out by mail.
pub(in super::super) fn make(
    tx: &Tx,
    maker: &Maker,
    wanted: &Wanted,
    secret: Mac,
    mailing: Option<&Mailing>,
    entropy: &dyn Entropy,
) -> Result<Invite, Refused> {
    if mailing.is_some() && !maker.site.mails_invites() {
        return Err(Refused::NoMailService);
    }
    let Maker {
        account,
        entry,
        site,
        now,
    } = maker;
    let ground = Ground::for_deed(tx, *account, *entry, Action::InviteUsers, site)?;
    let invitee = ground.invitee(tx, *entry, &wanted.email)?;
    if wanted.person.is_some() && invitee.member.is_some() && wanted.person != invitee.member {
        return Err(Refused::SomebodyElses);
    }
    let request = RequestedInvite {
        role: wanted.role,
        end: wanted.end,
        recording_too: false,
    };
    let terms = issue(
        site,
        &ground.inviter,
        &ground.invitable,
        &invitee,
        &request,
        *now,
    )?;
    if let Some(open) = open_invite(tx, *entry, &wanted.email)? {
        return renew(
            tx,
            (maker, entropy),
            &ground,
            wanted,
            terms,
            open,
            (secret, mailing),
        );
    }
    let names = (Some(&wanted.first_name), Some(&wanted.last_name));
    let id = InviteId::new(*now, entropy);
    let person = (&wanted.email, names, wanted.language);
    let fresh = fresh_invite(&ground, person, terms, id, *now);
    if !write::insert(tx, &fresh)? {
        // Somebody else has just invited the same address: theirs is renewed.
        let open = open_invite(tx, *entry, &wanted.email)?.ok_or(Error::Busy)?;
        return renew(
            tx,
            (maker, entropy),
            &ground,
            wanted,
            terms,
            open,
            (secret, mailing),
        );
    }
    if write::mint(tx, fresh.id, secret, Via::Copied, *now)? != Minted::Fresh {
        return Err(Refused::FormSpent);
    }
    noted_made(tx, *account, &fresh, None, *now)?;
    if let Some(mailing) = mailing {
        mailing::post(tx, &fresh, *account, mailing, *now, entropy)?;
    }
    Ok(fresh)
}

fn renew(
    tx: &Tx,
    (maker, entropy): (&Maker, &dyn Entropy),
    ground: &Ground,
    wanted: &Wanted,
    terms: Terms,
    mut open: Invite,
    (secret, mailing): (Mac, Option<&Mailing>),
) -> Result<Invite, Refused> {
    match write::mint(tx, open.id, secret, Via::Copied, maker.now)? {
        Minted::Fresh => {}
        Minted::Before {
            invite,
            replaced: false,
        } if invite == open.id => return Ok(open),
        Minted::Before { .. } => return Err(Refused::FormSpent),
    }
    let change = manage(
        &open.managed(),
        Deed::Renew(terms),
        &ground.invitable,
        &maker.site,
        maker.now,
    )?;
    write::replace(tx, open.id, secret, NewSecret::Both, maker.now)?;
    write::change(&mut open, &change, maker.now);
    open.inviter = maker.account;
    open.invitee = terms.invitee;
    open.recording_too = terms.recording_too;
    open.email = wanted.email.clone();
    wanted.first_name.as_str().clone_into(&mut open.first_name);
    wanted.last_name.as_str().clone_into(&mut open.last_name);
    open.language = wanted.language;
    write::save(tx, &open)?;
    let detail = terms_detail(&open);
    note(
        tx,
        maker.account,
        &open,
        ("invite_renewed", detail),
        maker.now,
    )?;
    if let Some(mailing) = mailing {
        mailing::post(tx, &open, maker.account, mailing, maker.now, entropy)?;
    }
    Ok(open)
}

/// Whom an invite is for: the address, both names, the language.
type Person<'a> = (
    &'a Email,
    (Option<&'a PersonName>, Option<&'a PersonName>),
    Option<Language>,
);

/// A new invite as it is written.
pub(super) fn fresh_invite(
    ground: &Ground,
    (email, (first_name, last_name), language): Person<'_>,
    terms: Terms,
    id: InviteId,
    now: Timestamp,
) -> Invite {
    let text = |name: Option<&PersonName>| name.map_or("", PersonName::as_str).to_owned();
    Invite {
        id,
        entry: ground.entry,
        inviter: ground.inviter.account,
        invitee: terms.invitee,
        email: email.clone(),
        first_name: text(first_name),
        last_name: text(last_name),
        role: terms.role,
        language,
        recording_too: terms.recording_too,
        uses: Uses::fresh(terms.uses),
        end: terms.end,
        seat: Seat::Free,
        moves: 0,
        first_used_at: None,
        created_at: now,
        renewed_at: None,
        revoked_at: None,
        asked_at: None,
        grant: None,
        attended: None,
        forgotten_at: None,
    }
}

/// The audit row of a new invite; with the batch it came of, if it did.
pub(super) fn noted_made(
    tx: &Tx,
    by: AccountId,
    invite: &Invite,
    batch: Option<BatchId>,
    now: Timestamp,
) -> Result<(), Error> {
    let mut detail = terms_detail(invite);
    if let Some(batch) = batch {
        detail["batch"] = json!(batch);
    }
    note(tx, by, invite, ("invited", detail), now)
}

fn terms_detail(invite: &Invite) -> Value {
    let with_session = matches!(invite.end, LinkEnd::SessionEnd { .. });
    json!({
        "role": invite.role.as_str(),
        "expires_at": rfc3339(invite.link_ends()),
        "ends_with_session": with_session,
        "uses": i64::from(invite.uses.allowed),
    })
}

fn note(
    tx: &Tx,
    by: AccountId,
    invite: &Invite,
    (deed, detail): (&'static str, Value),
    now: Timestamp,
) -> Result<(), Error> {
    let deed = audit::Deed::of(by, deed).on(invite.entry);
    audit::note(tx, now, &deed.to(invite.id).with(detail))
}
