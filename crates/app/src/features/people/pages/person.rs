//! `/admin/users/{person}`: one person.

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
    clock::Timestamp,
    config::SiteConfig,
    ids::{AccountId, GroupId},
    people::{MEGABYTE, Quota},
};

use super::{
    super::{
        deeds, groups,
        storage::{Storage, storage},
        store::{self, Edited, Figures, OwnQuota, Person},
    },
    names, path_of, person_of,
};
use crate::{
    App,
    features::{
        accounts::{
            Address, SignedInBrowser, addresses, browsers,
            own::{BrowserView, read_names},
        },
        admin::Nav,
        openid,
    },
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::{Errors, mendable},
        page::{Page, initials},
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        time::{in_zone, rfc3339},
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let path = "/admin/users/{person}";
    routes
        .get(path, Action::ManagePeople, show)
        .post(path, Action::ManagePeople, save)
}

/// What was typed into one of the page's forms, with what is wrong about it.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) typed: Option<Typed>,
    pub(super) address: String,
    pub(super) faults: Vec<FieldFault>,
}

/// The form of names and rights.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    site_admin: String,
    #[serde(default)]
    quota: String,
}

impl Typed {
    fn of(person: &Person) -> Self {
        let site_admin = if person.site_admin { "yes" } else { "" };
        Self {
            first_name: person.first_name.clone(),
            last_name: person.last_name.clone(),
            role: person.role.to_string(),
            site_admin: site_admin.to_owned(),
            quota: match person.quota_bytes {
                None => String::new(),
                Some(bytes) => OwnQuota::megabytes(bytes).to_string(),
            },
        }
    }

    fn read(&self) -> Result<Edited, Fault> {
        match (
            read_names(&self.first_name, &self.last_name),
            self.role.parse(),
            quota(&self.quota),
        ) {
            (Ok(names), Ok(role), Some(quota)) => Ok(Edited {
                quota: Some(quota),
                names: Some(names),
                role: Some(role),
                site_admin: Some(self.site_admin == "yes"),
            }),
            (named, role, quota) => {
                let mut faults = named.err().unwrap_or_default();
                faults.extend(
                    role.err()
                        .map(|_| FieldFault::new("role", "unknown_choice")),
                );
                if quota.is_none() {
                    faults.push(FieldFault::new("quota", "not_a_quota"));
                }
                Err(Fault::fields(faults))
            }
        }
    }
}

/// Megabytes, −1, or nothing for what the site gives.
fn quota(text: &str) -> Option<OwnQuota> {
    let text = text.trim().replace('−', "-");
    if text.is_empty() {
        return Some(OwnQuota::Sites);
    }
    OwnQuota::of_megabytes(text.parse().ok()?)
}

struct AddressView {
    written: String,
    email: String,
    main: bool,
    verified: bool,
    how: String,
}

impl AddressView {
    fn new(visit: &Visit, one: Address) -> Self {
        let how = one.how(visit);
        Self {
            verified: one.verified_how.is_some(),
            written: one.written,
            email: one.email,
            main: one.main,
            how,
        }
    }
}

#[derive(Template)]
#[template(path = "people/templates/person.html")]
struct PersonPage {
    page: Page,
    nav: Nav,
    path: String,
    initials: String,
    name: String,
    email: String,
    suspended: Option<(String, String)>,
    oneself: bool,
    /// Whether mail can be sent.
    mails: bool,
    since: (String, String),
    has_password: bool,
    /// The providers that they sign in by; none is an empty text.
    providers: String,
    typed: Typed,
    roles: Vec<(String, String, String)>,
    addresses: Vec<AddressView>,
    address: String,
    browsers: Vec<BrowserView>,
    /// Where each is, and what it is called.
    groups: Vec<(String, String)>,
    entries: String,
    invites: String,
    stored: String,
    errors: Errors,
}

impl PageTemplate for PersonPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

