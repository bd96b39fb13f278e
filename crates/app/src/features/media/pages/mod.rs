//! `/media/{entry}` and the pages around it.

mod around;
mod captions;
mod chapters;
mod edit;
mod embed;
mod inviting;
mod many;
mod owner;
mod people;
mod publish;
mod qualities;
mod share;
mod transcript;
mod trash;
mod view;

use crate::http::{form, routes::Routes};

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = trash::routes(publish::routes(view::routes(routes)));
    let routes = captions::routes(edit::routes(routes));
    let routes = transcript::routes(chapters::routes(routes));
    let routes = embed::routes(share::routes(routes));
    let routes = many::routes(routes);
    owner::routes(people::routes(routes))
}
