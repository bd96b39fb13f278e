//! `/media/{entry}/invites/act`: one thing done to several invites: those that were picked, or all that the list shows.

use askama::Template;
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    ids::{EntryId, InviteId},
    invite::RequestedEnd,
};

use super::super::{Letter, Row, Task, What, deeds};
use crate::{
    App,
    features::invites::{
        Refused,
        pages::{desk::Desk, form::roles},
        store::{self, Filter, Whose},
        wanted::{self, end_of_form, form_zone, line},
    },
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::Errors,
        guard::Standing,
        page::Page,
        render::{PageTemplate, fault_sentence, page, see_other, see_other_saying},
        time::local,
        visit::Visit,
    },
};

/// The most that something is done to at once.
const MOST: usize = 50_000;
/// How many are looked up in one read.
const AT_ONCE: u32 = 2_000;

/// What can be done, by its name in the address.
const DEEDS: [&str; 5] = ["resend", "end", "role", "reset-seat", "revoke"];

/// The form as it is sent; its first part stands in the address that asks.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Filled {
    deed: String,
    /// Those that were picked.
    invite: Vec<String>,
    /// Whether all are meant that the list shows: `yes`.
    all: String,
    show: String,
    q: String,
    /// How many the person was told it will be done to.
    n: u64,
    valid_until: String,
    zone: String,
    role: String,
    line: String,
}

impl Filled {
    fn of_address(query: &str) -> Self {
        let mut filled = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.into_owned();
            match &*name {
                "deed" => filled.deed = value,
                "invite" => filled.invite.push(value),
                "all" => filled.all = value,
                "show" => filled.show = value,
                "q" => filled.q = value,
                _ => {}
            }
        }
        filled
    }

    fn meant(&self) -> Result<Meant, Fault> {
        if self.all == "yes" {
            return Ok(Meant::Shown(Filter {
                show: self.show.clone(),
                q: self.q.clone(),
            }));
        }
        let ids = self.invite.iter().take(MOST).map(|id| id.parse());
        let ids: Result<Vec<InviteId>, _> = ids.collect();
        Ok(Meant::Picked(ids.map_err(|_| Fault::not_found())?))
    }
}

/// Which invites are meant.
#[derive(Clone, Debug)]
pub(in super::super::super) enum Meant {
    /// These.
    Picked(Vec<InviteId>),
    /// All that the list shows.
    Shown(Filter),
}

impl Meant {
    /// Whose they are; what belongs to another entry is not among them.
    pub(in super::super::super) async fn find(
        self,
        app: &App,
        entry: EntryId,
    ) -> Result<Vec<Whose>, Fault> {
        let now = app.now();
        let read = move |tx: &Tx| self.read(tx, entry, now);
        Ok(app.parts.db.read(read).await?)
    }

    fn read(&self, tx: &Tx, entry: EntryId, now: Timestamp) -> Result<Vec<Whose>, Error> {
        let mut found: Vec<Whose> = Vec::new();
        match self {
            Self::Picked(ids) => {
                for id in ids {
                    if let Some(invite) = store::load(tx, *id)?
                        && invite.entry == entry
                    {
                        found.push(Whose {
                            id: *id,
                            email: invite.address().to_owned(),
                            name: invite.name(),
                        });
                    }
                }
            }
            Self::Shown(filter) => loop {
                let after = found.last().map(|whose| whose.id);
                let some = store::ids(tx, entry, filter, (after, AT_ONCE), now)?;
                let is_last = some.len() < AT_ONCE as usize;
                found.extend(some);
                if is_last || found.len() >= MOST {
                    found.truncate(MOST);
                    break;
                }
            },
        }
        Ok(found)
    }
}

#[derive(Template)]
#[template(path = "invites/templates/act.html")]
struct ActPage {
    page: Page,
    action: String,
    back: String,
    refused: String,
    filled: Filled,
    lead: String,
    button: String,
    kind: &'static str,
    count: u64,
    /// Names of some of them.
    some: Vec<String>,
    roles: Vec<(String, String, String)>,
    bounds: String,
    until_help: String,
    errors: Errors,
}

impl PageTemplate for ActPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl ActPage {
    /// How many are not named.
    fn more(&self) -> u64 {
        self.count - self.some.len() as u64
    }
}

/// How many names are shown.
const NAMED: usize = 5;