struct Facts {
    person: Person,
    addresses: Vec<Address>,
    browsers: Vec<SignedInBrowser>,
    groups: Vec<(GroupId, String)>,
    figures: Figures,
    storage: Storage,
    providers: Vec<String>,
}

fn load(tx: &Tx, id: AccountId, site: &SiteConfig, now: Timestamp) -> Result<Option<Facts>, Error> {
    let Some(person) = store::find(tx, id)? else {
        return Ok(None);
    };
    Ok(Some(Facts {
        person,
        addresses: addresses(tx, id)?,
        browsers: browsers(tx, id, now)?,
        groups: groups::of_person(tx, id)?,
        figures: store::figures(tx, id, now)?,
        storage: storage(tx, id, site, now)?,
        providers: openid::names_of(tx, site, id)?,
    }))
}

/// The page, perhaps with what is wrong in one of its forms.
pub(super) async fn view(
    app: &App,
    visit: &Visit,
    id: AccountId,
    status: StatusCode,
    draft: Draft,
) -> Result<Response, Fault> {
    let now = app.now();
    let site = app.settings.now();
    let facts = (app.parts.db)
        .read(move |tx| load(tx, id, &site, now))
        .await?;
    let facts = facts.ok_or_else(Fault::not_found)?;
    let (words, person) = (&visit.words, facts.person);
    let moment = |at| (rfc3339(at), in_zone(&visit.words, at, &visit.zone));
    let count = |number: i64| match number {
        more if more > store::MOST_COUNTED => {
            let message = words.say("users-more-than");
            message.num("n", store::MOST_COUNTED).to_string()
        }
        number => number.to_string(),
    };
    let name = person.name();
    let template = PersonPage {
        page: Page::new(app, visit, &name)
            .island("islands/console-form.js")
            .island("islands/dialog-form.js"),
        nav: Nav::tool(words, "users"),
        path: path_of(id),
        initials: initials(&name),
        name,
        suspended: person.suspended_at.map(moment),
        oneself: visit.member()?.id == id,
        mails: app.settings.now().mails(),
        since: moment(person.created_at),
        has_password: person.has_password,
        providers: facts.providers.join(", "),
        typed: draft.typed.unwrap_or_else(|| Typed::of(&person)),
        email: person.email,
        roles: names::roles_with_help(words),
        addresses: (facts.addresses.into_iter())
            .map(|one| AddressView::new(visit, one))
            .collect(),
        address: draft.address,
        browsers: (facts.browsers.iter())
            .map(|browser| BrowserView::new(visit, browser))
            .collect(),
        groups: (facts.groups.into_iter())
            .map(|(id, name)| (groups::path_of(id), name))
            .collect(),
        entries: count(facts.figures.entries),
        invites: count(facts.figures.invites),
        stored: match facts.storage.quota {
            Quota::Unlimited => words.say("users-stored-free"),
            Quota::Bytes(quota) => words.say("users-stored-of").with("quota", quota / MEGABYTE),
        }
        .with("used", facts.storage.used.div_ceil(MEGABYTE))
        .to_string(),
        errors: Errors::new(words, &draft.faults),
    };
    page(status, &template)
}

async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
) -> Result<Response, Fault> {
    let id = person_of(&person)?;
    view(&app, &visit, id, StatusCode::OK, Draft::default()).await
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    Path(person): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let id = person_of(&person)?;
    let saved = match typed.read() {
        Ok(edited) => deeds::edit(&app, &visit, id, edited).await,
        Err(fault) => Err(fault),
    };
    match saved {
        // Whoever gave the console away has no page here to go back to.
        Ok(()) if visit.member()?.id == id && typed.site_admin != "yes" => {
            Ok(see_other_saying("/", "said-users-saved"))
        }
        Ok(()) => Ok(see_other_saying(&path_of(id), "said-users-saved")),
        Err(fault) => {
            let draft = Draft {
                typed: Some(typed),
                faults: mendable(fault)?,
                ..Draft::default()
            };
            view(&app, &visit, id, StatusCode::UNPROCESSABLE_ENTITY, draft).await
        }
    }
}
