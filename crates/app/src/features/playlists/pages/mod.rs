//! `/playlists…`

mod add;
mod delete;
mod mine;
mod one;

use usher_domain::ids::PlaylistId;

use crate::http::{fault::Fault, routes::Routes};

pub(super) fn routes(routes: Routes) -> Routes {
    delete::routes(one::routes(add::routes(mine::routes(routes))))
}

fn path(id: PlaylistId) -> String {
    format!("/playlists/{id}")
}

fn id_of(text: &str) -> Result<PlaylistId, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}