async fn ask(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    mut filled: Filled,
    (faults, refused): (&[FieldFault], Option<String>),
) -> Result<Response, Fault> {
    if filled.deed.is_empty() {
        return Ok(see_other(&format!("/media/{entry}/invites")));
    }
    if !DEEDS.contains(&&*filled.deed) {
        return Err(Fault::not_found());
    }
    let mut desk = Desk::of(app, visit, entry).await?;
    let whose = filled.meant()?.find(app, entry).await?;
    if whose.is_empty() {
        return Ok(see_other_saying(&desk.invites(), "said-nobody-picked"));
    }
    if !filled.zone.is_empty() {
        desk.zone = form_zone(&filled.zone, visit);
    }
    let words = &visit.words;
    let count = whose.len() as u64;
    filled.n = count;
    filled.zone.clone_from(&desk.zone);
    if filled.valid_until.is_empty() {
        filled.valid_until = local(desk.default_end(), &desk.zone);
    }
    let title = words
        .say(format!("act-{}-title", filled.deed))
        .num("n", count);
    let help = words.say("invites-end-help").with("zone", &desk.zone);
    let template = ActPage {
        page: Page::new(app, visit, title),
        action: format!("{}/act", desk.invites()),
        back: desk.invites(),
        refused: refused.unwrap_or_default(),
        lead: words.say(format!("act-{}-lead", filled.deed)).to_string(),
        button: (words.say(format!("act-{}", filled.deed)))
            .num("n", count)
            .to_string(),
        kind: match &*filled.deed {
            "revoke" => "danger",
            _ => "primary",
        },
        count,
        some: whose
            .iter()
            .take(NAMED)
            .map(|one| one.name.clone())
            .collect(),
        roles: roles(words, &desk),
        bounds: format!(
            "min=\"{}\" max=\"{}\"",
            local(desk.now, &desk.zone),
            local(desk.latest_end(), &desk.zone)
        ),
        until_help: help.to_string(),
        errors: Errors::new(words, faults),
        filled,
    };
    let status = if faults.is_empty() && template.refused.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page(status, &template)
}

/// Says what will happen, and to how many.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let filled = Filled::of_address(&query.unwrap_or_default());
    ask(&app, &visit, standing.entry, filled, (&[], None)).await
}

/// What is asked for, or what is wrong with it.
fn task(filled: &Filled, zone: &str) -> Result<Task, FieldFault> {
    Ok(match &*filled.deed {
        "resend" => Task::Resend {
            letter: Letter {
                line: line("line", &filled.line)?,
                zone: zone.to_owned(),
            },
        },
        "end" => match end_of_form(&filled.valid_until, zone)? {
            RequestedEnd::Until(until) => Task::End { until },
            RequestedEnd::Default | RequestedEnd::SessionEnd => {
                return Err(FieldFault::new("valid_until", "empty"));
            }
        },
        "role" => Task::Role {
            role: wanted::role(&filled.role)?,
        },
        "reset-seat" => Task::ResetSeat,
        _ => Task::Revoke,
    })
}

/// Does it, by a batch.
pub(super) async fn send(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Form(filled): Form<Filled>,
) -> Result<Response, Fault> {
    let entry = standing.entry;
    if filled.deed.is_empty() {
        return Ok(see_other(&format!("/media/{entry}/invites")));
    }
    if !DEEDS.contains(&&*filled.deed) {
        return Err(Fault::not_found());
    }
    let zone = form_zone(&filled.zone, &visit);
    let task = match task(&filled, &zone) {
        Ok(task) => task,
        Err(fault) => return ask(&app, &visit, entry, filled, (&[fault], None)).await,
    };
    let whose = filled.meant()?.find(&app, entry).await?;
    if whose.len() as u64 != filled.n {
        let sentence = visit.words.say("act-others-now").to_string();
        return ask(&app, &visit, entry, filled, (&[], Some(sentence))).await;
    }
    if let Err(refused) = deeds::may(&app, &visit, entry, &task).await {
        return refuse(&app, &visit, entry, filled, refused).await;
    }
    let id = deeds::keep(&app, &visit, entry, (task, String::new()), rows(whose)).await?;
    deeds::begin(&app, &visit, entry, id).await?;
    Ok(see_other(&format!("/media/{entry}/invites/many/{id}")))
}

/// The form again, with the reason why nothing of it can be done.
async fn refuse(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    filled: Filled,
    refused: Refused,
) -> Result<Response, Fault> {
    let decided = !matches!(refused, Refused::Fault(_));
    let fault = refused.fault(&["valid_until", "role"], &form_zone(&filled.zone, visit));
    let details = fault.details();
    match (decided, details.fields.as_slice()) {
        (false, _) => Err(fault),
        (true, []) => {
            let sentence = fault_sentence(&visit.words, details);
            ask(app, visit, entry, filled, (&[], Some(sentence))).await
        }
        (true, fields) => ask(app, visit, entry, filled, (fields, None)).await,
    }
}

/// The rows of a batch for these.
pub(in super::super::super) fn rows(whose: Vec<Whose>) -> Vec<Row> {
    let row = |whose: Whose| Row {
        at: 0,
        who: whose.email,
        named: whose.name,
        wish: None,
        invite: Some(whose.id),
        what: What::Open,
        mail: false,
        done: false,
        latest: None,
        languages: String::new(),
    };
    whose.into_iter().map(row).collect()
}
