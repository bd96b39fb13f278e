//! The pages of *Groups*.

mod add;
mod delete;
mod list;
mod one;

use usher_domain::ids::GroupId;

use super::{group_of, name_of};
use crate::http::routes::Routes;

/// Where the list is.
const GROUPS: &str = "/admin/groups";

pub(super) fn routes(routes: Routes) -> Routes {
    delete::routes(one::routes(add::routes(list::routes(routes))))
}

pub(in super::super) fn path_of(group: GroupId) -> String {
    format!("{GROUPS}/{group}")
}
