//! `/invited`: what waits, what is open, and, folded away, what has ended.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{access::Action, ids::InviteId, invite::InviteState, media::EntryKind};

use super::store::{self, Invited, Listed, Part};
use crate::{
    App,
    features::media::icon_of,
    http::{
        body::Params,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        sentence::Sentence,
        visit::Visit,
    },
};

/// How many lines of a part a page shows.
const LINES: u32 = 24;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/invited", Action::SeeInvitedToMe, show)
}

#[derive(Template)]
#[template(path = "invited/templates/invited.html")]
struct InvitedPage {
    page: Page,
    parts: Vec<PartView>,
    /// Whether there is nothing at all.
    nothing: bool,
    /// Whether links, and so invitations, open nothing at the moment.
    switched_off: bool,
    /// An address whose invitations are not listed, since nobody has vouched for it.
    unproved: Option<Sentence>,
}

impl PageTemplate for InvitedPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

struct PartView {
    name: &'static str,
    heading: String,
    folded: bool,
    is_first: bool,
    lines: Vec<Line>,
    next: Option<InviteId>,
}

struct Line {
    title: String,
    icon: &'static str,
    is_document: bool,
    /// Where its poster lies; empty without one.
    poster: String,
    by: Sentence,
    until: Option<Sentence>,
    /// Where the one button leads, what it says, and whether it acts.
    press: Option<(String, String)>,
    acts: bool,
    is_new: bool,
}

impl Line {
    fn new(visit: &Visit, part: Part, one: &Invited) -> Self {
        let words = &visit.words;
        let role = words.say(format!("lobby-role-{}", one.role)).to_string();
        let by = Sentence::new(words.say("invited-by").with("role", role));
        let until = one.until.map(|at| {
            let key = match (part, one.state) {
                (Part::Open, _) => "invited-until",
                (Part::Running, _) => "invited-stays-until",
                (Part::Ended, InviteState::Revoked) => "invited-revoked",
                (Part::Ended, InviteState::UsedUp) => "invited-used-up",
                (Part::Ended, _) => "invited-ended",
            };
            Sentence::new(words.say(key)).moment("at", at, &visit.zone)
        });
        let say = |key: &str| words.say(key).with("title", &one.title).to_string();
        let own = format!("/invited/{}", one.id);
        let press = match (part, one.state) {
            (Part::Open, _) => Some((own.clone(), say("invited-open"))),
            (Part::Running, _) => Some((format!("/media/{}", one.entry), say("invited-go-on"))),
            (Part::Ended, InviteState::Revoked) => None,
            (Part::Ended, _) => Some((format!("{own}/ask"), say("lobby-ask-button"))),
        };
        let poster = match part {
            _ if !one.has_poster => String::new(),
            Part::Running => format!("/media/{}/poster-small", one.entry),
            Part::Open => format!("{own}/poster"),
            // What has ended shows nothing of the entry any more.
            Part::Ended => String::new(),
        };
        Self {
            title: one.title.clone(),
            icon: icon_of(one.kind),
            is_document: one.kind == EntryKind::Document,
            poster,
            by: by.name("inviter", &one.inviter),
            until,
            press,
            acts: part != Part::Running,
            is_new: part == Part::Open && !one.used,
        }
    }
}

impl PartView {
    fn new(visit: &Visit, part: Part, listed: Listed, alone: bool, is_first: bool) -> Self {
        let name = part.as_str();
        let lines = listed.lines.iter();
        Self {
            heading: visit.words.say(format!("invited-part-{name}")).to_string(),
            folded: part == Part::Ended && !alone,
            is_first,
            lines: lines.map(|one| Line::new(visit, part, one)).collect(),
            next: listed.next,
            name,
        }
    }
}

/// The query of the address: one part alone, behind where its page before ended.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    show: Option<String>,
    before: Option<String>,
}

impl Asked {
    /// The parts to show, and where. An address that was tampered with is nothing's.
    fn wanted(&self) -> Result<(Vec<Part>, Option<InviteId>), Fault> {
        let before = self.before.as_ref().map(|id| id.parse()).transpose();
        let before = before.map_err(|_| Fault::not_found())?;
        let parts = match self.show.as_deref() {
            None => Part::ALL.to_vec(),
            Some(name) => vec![Part::parse(name).ok_or_else(Fault::not_found)?],
        };
        Ok((parts, before))
    }
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(asked): Params<Asked>,
) -> Result<Response, Fault> {
    let (account, now) = (visit.member()?.id, app.now());
    let (mut wanted, before) = asked.wanted()?;
    let site = app.settings.now();
    let switched_off = !(site.invite_to_media.enabled && site.theming.mediapage);
    if switched_off {
        wanted.retain(|part| *part != Part::Open);
    }
    let alone = asked.show.is_some();
    let read = move |tx: &Tx| {
        let parts: Result<Vec<_>, Error> = (wanted.iter())
            .map(|part| {
                let listed = store::list(tx, account, (*part, before), LINES, now)?;
                Ok((*part, listed))
            })
            .collect();
        Ok::<_, Error>((parts?, store::unproved(tx, account)?))
    };
    let (parts, unproved) = app.parts.db.read(read).await?;
    let is_first = before.is_none();
    let parts: Vec<PartView> = (parts.into_iter())
        .filter(|(_, listed)| !listed.lines.is_empty())
        .map(|(part, listed)| PartView::new(&visit, part, listed, alone, is_first))
        .collect();
    let words = &visit.words;
    let template = InvitedPage {
        nothing: parts.is_empty(),
        parts,
        switched_off,
        unproved: unproved
            .map(|email| Sentence::new(words.say("invited-unproved")).name("email", &email)),
        page: Page::new(&app, &visit, words.say("invited-title")),
    };
    page(StatusCode::OK, &template)
}
