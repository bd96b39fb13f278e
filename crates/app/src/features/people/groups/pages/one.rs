//! `/admin/groups/{group}`: its name and who is in it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::Action,
    ids::{AccountId, GroupId},
};

use super::{
    super::{deeds, store},
    group_of, name_of, path_of,
};
use crate::{
    App,
    features::{
        accounts::store as accounts,
        admin::Nav,
        people::store::{self as people, Found, Narrowed},
    },
    http::{
        body::{Form, Params},
        fault::{Fault, FieldFault},
        form::{Errors, mendable},
        page::{Page, initials},
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

/// How many members a page shows.
const ROWS: u32 = 50;

pub(super) fn routes(routes: Routes) -> Routes {
    let (path, action) = ("/admin/groups/{group}", Action::ManageGroups);
    routes
        .get(path, action, show)
        .post(path, action, rename)
        .post("/admin/groups/{group}/members", action, join)
        .post("/admin/groups/{group}/members/remove", action, leave)
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    before: Option<String>,
}

/// What was typed, with what is wrong about it.
#[derive(Default)]
struct Draft {
    name: Option<String>,
    who: String,
    faults: Vec<FieldFault>,
    before: Option<AccountId>,
}

struct Row {
    id: String,
    href: String,
    initials: String,
    name: String,
    email: String,
}

#[derive(Template)]
#[template(path = "people/templates/group.html")]
struct GroupPage {
    page: Page,
    nav: Nav,
    path: String,
    called: String,
    typed: String,
    who: String,
    rows: Vec<Row>,
    next: Option<String>,
    first: bool,
    errors: Errors,
}

impl PageTemplate for GroupPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

async fn view(
    app: &App,
    visit: &Visit,
    id: GroupId,
    status: StatusCode,
    draft: Draft,
) -> Result<Response, Fault> {
    let before = draft.before;
    let read = move |tx: &Tx| -> Result<_, Error> {
        let narrowed = Narrowed {
            group: Some(id),
            ..Narrowed::default()
        };
        Ok((
            store::find(tx, id)?,
            people::list(tx, &narrowed, before, ROWS)?,
        ))
    };
    let (group, members) = app.parts.db.read(read).await?;
    let group = group.ok_or_else(Fault::not_found)?;
    let words = &visit.words;
    let path = path_of(id);
    let template = GroupPage {
        page: Page::new(app, visit, &group.name)
            .island("islands/console-form.js")
            .island("islands/combobox.js")
            .island("islands/dialog-form.js"),
        nav: Nav::tool(words, "groups"),
        typed: draft.name.unwrap_or_else(|| group.name.clone()),
        called: group.name,
        who: draft.who,
        next: match members.found {
            Found::MoreAfter(person) => Some(format!("{path}?before={person}")),
            Found::All | Found::TooMany => None,
        },
        first: before.is_none(),
        rows: (members.people.into_iter())
            .map(|person| Row {
                id: person.id.to_string(),
                href: format!("/admin/users/{}", person.id),
                initials: initials(&person.name()),
                name: person.name(),
                email: person.email,
            })
            .collect(),
        path,
        errors: Errors::new(words, &draft.faults),
    };
    page(status, &template)
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(group): Path<String>,
    Params(query): Params<Query>,
) -> Result<Response, Fault> {
    let before = query.before.map(|id| id.parse()).transpose();
    let draft = Draft {
        before: before.map_err(|_| Fault::not_found())?,
        ..Draft::default()
    };
    view(&app, &visit, group_of(&group)?, StatusCode::OK, draft).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Called {
    name: String,
}

async fn rename(
    State(app): State<App>,
    visit: Visit,
    Path(group): Path<String>,
    Form(Called { name }): Form<Called>,
) -> Result<Response, Fault> {
    let id = group_of(&group)?;
    let renamed = match name_of(&name) {
        Ok(name) => deeds::rename(&app, &visit, id, name).await,
        Err(fault) => Err(fault),
    };
    match renamed {
        Ok(()) => Ok(see_other_saying(&path_of(id), "said-groups-renamed")),
        Err(fault) => {
            let draft = Draft {
                name: Some(name),
                faults: mendable(fault)?,
                ..Draft::default()
            };
            view(&app, &visit, id, StatusCode::UNPROCESSABLE_ENTITY, draft).await
        }
    }
}

/// Somebody by their address, or as they were chosen from the list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Who {
    who: String,
    #[serde(default)]
    id: String,
}

async fn join(
    State(app): State<App>,
    visit: Visit,
    Path(group): Path<String>,
    Form(Who { who, id }): Form<Who>,
) -> Result<Response, Fault> {
    let group = group_of(&group)?;
    let typed = who.clone();
    let find = move |tx: &Tx| -> Result<Option<AccountId>, Error> {
        if let Ok(id) = id.parse() {
            return Ok(Some(id));
        }
        match typed.trim().parse() {
            Ok(email) => Ok(accounts::by_email(tx, &email)?.map(|(member, ..)| member.id)),
            Err(_) => Ok(None),
        }
    };
    let joined = match app.parts.db.read(find).await? {
        Some(person) => deeds::join(&app, &visit, group, person).await,
        None => Err(Fault::field("who", "nobody")),
    };
    match joined {
        Ok(()) => Ok(see_other_saying(&path_of(group), "said-groups-joined")),
        Err(fault) => {
            let draft = Draft {
                who,
                faults: mendable(fault)?,
                ..Draft::default()
            };
            view(&app, &visit, group, StatusCode::UNPROCESSABLE_ENTITY, draft).await
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    person: String,
}

async fn leave(
    State(app): State<App>,
    visit: Visit,
    Path(group): Path<String>,
    Form(Member { person }): Form<Member>,
) -> Result<Response, Fault> {
    let group = group_of(&group)?;
    let person = person.parse();
    let person = person.map_err(|_| Fault::field("person", "unknown_choice"))?;
    deeds::leave(&app, &visit, group, person).await?;
    Ok(see_other_saying(&path_of(group), "said-groups-left"))
}
