//! `/media/{entry}/collaborators`: who works on an entry beside its owner.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use usher_db::{Error, Tx};
use usher_domain::{
    access::{self, Action, AppRole, EntryRole},
    ids::EntryId,
};

use super::{
    super::{
        Asker, Collaborator, Entry, Subject, collaborators, deeds, entry, load_standing,
        rights::Rights,
        store::{self, Change},
    },
    form::{Errors, mendable},
};
use crate::{
    App,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        guard::Standing,
        page::{Page, initials},
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

/// What can be given; the owner's role is handed over on a page of its own.
const ROLES: [EntryRole; 4] = [
    EntryRole::CoOwner,
    EntryRole::CoEditor,
    EntryRole::CoPublisher,
    EntryRole::CoViewer,
];

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/media/{entry}/collaborators";
    routes
        .get(path, Action::SeeCollaborators, show)
        .post(path, Action::ManageCollaborators, add)
        .post(
            "/media/{entry}/collaborators/{subject}",
            Action::ManageCollaborators,
            change,
        )
}

#[derive(Template)]
#[template(path = "media/templates/people.html")]
struct PeoplePage {
    page: Page,
    entry: Entry,
    rights: Rights,
    rows: Vec<Row>,
    typed: Typed,
    roles: Vec<(String, String)>,
    errors: Errors,
}

impl PageTemplate for PeoplePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// A collaborator as the table shows one.
struct Row {
    initials: String,
    name: String,
    second: String,
    /// Whether the site lets them do no more than view.
    capped: bool,
    action: String,
    /// Where the entry is handed over to them, if that is possible.
    hand_over: Option<String>,
    /// The roles held: name and label.
    held: Vec<(&'static str, String)>,
    /// The roles that could be given.
    free: Vec<(&'static str, String)>,
}

/// The form as it was typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    /// An address, or the name of a group.
    who: String,
    /// The id of whoever was chosen from the list; empty if nobody was.
    #[serde(default)]
    id: String,
    role: String,
}

impl PeoplePage {
    async fn load(app: &App, visit: &Visit, standing: &Standing) -> Result<Self, Fault> {
        let (id, now) = (standing.entry, app.now());
        let read = move |tx: &Tx| -> Result<_, Error> {
            Ok((entry(tx, id, now)?, collaborators(tx, id)?))
        };
        let (entry, people) = app.parts.db.read(read).await?;
        let page = Page::new(app, visit, visit.words.say("people-title"))
            .island("islands/combobox.js")
            .island("islands/dialog-form.js");
        let rights = Rights::of(&visit.actor, standing.facts);
        let rows = people
            .into_iter()
            .map(|one| Row::new(id, one, rights, &page));
        let roles = ROLES.map(|role| (role.to_string(), label(role, &page)));
        Ok(Self {
            entry: entry.ok_or_else(Fault::not_found)?,
            rights,
            rows: rows.collect(),
            typed: Typed {
                who: String::new(),
                id: String::new(),
                role: EntryRole::CoEditor.to_string(),
            },
            roles: roles.to_vec(),
            errors: Errors::default(),
            page,
        })
    }
}

impl Row {
    fn new(entry: EntryId, one: Collaborator, rights: Rights, page: &Page) -> Self {
        let is_group = matches!(one.subject, Subject::Group(_));
        let viewer = one.app_role.is_some_and(|role| role < AppRole::PrivateOnly);
        let hand_over = match one.subject {
            Subject::Account(id) if rights.change_owner && !viewer => {
                Some(format!("/media/{entry}/owner?to={id}"))
            }
            _ => None,
        };
        let (held, free): (Vec<_>, Vec<_>) =
            (ROLES.into_iter()).partition(|role| one.roles.contains(*role));
        let named = |roles: &[EntryRole]| {
            let named = roles.iter().map(|role| (role.as_str(), label(*role, page)));
            named.collect()
        };
        let second = if is_group {
            page.t("people-group").to_string()
        } else {
            one.email.unwrap_or_default()
        };
        Self {
            initials: initials(&one.name),
            action: format!("/media/{entry}/collaborators/{}", one.subject),
            capped: viewer && one.roles.iter().any(|role| role != EntryRole::CoViewer),
            held: named(&held),
            free: named(&free),
            name: one.name,
            second,
            hand_over,
        }
    }
}

fn label(role: EntryRole, page: &Page) -> String {
    page.t(&format!("role-{}", role.as_str().replace('_', "-")))
        .to_string()
}

/// Shows the list.
async fn show(State(app): State<App>, visit: Visit, standing: Standing) -> Result<Response, Fault> {
    let template = PeoplePage::load(&app, &visit, &standing).await?;
    page(StatusCode::OK, &template)
}

/// Names one more person or group.
async fn add(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let faults = match name(&app, &visit, standing.entry, &typed).await {
        Ok(()) => return done(&app, &visit, standing.entry, "said-people-added").await,
        Err(fault) => mendable(fault)?,
    };
    let mut template = PeoplePage::load(&app, &visit, &standing).await?;
    // The form calls the subject `who`.
    let faults: Vec<FieldFault> = (faults.into_iter())
        .map(|fault| FieldFault {
            field: fault.field.replace("subject", "who"),
            ..fault
        })
        .collect();
    template.errors = Errors::new(&visit.words, &faults);
    template.typed = typed;
    page(StatusCode::UNPROCESSABLE_ENTITY, &template)
}

async fn name(app: &App, visit: &Visit, entry: EntryId, typed: &Typed) -> Result<(), Fault> {
    let role = match typed.role.parse() {
        Ok(EntryRole::Owner) | Err(_) => return Err(Fault::field("role", "unknown_choice")),
        Ok(role) => role,
    };
    let (who, id) = (typed.who.clone(), typed.id.clone());
    if who.trim().is_empty() {
        return Err(Fault::field("who", "empty"));
    }
    let found = (app.parts.db)
        .read(move |tx| store::find_subject(tx, &who, &id))
        .await?;
    let subject = found.ok_or_else(|| Fault::field("who", "nobody"))?;
    deeds::change_roles(app, visit, entry, subject, Change::Give(role)).await
}

/// What a row's menu asks for: one of the three.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    give: Option<String>,
    take: Option<String>,
    remove: Option<String>,
}

