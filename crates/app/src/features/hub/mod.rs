//! The hub around the entries: home with its gallery, My Media, uploading, the trash.

mod cards;
mod home;
mod looking;
mod my_media;
mod paging;
mod trash;
mod upload;

pub(in crate::features) use cards::{CardView, Detail};
pub(in crate::features) use looking::{Looking, LookingForm};

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    trash::routes(upload::routes(my_media::routes(home::routes(routes))))
}

#[cfg(test)]
mod tests;
