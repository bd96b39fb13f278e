//! The pages of *Groups*.

mod add;
mod delete;
mod list;
mod one;

use usher_domain::{
    ids::GroupId,
    text::{GroupName, TextError},
};

use crate::http::{
    fault::{Fault, FieldFault},
    routes::Routes,
};

/// Where the list is.
const GROUPS: &str = "/admin/groups";

pub(super) fn routes(routes: Routes) -> Routes {
    delete::routes(one::routes(add::routes(list::routes(routes))))
}

fn path_of(group: GroupId) -> String {
    format!("{GROUPS}/{group}")
}

fn group_of(text: &str) -> Result<GroupId, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}

fn name_of(text: &str) -> Result<GroupName, Fault> {
    let name = GroupName::parse(text);
    name.map_err(|error: TextError| Fault::fields(vec![FieldFault::text("name", error)]))
}
