//! What an owner does to an invite that exists.

use crate::{
    access::SessionRole,
    clock::Timestamp,
    config::{Language, SiteConfig},
};

use super::{
    InvitableEntry, IssueRefusal, LinkEnd, RequestedEnd, Seat, Terms, Uses, Via, issue::role_fits,
};

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A new copied link. The limits stay.
    NewLink,
    /// A new mailed link. The limits stay.
    Resend,
    /// Everything anew, with the terms that [`issue`](super::issue()) gives: also what
    /// inviting the same address again does.
    Renew(Terms),
    /// Another end.
    ChangeEnd(RequestedEnd),
    /// Another role, at once, higher or lower.
    ChangeRole(SessionRole),
    /// Another language of the mail and the page.
    ChangeLanguage(Language),
    /// The next browser may take the seat.
    ResetSeat,
    /// Ends it for good.
    Revoke,
}

impl Deed {
    /// Whether it hands something out, so that whoever does it must be one who may
    /// invite ([`may_invite`](super::may_invite)). What only takes away is for every
    /// collaborator who manages invites, also while the module is off.
    pub const fn hands_out(&self) -> bool {
        match self {
            Self::NewLink
            | Self::Resend
            | Self::Renew(_)
            | Self::ChangeEnd(_)
            | Self::ChangeRole(_)
            | Self::ChangeLanguage(_) => true,
            Self::ResetSeat | Self::Revoke => false,
        }
    }
}

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManageRefusal {
    /// Revoked is final: inviting again makes a new invite.
    Revoked,
    /// The link has ended or is used up, so that a new secret would open nothing:
    /// renew it.
    LinkIsOver,
    /// The role or the end is refused as it would be for a new invite.
    Terms(IssueRefusal),
}

impl ManageRefusal {
    /// Its name in the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Revoked => "revoked",
            Self::LinkIsOver => "link_is_over",
            Self::Terms(refusal) => refusal.code(),
        }
    }
}

impl From<IssueRefusal> for ManageRefusal {
    fn from(refusal: IssueRefusal) -> Self {
        Self::Terms(refusal)
    }
}

/// The secrets that are made. Each kills the old one of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewSecret {
    /// One of this kind.
    One(Via),
    /// The copied one, and the mailed one where mail is sent; the old ones of both
    /// kinds die.
    Both,
}

/// What becomes of the invite's grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantChange {
    /// It goes on as it is.
    GoesOn,
    /// It goes on in this role.
    Role(SessionRole),
    /// It ends if a guest holds it.
    EndsForGuest,
    /// It ends.
    Ends,
}

/// What is to be written. What is `None` stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// New secrets.
    pub secret: Option<NewSecret>,
    /// The invite's role.
    pub role: Option<SessionRole>,
    /// The link's end.
    pub end: Option<LinkEnd>,
    /// The language.
    pub language: Option<Language>,
    /// The uses.
    pub uses: Option<Uses>,
    /// The seat, and with it the count of its moves, which starts again.
    pub seat: Option<Seat>,
    /// The grant.
    pub grant: GrantChange,
    /// Whether it is revoked now.
    pub revoked: bool,
}

impl Change {
    const NOTHING: Self = Self {
        secret: None,
        role: None,
        end: None,
        language: None,
        uses: None,
        seat: None,
        grant: GrantChange::GoesOn,
        revoked: false,
    };
}

/// What [`manage`] decides on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManagedInvite {
    /// Whether it was revoked.
    pub revoked: bool,
    /// When its links end, as far as it is known.
    pub link_ends: Timestamp,
    /// Its uses.
    pub uses: Uses,
}

/// Decides what `deed` does to an invite.
pub fn manage(
    invite: &ManagedInvite,
    deed: Deed,
    entry: &InvitableEntry,
    site: &SiteConfig,
    now: Timestamp,
) -> Result<Change, ManageRefusal> {
    if invite.revoked {
        return Err(ManageRefusal::Revoked);
    }
    let nothing = Change::NOTHING;
    Ok(match deed {
        Deed::NewLink | Deed::Resend if now >= invite.link_ends || !invite.uses.left() => {
            return Err(ManageRefusal::LinkIsOver);
        }
        Deed::NewLink => Change {
            secret: Some(NewSecret::One(Via::Copied)),
            ..nothing
        },
        Deed::Resend => Change {
            secret: Some(NewSecret::One(Via::Mailed)),
            ..nothing
        },
        // A running grant goes on; a higher role arrives with the new link (row 15).
        Deed::Renew(terms) => Change {
            secret: Some(NewSecret::Both),
            role: Some(terms.role),
            end: Some(terms.end),
            uses: Some(Uses::fresh(terms.uses)),
            seat: Some(Seat::Free),
            ..nothing
        },
        Deed::ChangeEnd(end) => Change {
            end: Some(end.decide(entry, site, now)?),
            ..nothing
        },
        Deed::ChangeRole(role) if !role_fits(role, entry.kind) => {
            return Err(IssueRefusal::RoleDoesNotFit.into());
        }
        Deed::ChangeRole(role) => Change {
            role: Some(role),
            grant: GrantChange::Role(role),
            ..nothing
        },
        Deed::ChangeLanguage(language) => Change {
            language: Some(language),
            ..nothing
        },
        // A seat that nobody has taken since the invite was made or renewed needs no
        // free use. The guest of an earlier link may still be in.
        Deed::ResetSeat if invite.uses.spent == 0 => Change {
            seat: Some(Seat::Free),
            grant: GrantChange::EndsForGuest,
            ..nothing
        },
        Deed::ResetSeat => Change {
            seat: Some(Seat::Reset),
            grant: GrantChange::EndsForGuest,
            ..nothing
        },
        Deed::Revoke => return revoke(invite),
    })
}

/// What revoking does, whoever it is that may: the entry's people, or an administrator once the inviter is
/// kept out.
pub fn revoke(invite: &ManagedInvite) -> Result<Change, ManageRefusal> {
    if invite.revoked {
        return Err(ManageRefusal::Revoked);
    }
    Ok(Change {
        revoked: true,
        grant: GrantChange::Ends,
        ..Change::NOTHING
    })
}
