//! `/api/v1/entries`

pub(in crate::features) mod captions;
pub(in crate::features) mod chapters;
pub(in crate::features) mod collaborators;
pub(in crate::features) mod entries;
pub(in crate::features) mod list;
mod views;

pub(in crate::features) use views::{
    CollaboratorView, CollaboratorsView, EntriesView, EntryItem, EntryView, OwnerView,
};

use crate::http::routes::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = list::routes(entries::routes(routes));
    captions::routes(chapters::routes(collaborators::routes(routes)))
}
