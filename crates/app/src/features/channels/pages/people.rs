//! `/channels/{channel}/people`: who is in a channel, and as what.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::{Action, may_in_channel},
    channel::{ChannelKind, ChannelRole},
    ids::AccountId,
};

use super::{
    super::{
        deeds,
        store::{self, Person},
    },
    desk::Desk,
    path,
};
use crate::{
    App,
    http::{
        body::{Form, Params},
        fault::{Fault, FieldFault},
        form::{Errors, mendable},
        guard::InChannel,
        page::{Page, initials},
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

/// How many people a page shows.
const ROWS: u32 = 100;

pub(super) fn routes(routes: Routes) -> Routes {
    let (path, action) = ("/channels/{channel}/people", Action::ManageChannel);
    routes.get(path, action, show).post(path, action, add).post(
        "/channels/{channel}/people/{person}",
        action,
        change,
    )
}

struct Row {
    initials: String,
    name: String,
    email: String,
    role: String,
    capped: bool,
    action: String,
    /// The roles there are: name, label, whether it is theirs.
    roles: Vec<(&'static str, String, bool)>,
}

impl Row {
    fn new(page: &Page, channel: &str, person: Person) -> Self {
        let label = |role: ChannelRole| page.t(&format!("channel-role-{role}")).to_string();
        let all = ChannelRole::ALL.iter();
        Self {
            initials: initials(&person.name),
            action: format!("{channel}/people/{}", person.account),
            role: label(person.role),
            capped: person.capped,
            roles: all
                .map(|role| (role.as_str(), label(*role), *role == person.role))
                .collect(),
            name: person.name,
            email: person.email,
        }
    }
}

#[derive(Template)]
#[template(path = "channels/templates/people.html")]
struct PeoplePage {
    page: Page,
    desk: Desk,
    rows: Vec<Row>,
    typed: Typed,
    roles: Vec<(String, String)>,
    next: Option<String>,
    first: bool,
    errors: Errors,
}

impl PageTemplate for PeoplePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl PeoplePage {
    /// What is wrong with the role that was typed; of one in a row it is said above.
    fn role_error(&self) -> &str {
        if self.typed.who.is_empty() {
            ""
        } else {
            self.errors.of("role")
        }
    }
}

/// The form as it was typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    /// An address, or the name of whoever was chosen.
    who: String,
    /// The id of whoever was chosen from the list; empty if nobody was.
    #[serde(default)]
    id: String,
    role: String,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            who: String::new(),
            id: String::new(),
            role: ChannelRole::Member.to_string(),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Query {
    after: String,
}

async fn view(
    app: &App,
    visit: &Visit,
    place: &InChannel,
    after: String,
    (typed, faults): (Typed, &[FieldFault]),
) -> Result<Response, Fault> {
    if place.facts.kind == ChannelKind::Gallery {
        return Err(store::no_people());
    }
    let desk = Desk::of(app, visit, place).await?;
    let (id, first) = (place.channel, after.is_empty());
    let read = move |tx: &Tx| -> Result<_, Error> { store::people(tx, id, &after, ROWS + 1) };
    let mut people = app.parts.db.read(read).await?;
    let more = people.len() > ROWS as usize;
    people.truncate(ROWS as usize);
    let last = people.last().map(|person| person.account);
    let frame = Page::new(app, visit, &desk.channel.name)
        .island("islands/combobox.js")
        .island("islands/dialog-form.js");
    let template = PeoplePage {
        rows: (people.into_iter())
            .map(|person| Row::new(&frame, &desk.path, person))
            .collect(),
        roles: (ChannelRole::ALL.iter())
            .map(|role| {
                let label = frame.t(&format!("channel-role-{role}")).to_string();
                (role.to_string(), label)
            })
            .collect(),
        next: last
            .filter(|_| more)
            .map(|last| format!("{}/people?after={last}", desk.path)),
        first,
        typed,
        errors: Errors::new(&visit.words, faults),
        desk,
        page: frame,
    };
    let status = if faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page(status, &template)
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
    Params(Query { after }): Params<Query>,
) -> Result<Response, Fault> {
    let after = match after.parse::<AccountId>() {
        Ok(id) => id.to_string(),
        Err(_) if after.is_empty() => after,
        Err(_) => return Err(Fault::not_found()),
    };
    view(&app, &visit, &place, after, (Typed::default(), &[])).await
}

async fn add(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    match name(&app, &visit, &place, &typed).await {
        Ok(()) => {
            let path = path(place.channel, "/people");
            Ok(see_other_saying(&path, "said-channel-person-added"))
        }
        Err(fault) => {
            let faults = mendable(fault)?;
            view(&app, &visit, &place, String::new(), (typed, &faults)).await
        }
    }
}

async fn name(app: &App, visit: &Visit, place: &InChannel, typed: &Typed) -> Result<(), Fault> {
    let role: ChannelRole =
        (typed.role.parse()).map_err(|_| Fault::field("role", "unknown_choice"))?;
    let (who, id) = (typed.who.clone(), typed.id.clone());
    if who.trim().is_empty() {
        return Err(Fault::field("who", "empty"));
    }
    let find = move |tx: &Tx| store::find_person(tx, &who, &id);
    let found = app.parts.db.read(find).await?;
    let person = found.ok_or_else(|| Fault::field("who", "nobody"))?;
    deeds::set_role(app, visit, (place.channel, person), Some(role)).await
}

/// What a row's menu asks for: one of the two.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    role: Option<String>,
    remove: Option<String>,
}

impl Wish {
    fn parse(self) -> Result<Option<ChannelRole>, Fault> {
        let unknown = || Fault::field("role", "unknown_choice");
        match (self.role, self.remove) {
            (Some(name), None) => name.parse().map(Some).map_err(|_| unknown()),
            (None, Some(_)) => Ok(None),
            _ => Err(unknown()),
        }
    }
}

async fn change(
    State(app): State<App>,
    visit: Visit,
    place: InChannel,
    Path((_, person)): Path<(String, String)>,
    Form(wish): Form<Wish>,
) -> Result<Response, Fault> {
    let person: AccountId = person.parse().map_err(|_| Fault::not_found())?;
    let role = wish.parse();
    let done = match role {
        Ok(role) => deeds::set_role(&app, &visit, (place.channel, person), role)
            .await
            .map(|()| role),
        Err(fault) => Err(fault),
    };
    match done {
        Ok(role) => {
            let said = match role {
                Some(_) => "said-channel-person-changed",
                None => "said-channel-person-removed",
            };
            // Whoever took their own right away goes where they still may.
            let facts = super::super::standing(&app, &visit, place.channel).await?;
            let may = |action| may_in_channel(&visit.actor, action, facts.as_ref()).is_ok();
            let to = if may(Action::ManageChannel) {
                path(place.channel, "/people")
            } else if may(Action::ViewChannel) {
                path(place.channel, "")
            } else {
                "/channels".to_owned()
            };
            Ok(see_other_saying(&to, said))
        }
        Err(fault) => {
            let faults = mendable(fault)?;
            let typed = (Typed::default(), faults.as_slice());
            view(&app, &visit, &place, String::new(), typed).await
        }
    }
}
