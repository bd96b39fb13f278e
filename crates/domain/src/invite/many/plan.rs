use crate::{
    access::SessionRole,
    clock::Timestamp,
    config::{Language, SiteConfig},
};

use super::{
    super::{
        InvitableEntry, Invitee, Inviter, IssueRefusal, RequestedEnd, RequestedInvite, Terms,
        issue, role_fits,
    },
    Column, RowError, RowFault, Wish,
};

/// What was chosen for all of them at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Invitation type, for whoever's row says none.
    pub role: SessionRole,
    /// Valid until, the same. The site's default says nothing about invites that are there.
    pub end: RequestedEnd,
    /// Language of the invitation, for whoever's row says none. Nothing: the site's own, and as it is
    /// for invites that are there.
    pub language: Option<Language>,
    /// Whether a link goes out by mail to whoever has got none yet.
    pub mail: bool,
    /// Whether people whose invite was revoked are invited again.
    pub revoked_too: bool,
}

/// An open invite of the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Invitation type.
    pub role: SessionRole,
    /// The language it is in.
    pub language: Option<Language>,
    /// When its link ends.
    pub ends: Timestamp,
    /// Whether one of its links can still be used.
    pub usable: bool,
    /// Whether the person is in by it.
    pub inside: bool,
    /// Whether a link of it was ever mailed.
    pub mailed: bool,
}

/// What the entry knows of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Already {
    /// Nobody was invited by it.
    Nothing,
    /// An invite was revoked, and there is no other.
    Revoked,
    /// There is an open invite.
    Invited(Known),
}

/// What becomes of an invite that is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Whether the names change.
    pub names: bool,
    /// Another role.
    pub role: Option<SessionRole>,
    /// Another end.
    pub end: Option<Timestamp>,
    /// Another language.
    pub language: Option<Language>,
    /// Whether the first link goes out by mail.
    pub mail: bool,
}

impl Change {
    /// Which columns change.
    pub fn columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        if self.names {
            columns.extend([Column::FirstName, Column::LastName]);
        }
        columns.extend(self.role.map(|_| Column::Role));
        columns.extend(self.end.map(|_| Column::ValidUntil));
        columns.extend(self.language.map(|_| Column::Language));
        columns
    }
}

/// What a row comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// An invite is made.
    Make(Terms),
    /// An invite that is there changes.
    Change(Change),
    /// Everything is so already.
    Keep {
        /// Whether its link has come to its end, and nobody is in by it.
        over: bool,
    },
}

/// What a row would do. The checks are those for one person ([`issue`](super::super::issue())), in the same order.
pub fn plan(
    site: &SiteConfig,
    inviter: &Inviter,
    entry: &InvitableEntry,
    (wish, chosen): (&Wish, &Chosen),
    invitee: &Invitee,
    already: &Already,
    now: Timestamp,
) -> Result<Plan, RowError> {
    match already {
        Already::Invited(known) => change(site, entry, wish, chosen, known, now),
        Already::Revoked if !chosen.revoked_too => Err(RowError {
            column: Column::Email,
            fault: RowFault::RevokedBefore,
        }),
        Already::Nothing | Already::Revoked => {
            let missing = match (&wish.first_name, &wish.last_name) {
                (None, _) => Some(Column::FirstName),
                (_, None) => Some(Column::LastName),
                _ => None,
            };
            if let Some(column) = missing {
                return Err(RowError {
                    column,
                    fault: RowFault::NoName,
                });
            }
            let request = RequestedInvite {
                role: wish.role.unwrap_or(chosen.role),
                end: wish.valid_until.map_or(chosen.end, RequestedEnd::Until),
                recording_too: false,
            };
            let terms = issue(site, inviter, entry, invitee, &request, now);
            terms
                .map(Plan::Make)
                .map_err(|refusal| RowError::from(&refusal))
        }
    }
}

fn change(
    site: &SiteConfig,
    entry: &InvitableEntry,
    wish: &Wish,
    chosen: &Chosen,
    known: &Known,
    now: Timestamp,
) -> Result<Plan, RowError> {
    let differs = |wished: &Option<crate::text::PersonName>, known: &str| {
        wished.as_ref().is_some_and(|name| name.as_str() != known)
    };
    let role = Some(wish.role.unwrap_or(chosen.role)).filter(|role| *role != known.role);
    if role.is_some_and(|role| !role_fits(role, entry.kind)) {
        return Err(RowError::from(&IssueRefusal::RoleDoesNotFit));
    }
    let wished = match (wish.valid_until, chosen.end) {
        (Some(at), _) | (None, RequestedEnd::Until(at)) => Some(at),
        (None, RequestedEnd::Default | RequestedEnd::SessionEnd) => None,
    };
    let end = wished.filter(|at| *at != known.ends);
    if let Some(at) = end {
        let decided = RequestedEnd::Until(at).decide(entry, site, now);
        decided.map_err(|refusal| RowError::from(&refusal))?;
    }
    let usable = known.usable || (end.is_some() && !known.inside);
    let change = Change {
        names: differs(&wish.first_name, &known.first_name)
            || differs(&wish.last_name, &known.last_name),
        role,
        end,
        language: (wish.language.or(chosen.language))
            .filter(|language| Some(*language) != known.language),
        mail: chosen.mail && !known.mailed && !known.inside && usable,
    };
    Ok(if change == Change::default() {
        Plan::Keep {
            over: !known.usable && !known.inside,
        }
    } else {
        Plan::Change(change)
    })
}

/// A refusal of the form for one person, in a row.
impl From<&IssueRefusal> for RowError {
    fn from(refusal: &IssueRefusal) -> Self {
        let (column, fault) = match refusal {
            IssueRefusal::RoleDoesNotFit => (Column::Role, RowFault::RoleDoesNotFit),
            IssueRefusal::DomainRestricted { .. } => (Column::Email, RowFault::DomainRestricted),
            IssueRefusal::Yourself => (Column::Email, RowFault::Yourself),
            IssueRefusal::AlreadyInside => (Column::Email, RowFault::AlreadyInside),
            IssueRefusal::EndInPast => (Column::ValidUntil, RowFault::EndInPast),
            IssueRefusal::EndTooLate { .. } => (Column::ValidUntil, RowFault::EndTooLate),
            IssueRefusal::NoSession => (Column::ValidUntil, RowFault::NoSession),
            IssueRefusal::Disabled
            | IssueRefusal::MediaPageOff
            | IssueRefusal::NotCollaborator
            | IssueRefusal::NotAllowedToInvite
            | IssueRefusal::OwnersInvite
            | IssueRefusal::RoomsOff
            | IssueRefusal::ChatOff => (Column::Email, RowFault::NotAllowed),
        };
        Self { column, fault }
    }
}
