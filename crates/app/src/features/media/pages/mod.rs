//! `/media/{entry}` and the pages around it.

mod captions;
mod edit;
mod inviting;
mod owner;
mod people;
mod publish;
mod qualities;
mod sent_captions;
mod trash;
mod view;

use crate::http::{form, routes::Routes};

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = trash::routes(publish::routes(view::routes(routes)));
    let routes = captions::routes(edit::routes(routes));
    owner::routes(people::routes(routes))
}
