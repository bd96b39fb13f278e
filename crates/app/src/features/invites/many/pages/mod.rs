//! `/media/{entry}/invites/many`: a list of people, what it would do, doing it.

mod act;
mod download;
mod form;
mod links;
mod report;
mod sent;

pub(in super::super) use act::{Meant, rows};
use usher_domain::{access::Action, ids::BatchId};

use crate::http::{fault::Fault, routes::Routes};

pub(in crate::features) fn routes(routes: Routes) -> Routes {
    let (many, one) = (
        "/media/{entry}/invites/many",
        "/media/{entry}/invites/many/{batch}",
    );
    let act = "/media/{entry}/invites/act";
    routes
        .get(act, Action::ManageInvites, act::show)
        .post(act, Action::ManageInvites, act::send)
        .get(many, Action::InviteUsers, form::show)
        .post(many, Action::InviteUsers, form::send)
        .get(one, Action::SeeInvites, report::show)
        .post(one, Action::ManageInvites, report::begin)
        .get(
            "/media/{entry}/invites/many/{batch}/result.csv",
            Action::SeeInvites,
            download::result,
        )
        .post(
            "/media/{entry}/invites/many/{batch}/links",
            Action::ManageInvites,
            links::take,
        )
}

/// The batch that a path names, behind its entry.
fn batch_of((_, batch): &(String, String)) -> Result<BatchId, Fault> {
    batch.parse().map_err(|_| Fault::not_found())
}
