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
    super::store::{self, Filter, Invite, Place, Sort},
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

/// The chips over the list, by their names in the address.
const CHIPS: [&str; 8] = [
    "", "open", "asks", "waiting", "joined", "refused", "over", "revoked",
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
    /// What it is narrowed down to.
    filter: Filter,
    sort: &'static str,
    sorts: Vec<Sorting>,
    /// What can be done to several at once: name, label, kind of button.
    acts: Vec<(&'static str, String, &'static str)>,
    first: bool,
    rows: Vec<Line>,
    next: String,
}

impl ListPage {
    /// Whether it shows less than all there are.
    fn filtered(&self) -> bool {
        self.filter != Filter::default()
    }

    /// The list without its place: for forms and links that keep what it is narrowed down to.
    fn query(&self) -> String {
        query(&self.filter, self.sort)
    }
}

/// A column that the list can be sorted by.
struct Sorting {
    href: String,
}

fn query(filter: &Filter, sort: &str) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("show", &filter.show)
        .append_pair("q", &filter.q)
        .append_pair("sort", sort)
        .finish()
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
    id: String,
    path: String,
    initials: String,
    name: String,
    email: String,
    role: String,
    /// Its language, if one was chosen.
    language: String,
    state: String,
    tone: &'static str,
    /// What became of its newest mail, if it has one.
    mail: Option<MailLine>,
    /// Since when the person asks for a new link.
    asked: Option<Moment>,
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
    /// What one press answers a request for a new link with.
    answer: Option<String>,
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
    #[serde(default)]
    q: String,
    #[serde(default)]
    sort: String,
    before: Option<String>,
    #[serde(default)]
    from: u32,
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let desk = Desk::of(&app, &visit, standing.entry).await?;
    let sort = match &*asked.sort {
        "" => Sort::Newest,
        name => Sort::parse(name).ok_or_else(Fault::not_found)?,
    };
    let filter = Filter {
        show: asked.show,
        q: asked.q,
    };
    if !CHIPS.contains(&&*filter.show) {
        return Err(Fault::not_found());
    }
    let before = asked.before.as_deref().map(str::parse::<InviteId>);
    let from = Place {
        before: before.transpose().map_err(|_| Fault::not_found())?,
        skip: asked.from,
    };
    let (entry, now, meant) = (desk.entry, desk.now, filter.clone());
    let listed = (app.parts.db)
        .read(move |tx| {
            let listed = store::list(tx, entry, &meant, (sort, from), PAGE, now)?;
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
    let last = listed.invites.last().map(|invite| invite.id);
    let place = match (listed.more, sort, last) {
        (false, ..) | (.., None) => None,
        (true, Sort::Newest, Some(id)) => Some(format!("before={id}")),
        (true, ..) => Some(format!("from={}", from.skip.saturating_add(PAGE))),
    };
    let path = desk.invites();
    let next = place.map(|place| format!("{path}?{}&{place}", query(&filter, sort.as_str())));
    let template = ListPage {
        page: Page::new(&app, &visit, words.say("invites-list-title"))
            .island("islands/dialog-form.js")
            .island("islands/table-select.js"),
        title: desk.ground.title.clone(),
        media: desk.media(),
        acts: acts(words, &desk, refused.is_none(), choice),
        refused: refused.unwrap_or_default(),
        chips: chips(words, &desk, &filter, sort),
        sort: sort.as_str(),
        sorts: (Sort::ALL.iter())
            .map(|sort| Sorting {
                href: format!("{path}?{}", query(&filter, sort.as_str())),
            })
            .collect(),
        first: from == Place::default(),
        filter,
        rows,
        next: next.unwrap_or_default(),
    };
    page(StatusCode::OK, &template)
}

/// What can be done to several at once: only what could also work.
fn acts(
    words: &Words,
    desk: &Desk,
    may_invite: bool,
    choice: bool,
) -> Vec<(&'static str, String, &'static str)> {
    [
        ("resend", may_invite && desk.site.mails_invites(), ""),
        ("end", may_invite, ""),
        ("role", may_invite && choice, ""),
        ("reset-seat", true, ""),
        ("revoke", true, "danger"),
    ]
    .into_iter()
    .filter(|(_, may, _)| *may)
    .map(|(name, _, kind)| {
        (
            name,
            words.say(format!("invites-{}", key(name))).to_string(),
            kind,
        )
    })
    .collect()
}

/// The button of a deed, as for one invite.
fn key(deed: &str) -> &str {
    match deed {
        "role" => "role-save",
        other => other,
    }
}

fn chips(words: &Words, desk: &Desk, filter: &Filter, sort: Sort) -> Vec<Chip> {
    let chip = |name: &&str| {
        let key = if name.is_empty() { "all" } else { *name };
        let shown = Filter {
            show: (*name).to_owned(),
            q: filter.q.clone(),
        };
        Chip {
            label: words.say(format!("invites-show-{key}")).to_string(),
            href: format!("{}?{}", desk.invites(), query(&shown, sort.as_str())),
            current: *name == filter.show,
        }
    };
    CHIPS.iter().map(chip).collect()
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
        id: invite.id.to_string(),
        path: format!("/invites/{}", invite.id),
        initials: initials(&name),
        name,
        email: invite.email.written().to_owned(),
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
        seen: grant.map(|grant| moment(grant.last_seen_at)),
        ends: moment(invite.link_ends()),
        deeds: Deeds {
            again: (!open && may_invite).then_some(again),
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
