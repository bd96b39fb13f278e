//! One invite as a row of its owner's list.

use usher_domain::{
    clock::Timestamp,
    invite::{InviteState, UsesAllowed},
    outbox::MailState,
};

use super::{super::store::Invite, desk::Desk};
use crate::{
    features::{attendance, mail::Mail},
    http::{moment::Moment, page::initials, time::rfc3339},
    words::Words,
};

/// One invite as a row.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) initials: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: String,
    /// Its language, if one was chosen.
    pub(super) language: String,
    pub(super) state: String,
    pub(super) tone: &'static str,
    /// What became of its newest mail, if it has one.
    pub(super) mail: Option<MailLine>,
    /// Since when the person asks for a new link.
    pub(super) asked: Option<Moment>,
    /// Since when it is in this state, where that is known.
    pub(super) since: Option<Moment>,
    pub(super) uses: String,
    pub(super) joined: Option<Moment>,
    pub(super) seen: Option<Moment>,
    /// How much they watched, and how long they were here.
    pub(super) watched: Option<(String, String)>,
    pub(super) ends: Moment,
    pub(super) deeds: Deeds,
}

/// What became of a mail.
pub(super) struct MailLine {
    pub(super) sentence: String,
    /// What the server said, where that matters.
    pub(super) words: String,
}

/// What the row's menu offers: only what would also work.
pub(super) struct Deeds {
    pub(super) again: Option<String>,
    /// What one press answers a request for a new link with.
    pub(super) answer: Option<String>,
    pub(super) link: bool,
    pub(super) resend: bool,
    pub(super) end: bool,
    pub(super) role: bool,
    pub(super) seat: bool,
    pub(super) revoke: bool,
}

fn mailed(words: &Words, mail: &Mail) -> MailLine {
    MailLine {
        sentence: words.say(format!("mail-state-{}", mail.state)).to_string(),
        words: match mail.state {
            MailState::Sent | MailState::Cancelled => String::new(),
            MailState::Queued | MailState::Refused | MailState::Failed => mail.words.clone(),
        },
    }
}

/// The row of an invite, with the newest mail about it.
pub(super) fn line(
    words: &Words,
    desk: &Desk,
    (invite, mail): (&Invite, Option<&Mail>),
    may_invite: bool,
    choice: bool,
) -> Line {
    let moment = |at: Timestamp| Moment {
        at: rfc3339(at),
        words: desk.moment(at),
    };
    let state = invite.state(desk.now);
    let grant = invite.grant.as_ref();
    let since = match state {
        InviteState::Pending => Some(invite.renewed_at.unwrap_or(invite.created_at)),
        InviteState::Joined => grant.map(|grant| grant.since),
        InviteState::Expired => Some(invite.link_ends()),
        InviteState::Revoked => invite.revoked_at,
        InviteState::Forgotten => invite.forgotten_at,
        InviteState::UsedUp | InviteState::Left => {
            grant.and_then(|grant| grant.ended_at.or_else(|| grant.ends.moment(None)))
        }
    };
    let (open, known) = (invite.revoked_at.is_none(), invite.forgotten_at.is_none());
    let name = if known {
        invite.name()
    } else {
        words.say("invites-forgotten").to_string()
    };
    let again = format!("{}/invite?again={}", desk.media(), invite.id);
    Line {
        id: invite.id.to_string(),
        path: format!("/invites/{}", invite.id),
        initials: if known {
            initials(&name)
        } else {
            "–".to_owned()
        },
        name,
        email: invite.address().to_owned(),
        role: words
            .say(format!("invites-role-{}", invite.role))
            .to_string(),
        language: (invite.language).map_or_else(String::new, |language| {
            words.say(format!("language-{language}")).to_string()
        }),
        state: words
            .say(format!("invites-state-{state}").replace('_', "-"))
            .to_string(),
        tone: tone(state),
        mail: mail.map(|mail| mailed(words, mail)),
        asked: invite.asked_at.filter(|_| open).map(moment),
        since: since.map(moment),
        uses: uses(words, invite),
        joined: grant.map(|grant| moment(grant.since)),
        seen: invite.seen_at().filter(|_| known).map(moment),
        watched: (invite.attended).map(|attended| attendance::said(words, &attended)),
        ends: moment(invite.link_ends()),
        deeds: Deeds {
            again: (!open && known && may_invite).then_some(again),
            answer: (open && may_invite && invite.asked_at.is_some()).then(|| {
                let renew = if desk.site.mails_invites() {
                    "invites-renew-and-send"
                } else {
                    "invites-renew-and-show"
                };
                words.say(renew).to_string()
            }),
            link: open && may_invite,
            resend: open
                && may_invite
                && desk.site.mails_invites()
                && invite.uses.left()
                && desk.now < invite.link_ends(),
            end: open && may_invite,
            role: open && may_invite && choice,
            // Before the first use nobody sits anywhere.
            seat: open && grant.is_some_and(|grant| grant.guest),
            revoke: open,
        },
    }
}

const fn tone(state: InviteState) -> &'static str {
    match state {
        InviteState::Pending => "accent",
        InviteState::Joined => "good",
        InviteState::Expired | InviteState::UsedUp | InviteState::Left | InviteState::Forgotten => {
            ""
        }
        InviteState::Revoked => "danger",
    }
}

fn uses(words: &Words, invite: &Invite) -> String {
    let spent = invite.uses.spent;
    match invite.uses.allowed {
        UsesAllowed::Unlimited => words.say("invites-uses-unlimited").num("spent", spent),
        UsesAllowed::Times(allowed) => words
            .say("invites-uses")
            .num("spent", spent)
            .num("allowed", allowed.get()),
    }
    .to_string()
}
