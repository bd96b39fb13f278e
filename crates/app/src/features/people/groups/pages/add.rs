//! `/admin/groups/new`: one more group.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::access::Action;

use super::{super::deeds, name_of, path_of};
use crate::{
    App,
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
    let (path, action) = ("/admin/groups/new", Action::ManageGroups);
    routes.get(path, action, show).post(path, action, save)
}

#[derive(Template)]
#[template(path = "people/templates/group_add.html")]
struct AddPage {
    page: Page,
    typed: String,
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
    typed: String,
    faults: &[FieldFault],
    status: StatusCode,
) -> Result<Response, Fault> {
    let template = AddPage {
        page: Page::new(app, visit, visit.words.say("groups-add")),
        typed,
        errors: Errors::new(&visit.words, faults),
    };
    page(status, &template)
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Fault> {
    form(&app, &visit, String::new(), &[], StatusCode::OK)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    name: String,
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    Form(Typed { name }): Form<Typed>,
) -> Result<Response, Fault> {
    let added = match name_of(&name) {
        Ok(name) => deeds::add(&app, &visit, name).await,
        Err(fault) => Err(fault),
    };
    match added {
        Ok(id) => Ok(see_other_saying(&path_of(id), "said-groups-added")),
        Err(fault) => {
            let (faults, status) = (mendable(fault)?, StatusCode::UNPROCESSABLE_ENTITY);
            form(&app, &visit, name, &faults, status)
        }
    }
}
