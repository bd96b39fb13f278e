//! What the API says of invites.

use std::collections::HashMap;

use serde::Serialize;
use usher_domain::{clock::Timestamp, config::Language, ids::InviteId, invite::Uses};

use crate::{
    features::{
        attendance::AttendanceView,
        invites::{
            deeds::Made,
            store::{Invite, Listed},
        },
        mail::Mail,
    },
    http::time::rfc3339,
};

/// The uses of an invite.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Uses)]
pub(in crate::features) struct UsesView {
    /// How many browsers its link signs in; -1 for any number.
    allowed: i64,
    spent: u32,
}

/// The newest mail with the link of an invite.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = InviteMail)]
pub(in crate::features) struct MailView {
    /// `queued`, `sent`, `refused`, `cancelled` or `failed`.
    state: &'static str,
    /// What the mail server said last.
    words: String,
    /// Since when; RFC 3339.
    since: String,
}

impl MailView {
    fn new(mail: &Mail) -> Self {
        Self {
            state: mail.state.as_str(),
            words: mail.words.clone(),
            since: rfc3339(mail.since),
        }
    }
}

/// An invite that was just made or renewed, with its link.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = InviteMade)]
pub(in crate::features) struct InviteMadeView {
    id: String,
    /// The link. It is told here and never again.
    url: String,
    /// The address as it was written.
    email: String,
    /// `viewer`, `speaker` or `moderator`.
    role: &'static str,
    /// The language of the mail and the page; absent where it is the site's own.
    language: Option<&'static str>,
    /// `pending`, or `joined` where the person is in by an earlier link.
    state: &'static str,
    /// When the link ends; RFC 3339.
    expires_at: String,
    uses: UsesView,
    /// Whether a link of its own goes out by mail.
    mailed: bool,
}

/// An invite.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Invite)]
pub(in crate::features) struct InviteView {
    id: String,
    /// The address as it was written.
    email: String,
    first_name: String,
    last_name: String,
    /// `viewer`, `speaker` or `moderator`.
    role: &'static str,
    /// The language of the mail and the page; absent where it is the site's own.
    language: Option<&'static str>,
    /// `pending`, `joined`, `left`, `used_up`, `expired`, `revoked` or `forgotten`.
    state: &'static str,
    /// When the link ends; RFC 3339, like every moment.
    expires_at: String,
    uses: UsesView,
    created_at: String,
    /// When it was last made anew.
    renewed_at: Option<String>,
    revoked_at: Option<String>,
    /// Since when the person asks for a new link.
    asked_at: Option<String>,
    /// When the person came in.
    joined_at: Option<String>,
    last_seen_at: Option<String>,
    /// When they were here, and what they watched; absent where nothing is known of it.
    attendance: Option<AttendanceView>,
    /// Since when their name and address are removed; both are empty from then on.
    forgotten_at: Option<String>,
    /// Absent where none was sent.
    mail: Option<MailView>,
}

/// A page of the invites of an entry, newest first.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Invites)]
pub(in crate::features) struct InvitesView {
    invites: Vec<InviteView>,
    /// Give it as `before` to get the next page; absent on the last one.
    next: Option<String>,
}

impl From<Uses> for UsesView {
    fn from(uses: Uses) -> Self {
        Self {
            allowed: uses.allowed.into(),
            spent: uses.spent,
        }
    }
}

impl InviteMadeView {
    pub(super) fn new(made: Made, now: Timestamp) -> Self {
        let Made {
            invite,
            url,
            mailed,
            ..
        } = made;
        Self {
            id: invite.id.to_string(),
            url,
            email: invite.email.written().to_owned(),
            role: invite.role.as_str(),
            language: invite.language.map(Language::as_str),
            state: invite.state(now).as_str(),
            expires_at: rfc3339(invite.link_ends()),
            uses: invite.uses.into(),
            mailed,
        }
    }
}

impl InviteView {
    pub(super) fn new(invite: Invite, mail: Option<&Mail>, now: Timestamp) -> Self {
        let moment = |at: Option<Timestamp>| at.map(rfc3339);
        Self {
            id: invite.id.to_string(),
            email: invite.address().to_owned(),
            role: invite.role.as_str(),
            language: invite.language.map(Language::as_str),
            state: invite.state(now).as_str(),
            expires_at: rfc3339(invite.link_ends()),
            uses: invite.uses.into(),
            created_at: rfc3339(invite.created_at),
            renewed_at: moment(invite.renewed_at),
            revoked_at: moment(invite.revoked_at),
            asked_at: moment(invite.asked_at),
            joined_at: moment(invite.grant.map(|grant| grant.since)),
            last_seen_at: moment(invite.seen_at()),
            attendance: invite.attended.map(AttendanceView::new),
            forgotten_at: moment(invite.forgotten_at),
            mail: mail.map(MailView::new),
            first_name: invite.first_name,
            last_name: invite.last_name,
        }
    }
}

impl InvitesView {
    pub(super) fn new(listed: Listed, mails: &HashMap<InviteId, Mail>, now: Timestamp) -> Self {
        let last = listed.invites.last().map(|invite| invite.id);
        let next = last.filter(|_| listed.more);
        Self {
            invites: (listed.invites.into_iter())
                .map(|invite| {
                    let mail = mails.get(&invite.id);
                    InviteView::new(invite, mail, now)
                })
                .collect(),
            next: next.map(|id| id.to_string()),
        }
    }
}
