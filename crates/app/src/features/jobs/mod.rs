//! Work that is done after a commit: in the job table, in the transaction of
//! what caused it; leased, repeated with growing pauses, harmless when repeated.
//!
//! * What is to be done: [`Work`]. Putting it into the table: [`enqueue`].
//! * Doing it: [`run`], for as long as the hub lives; [`drain`], until nothing
//!   is due.
//!
//! **A job may be done twice, never not at all.** A worker that dies is found
//! out when its lease ends; one that lives on after losing its lease cannot
//! commit any more, since every result is written together with
//! [`table::finish`], which the lease must still allow.

mod batch;
mod discard;
mod lease;
mod letter;
mod listed;
mod mail;
mod media;
mod news;
mod pages;
mod plan;
mod purge;
mod runner;
mod sweep;
mod table;
mod trouble;
mod webhook;
mod work;

use usher_bus::Topic;

pub(in crate::features) use media::held_by;
pub use plan::{Climb, Plan};
pub use runner::{drain, run};
pub(crate) use table::leaving;
pub use table::{
    enqueue, enqueue_for, hasten_mail, hasten_one_mail, hasten_webhook, stop_climbing, supersede,
};
pub use work::Work;

use crate::{App, http::routes::Routes};

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    pages::routes(routes)
}

/// Tells the workers that something was put into the table: after the commit.
pub fn wake(app: &App) {
    app.parts.bus.ring(&[Topic::Jobs]);
}

#[cfg(test)]
mod tests;
