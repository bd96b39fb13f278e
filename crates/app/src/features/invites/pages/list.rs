//! `/media/{entry}/invites`: everybody who was invited, and what became of it.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{
    access::Action,
    clock::Timestamp,
    ids::InviteId,
    invite::{InviteState, UsesAllowed},
    outbox::MailState,
};

use super::{
    super::store::{self, Invite},
    desk::Desk,
    form::roles,
};
use crate::{
    App,
    features::mail::{self, Mail},
    http::{
        body::Params,
        fault::Fault,
        guard::Standing,
        page::{Page, initials},
        render::{PageTemplate, page},
        routes::Routes,
        time::rfc3339,
        visit::Visit,
    },
    words::Words,
};

/// How many invites a page shows.
const PAGE: u32 = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/media/{entry}/invites", Action::SeeInvites, show)
}

/// The chips over the list: a name in the address, and the states behind it.
const CHIPS: &[(&str, &[InviteState])] = &[
    ("", &[]),
    ("pending", &[InviteState::Pending]),
    ("joined", &[InviteState::Joined]),
    (
        "over",
        &[InviteState::Left, InviteState::UsedUp, InviteState::Expired],
    ),
    ("revoked", &[InviteState::Revoked]),
];

#[derive(Template)]
#[template(path = "invites/templates/list.html")]
struct ListPage {
    page: Page,
    title: String,
    media: String,
    /// Why nobody can be invited at the moment; empty if somebody can.
    refused: String,
    chips: Vec<Chip>,
    /// Whether it is shown by state.
    filtered: bool,
    first: bool,
    rows: Vec<Line>,
    next: String,
}

impl PageTemplate for ListPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

struct Chip {
    label: String,
    href: String,
    current: bool,
}

/// A moment as a page carries it: for programs, and in words.
struct Moment {
    at: String,
    words: String,
}

/// One invite as a row.
struct Line {
    path: String,
    initials: String,
    name: String,
    email: String,
    role: String,
    state: String,
    tone: &'static str,
    /// What became of its newest mail, if it has one.
    mail: Option<MailLine>,
    /// Since when it is in this state, where that is known.
    since: Option<Moment>,
    uses: String,
    joined: Option<Moment>,
    seen: Option<Moment>,
    ends: Moment,
    deeds: Deeds,
}

/// What became of a mail.
struct MailLine {
    sentence: String,
    /// What the server said, where that matters.
    words: String,
}

/// What the row's menu offers: only what would also work.
struct Deeds {
    again: Option<String>,
    link: bool,
    resend: bool,
    end: bool,
    role: bool,
    seat: bool,
    revoke: bool,
}

/// What the address says.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    show: String,
    before: Option<String>,
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, &visit, standing.entry).await?;
    let (name, states) = *CHIPS
        .iter()
        .find(|(name, _)| *name == asked.show)
        .ok_or_else(Fault::not_found)?;
    let before = asked.before.as_deref().map(str::parse::<InviteId>);
    let before = before.transpose().map_err(|_| Fault::not_found())?;
    let (entry, now) = (desk.entry, desk.now);
    let listed = (app.parts.db)
        .read(move |tx| {
            let listed = store::list(tx, entry, states, before, PAGE, now)?;
            let ids: Vec<InviteId> = listed.invites.iter().map(|invite| invite.id).collect();
            let mails = mail::latest_of_invites(tx, &ids)?;
            Ok::<_, usher_db::Error>((listed, mails))
        })
        .await?;
    let (listed, mails) = listed;
    let words = &visit.words;
    let refused = desk.refused(words);
    let choice = roles(words, &desk).len() > 1;
    let rows = (listed.invites.iter())
        .map(|invite| {
            let mail = mails.get(&invite.id);
            line(words, &desk, (invite, mail), refused.is_none(), choice)
        })
        .collect();
    let template = ListPage {
        page: Page::new(&app, &visit, words.say("invites-list-title"))
            .island("islands/dialog-form.js"),
        title: desk.ground.title.clone(),
        media: desk.media(),
        refused: refused.unwrap_or_default(),
        chips: chips(words, &desk, name),
        filtered: !states.is_empty(),
        first: before.is_none(),
        rows,
        next: listed.next.map_or_else(String::new, |id| {
            format!("{}?show={name}&before={id}", desk.invites())
        }),
    };
    page(StatusCode::OK, &template)
}

fn chips(words: &Words, desk: &Desk, current: &str) -> Vec<Chip> {
    let chip = |name: &str| {
        let (key, href) = match name {
            "" => ("invites-show-all".to_owned(), desk.invites()),
            _ => (
                format!("invites-show-{name}"),
                format!("{}?show={name}", desk.invites()),
            ),
        };
        Chip {
            label: words.say(key).to_string(),
            href,
            current: name == current,
        }
    };
    CHIPS.iter().map(|(name, _)| chip(name)).collect()
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

fn line(
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
        InviteState::UsedUp | InviteState::Left => {
            grant.and_then(|grant| grant.ended_at.or_else(|| grant.ends.moment(None)))
        }
    };
    let (open, name) = (invite.revoked_at.is_none(), invite.name());
    let again = format!("{}/invite?again={}", desk.media(), invite.id);
    Line {
        path: format!("/invites/{}", invite.id),
        initials: initials(&name),
        name,
        email: invite.email.written().to_owned(),
        role: words
            .say(format!("invites-role-{}", invite.role))
            .to_string(),
        state: words
            .say(format!("invites-state-{state}").replace('_', "-"))
            .to_string(),
        tone: tone(state),
        mail: mail.map(|mail| mailed(words, mail)),
        since: since.map(moment),
        uses: uses(words, invite),
        joined: grant.map(|grant| moment(grant.since)),
        seen: grant.map(|grant| moment(grant.last_seen_at)),
        ends: moment(invite.link_ends()),
        deeds: Deeds {
            again: (!open && may_invite).then_some(again),
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
        InviteState::Expired | InviteState::UsedUp | InviteState::Left => "",
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
