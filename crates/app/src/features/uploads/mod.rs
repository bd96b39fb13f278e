//! Files on their way in: tus 1.0 (core, creation, creation-with-upload,
//! termination, checksum, expiration) at `/api/v1/uploads`.
//!
//! **What was told is on the disk.** An upload's offset is the length of its
//! file; a killed process, a lost connection and a reloaded page all go on from
//! there. The last byte, the object, the entry's state and the job that looks
//! at the file are one transaction ([`finish`]), repeated until it succeeds.

mod append;
mod cancel;
mod checksum;
mod create;
pub(in crate::features) mod description;
mod filename;
mod finish;
mod metadata;
mod protocol;
mod standing;
mod store;
mod sweep;
mod unfinished;

use usher_domain::access::Action;

pub use sweep::sweep;
pub use unfinished::{Unfinished, unfinished};

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
        .options(
            "/api/v1/uploads",
            Action::SeeApiDescription,
            protocol::options,
        )
        .post("/api/v1/uploads", Action::UploadMedia, create::create)
        .options(
            "/api/v1/uploads/{upload}",
            Action::SeeApiDescription,
            protocol::options,
        )
        .head(
            "/api/v1/uploads/{upload}",
            Action::UploadMedia,
            standing::head,
        )
        .patch(
            "/api/v1/uploads/{upload}",
            Action::UploadMedia,
            append::append,
        )
        .delete(
            "/api/v1/uploads/{upload}",
            Action::UploadMedia,
            cancel::cancel,
        )
}

#[cfg(test)]
mod tests;
