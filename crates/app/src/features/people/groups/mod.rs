//! The console's *Groups*: their names and who is in them. What a group is for, entries shared with it and the
//! right to invite, is said before it is deleted.

pub(in crate::features) mod api;
mod deeds;
mod pages;
mod store;

use usher_domain::{
    ids::GroupId,
    text::{GroupName, TextError},
};

use crate::http::{
    fault::{Fault, FieldFault},
    routes::Routes,
};

pub(super) use pages::path_of;
pub(super) use store::of_person;

pub(super) fn routes(routes: Routes) -> Routes {
    api::routes(pages::routes(routes))
}

fn group_of(text: &str) -> Result<GroupId, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}

fn name_of(text: &str) -> Result<GroupName, Fault> {
    let name = GroupName::parse(text);
    name.map_err(|error: TextError| Fault::fields(vec![FieldFault::text("name", error)]))
}
