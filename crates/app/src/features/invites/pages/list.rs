//! `/media/{entry}/invites`: everybody who was invited, and what became of it.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{access::Action, ids::InviteId, media::EntryKind};

use super::{
    super::store::{self, Filter, MOST_NUMBERED, Numbers, Place, Sort},
    desk::Desk,
    form::roles,
    line::{Line, line},
};
use crate::{
    App,
    features::mail,
    http::{
        body::Params,
        fault::Fault,
        guard::Standing,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
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
    /// How many are invited, came and watched it.
    numbers: String,
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
            Ok::<_, usher_db::Error>((listed, mails, store::numbers(tx, entry)?))
        })
        .await?;
    let (listed, mails, counted) = listed;
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
        numbers: numbers(words, desk.ground.invitable.kind, &counted),
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

/// Who was invited, came and watched or read, in one line; nothing before anybody was.
fn numbers(words: &Words, kind: EntryKind, counted: &Numbers) -> String {
    if counted.invited == 0 {
        return String::new();
    }
    let number = |key: &str, n: u32| {
        let key = if n > MOST_NUMBERED {
            format!("{key}-many")
        } else {
            key.to_owned()
        };
        words.say(key).num("n", n.min(MOST_NUMBERED)).to_string()
    };
    let mut said = vec![
        number("invites-numbers-invited", counted.invited),
        number("invites-numbers-joined", counted.joined),
    ];
    if let Some(median) = counted.watched.median {
        let (finished, half) = match kind {
            EntryKind::Document => ("invites-numbers-read", "invites-numbers-median-read"),
            _ => ("invites-numbers-finished", "invites-numbers-median"),
        };
        let message = words.say(finished);
        said.push(message.num("n", counted.watched.to_the_end).to_string());
        let message = words.say(half);
        said.push(message.num("n", u32::from(median)).to_string());
    }
    said.join(" · ")
}
