//! Quizzes: questions at times of a film or a recording.
//!
//! An entry of the kind `quiz` plays as any film, and its page asks ([`on_page`]). Whoever takes it begins an attempt,
//! answers and submits ([`pages::take`]); its owner writes the questions, sets the rules and reads what came of it.
//! `domain::quiz` knows what an answer is worth and what may be told when; questions go to whoever takes a quiz as
//! `Asked` only, which holds nothing of what is right.

pub(in crate::features) mod api;
mod deeds;
mod moment;
mod on_page;
mod pages;
mod pretest;
mod refused;
mod review;
mod store;

use usher_db::{Error, Tx};
use usher_domain::ids::{AccountId, EntryId, InviteId};

pub use on_page::{OnPage, on_page};
pub use pretest::{Fonts, Unprinted};

use crate::http::routes::Routes;

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    pretest::routes(pages::routes(api::routes(routes)))
}

/// Forgets what a guest answered, who is known by the id of their invite or of what a guest link gave them.
pub fn forget_of_guest(tx: &Tx, entry: EntryId, person: &str) -> Result<(), Error> {
    store::forget_of_guest(tx, entry, person)
}

/// Forgets what a member answered who is going for good.
pub fn forget_of_account(tx: &Tx, account: AccountId) -> Result<(), Error> {
    store::forget_of_account(tx, account)
}

/// What a guest answered is the member's who has taken their place.
pub fn carry(tx: &Tx, entry: EntryId, invite: InviteId, account: AccountId) -> Result<(), Error> {
    store::carry(tx, entry, invite, account)
}

/// Forgets some of the attempts at an entry's quiz, and in the end the quiz; how many attempts.
pub fn purge(tx: &Tx, entry: EntryId, most: i64) -> Result<u64, Error> {
    store::purge(tx, entry, most)
}

#[cfg(test)]
mod tests;
