//! `/channels…`, and where an entry is published.

mod delete;
mod desk;
mod edit;
mod leave;
mod list;
mod one;
mod people;
mod publish;
mod queue;
mod ruling;

pub(super) use queue::Row as QueueRow;
pub(super) use ruling::{Sent, said as said_of_ruling};

use usher_domain::{channel::PlacementState, ids::ChannelId};

use crate::http::{page::Page, routes::Routes};

pub(super) fn routes(routes: Routes) -> Routes {
    let routes = one::routes(edit::routes(list::routes(routes)));
    let routes = delete::routes(leave::routes(people::routes(routes)));
    publish::routes(queue::routes(routes))
}

/// Where one of a channel's pages lies.
pub(super) fn path(channel: ChannelId, rest: &str) -> String {
    format!("/channels/{channel}{rest}")
}

/// How a badge tells how an entry has fared.
pub(super) const fn tone(state: PlacementState) -> &'static str {
    match state {
        PlacementState::Approved => "good",
        PlacementState::Waiting => "warn",
        PlacementState::Rejected => "danger",
    }
}

/// How many there are, in the words of `key`; more than are counted out are *more than*.
pub(super) fn counted(page: &Page, key: &str, count: i64, most: i64) -> String {
    if count > most {
        page.msg("channels-more-than").num("n", most).to_string()
    } else {
        page.msg(key).num("n", count).to_string()
    }
}