impl Wish {
    fn parse(self) -> Result<Change, Fault> {
        let role = |name: String| match name.parse() {
            Ok(EntryRole::Owner) | Err(_) => Err(Fault::field("role", "unknown_choice")),
            Ok(role) => Ok(role),
        };
        match (self.give, self.take, self.remove) {
            (Some(name), None, None) => role(name).map(Change::Give),
            (None, Some(name), None) => role(name).map(Change::Take),
            (None, None, Some(_)) => Ok(Change::Set(access::EntryRoles::NONE)),
            _ => Err(Fault::field("role", "unknown_choice")),
        }
    }
}

/// Gives or takes one role, or removes somebody.
async fn change(
    State(app): State<App>,
    visit: Visit,
    standing: Standing,
    Path((_, subject)): Path<(String, String)>,
    Form(wish): Form<Wish>,
) -> Result<Response, Fault> {
    let subject: Subject = subject.parse().map_err(|_| Fault::not_found())?;
    let change = wish.parse()?;
    deeds::change_roles(&app, &visit, standing.entry, subject, change).await?;
    let said = match change {
        Change::Give(_) | Change::Take(_) => "said-people-changed",
        Change::Set(_) => "said-people-removed",
    };
    done(&app, &visit, standing.entry, said).await
}

/// Back to the list; whoever took their own right away goes where they still may.
async fn done(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    said: &'static str,
) -> Result<Response, Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    let standing = (app.parts.db)
        .read(move |tx| load_standing(tx, asker, entry, now))
        .await?;
    let may = |action| access::may(&visit.actor, action, standing.as_ref()).is_ok();
    let path = if may(Action::SeeCollaborators) {
        format!("/media/{entry}/collaborators")
    } else if may(Action::ViewEntry) {
        format!("/media/{entry}")
    } else {
        "/my-media".to_owned()
    };
    Ok(see_other_saying(&path, said))
}
