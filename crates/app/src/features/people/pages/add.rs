//! `/admin/users/new`: one more person, and the link by which they set a password.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{
    access::{Action, AppRole},
    email::Email,
};

use super::{
    super::{deeds, store::NewPerson},
    USERS, link, names, path_of,
};
use crate::{
    App,
    features::accounts::own::read_names,
    http::{
        body::Form,
        fault::{Fault, FieldFault},
        form::{Errors, mendable},
        page::Page,
        render::{PageTemplate, page, see_other_saying},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    let action = Action::ManagePeople;
    routes
        .get("/admin/users/new", action, show)
        .post("/admin/users/new", action, save)
}

/// The form as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    email: String,
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    site_admin: String,
    /// `yes`: their link is mailed to them.
    #[serde(default)]
    mail: String,
}

impl Typed {
    fn read(&self) -> Result<NewPerson, Fault> {
        let email = self.email.parse::<Email>();
        let role = self.role.parse::<AppRole>();
        let named = read_names(&self.first_name, &self.last_name);
        match (email, role, named) {
            (Ok(email), Ok(role), Ok((first_name, last_name))) => Ok(NewPerson {
                email,
                first_name,
                last_name,
                role,
                site_admin: self.site_admin == "yes",
            }),
            (email, role, named) => {
                let mut faults = Vec::new();
                faults.extend(
                    email
                        .err()
                        .map(|_| FieldFault::new("email", "not_an_address")),
                );
                faults.extend(named.err().unwrap_or_default());
                faults.extend(
                    role.err()
                        .map(|_| FieldFault::new("role", "unknown_choice")),
                );
                Err(Fault::fields(faults))
            }
        }
    }
}

#[derive(Template)]
#[template(path = "people/templates/add.html")]
struct AddPage {
    page: Page,
    back: &'static str,
    typed: Typed,
    roles: Vec<(String, String, String)>,
    lead: String,
    /// Whether mail can be sent.
    mails: bool,
    errors: Errors,
}

impl PageTemplate for AddPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

fn form(
    app: &App,
    visit: &Visit,
    typed: Typed,
    faults: &[FieldFault],
    status: StatusCode,
) -> Result<Response, Fault> {
    let words = &visit.words;
    let mails = app.settings.now().mails();
    let lead = if mails {
        "users-add-lead-mailed"
    } else {
        "users-add-lead"
    };
    let template = AddPage {
        page: Page::new(app, visit, words.say("users-add-person")),
        back: USERS,
        typed,
        roles: names::roles_with_help(words),
        lead: words.say(lead).to_string(),
        mails,
        errors: Errors::new(words, faults),
    };
    page(status, &template)
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    let typed = Typed {
        role: AppRole::PrivateOnly.to_string(),
        mail: "yes".to_owned(),
        ..Typed::default()
    };
    form(&app, &visit, typed, &[], StatusCode::OK)
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let link = if typed.mail == "yes" {
        deeds::Link::Mailed
    } else {
        deeds::Link::Shown
    };
    let added = match typed.read() {
        Ok(new) => deeds::add(&app, &visit, new, link).await,
        Err(fault) => Err(fault),
    };
    match added {
        Ok(person) if link == deeds::Link::Mailed => Ok(see_other_saying(
            &path_of(person),
            "said-users-added-mailed",
        )),
        Ok(person) => link::made(&app, &visit, person, link::Why::Added).await,
        Err(fault) => {
            let faults = mendable(fault)?;
            form(
                &app,
                &visit,
                typed,
                &faults,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
        }
    }
}
