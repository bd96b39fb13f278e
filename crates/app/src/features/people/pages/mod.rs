//! The pages of *Users*.

mod add;
mod addresses;
mod leave;
mod link;
mod list;
mod names;
mod person;
mod sessions;
mod suspend;

use usher_domain::ids::AccountId;

use crate::http::{fault::Fault, routes::Routes};

/// Where the list is.
const USERS: &str = "/admin/users";

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = add::routes(list::routes(routes));
    let routes = link::routes(person::routes(routes));
    let routes = sessions::routes(addresses::routes(routes));
    leave::routes(suspend::routes(routes))
}

/// Where somebody's page is.
fn path_of(person: AccountId) -> String {
    format!("{USERS}/{person}")
}

/// The person whom a path names.
fn person_of(text: &str) -> Result<AccountId, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}
