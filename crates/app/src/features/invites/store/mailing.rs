//! The link that goes out by mail: a secret of its own beside the copied one.

use usher_db::Tx;
use usher_domain::{
    clock::{Entropy, Timestamp},
    ids::AccountId,
    invite::{InviteToken, Mac, NewSecret, SecretKey, Via},
    outbox::MailKind,
    text::PersonalLine,
};

use super::{
    Invite,
    write::{self, Minted},
};
use crate::{
    App,
    features::{
        audit,
        invites::{Refused, many::Letter},
        mail::{self, Contents, NewMail, NotQueued},
    },
    sealed::Sealer,
};

/// A link on its way into a mail.
#[derive(Clone)]
pub(in super::super) struct Mailing {
    secret: Mac,
    contents: Contents,
    sealer: Sealer,
}

impl Mailing {
    /// A mail whose link carries `token`, with the inviter's own line, and times in
    /// their zone.
    pub(in super::super) fn new(
        app: &App,
        token: &InviteToken,
        line: &PersonalLine,
        zone: &str,
    ) -> Self {
        let letter = Letter {
            line: line.clone(),
            zone: zone.to_owned(),
        };
        Self::sealed(&app.parts.key, app.sealer(), token, &letter)
    }

    /// The same, made with the hub's key.
    pub(in super::super) fn sealed(
        key: &SecretKey,
        sealer: Sealer,
        token: &InviteToken,
        letter: &Letter,
    ) -> Self {
        Self {
            secret: token.mac(key),
            contents: Contents::Invite {
                token: token.expose(),
                line: letter.line.as_str().to_owned(),
                zone: letter.zone.clone(),
            },
            sealer,
        }
    }
}

/// Makes the mailed link and queues the mail, in the transaction of whoever asked. An
/// earlier mailed link is dead, and a mail that still waits with it will not be sent. A form
/// that is sent again finds its secret there and mails nothing.
pub(super) fn post(
    tx: &Tx,
    invite: &Invite,
    by: AccountId,
    mailing: &Mailing,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<(), Refused> {
    match write::mint(tx, invite.id, mailing.secret, Via::Mailed, now)? {
        Minted::Fresh => {}
        Minted::Before {
            invite: of,
            replaced: false,
        } if of == invite.id => return Ok(()),
        Minted::Before { .. } => return Err(Refused::FormSpent),
    }
    let new = NewSecret::One(Via::Mailed);
    write::replace(tx, invite.id, mailing.secret, new, now)?;
    let queued = mail::queue(
        tx,
        &NewMail {
            kind: MailKind::Invite,
            invite: Some(invite.id),
            secret: Some(mailing.secret),
            proof: None,
            by: Some(by),
            to: &invite.email,
            name: &invite.name(),
            contents: &mailing.contents,
        },
        &mailing.sealer,
        now,
        entropy,
    );
    queued.map_err(|why| match why {
        NotQueued::TooMuch(too_much) => Refused::TooMuchMail(too_much),
        NotQueued::Error(error) => Refused::from(error),
    })?;
    let deed = audit::Deed::of(by, "link_mailed").on(invite.entry);
    Ok(audit::note(tx, now, &deed.to(invite.id))?)
}
