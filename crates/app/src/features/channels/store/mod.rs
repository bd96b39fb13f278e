//! Channels in the database: load facts, let the domain decide, apply.

mod channel;
mod edit;
mod keep;
mod lists;
mod people;
mod placements;
mod queue;
mod sight;

use usher_domain::{clock::Timestamp, ids::AccountId};

pub(super) use channel::{Channel, load, name};
pub(super) use edit::{Wanted, change, delete, make, make_gallery};
pub(super) use keep::{forget_of_account, forget_of_entry, whose};
pub(super) use lists::{Listed, mine, open};
pub(super) use people::{Person, find_person, is_person, leave, no_people, people, set_role};
pub(super) use placements::{Offer, Placement, offers, put_into, set, standings, take_out_of};
pub(super) use queue::{
    Line, MOST_COUNTED, Ruling, all, rule, rule_anywhere, standing, stands, waiting, waits,
};
pub(super) use sight::seen;

use crate::{
    features::{audit::Deed, media::Asker},
    http::fault::Fault,
};

/// Who acts, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order {
    pub(super) asker: Asker,
    pub(super) now: Timestamp,
}

impl Order {
    fn account(&self) -> Result<AccountId, Fault> {
        self.asker.actor.account().ok_or_else(Fault::sign_in)
    }

    fn deed(&self, name: &'static str) -> Result<Deed, Fault> {
        Ok(Deed::of(self.account()?, name))
    }
}

#[cfg(test)]
pub(super) fn statements() -> Vec<&'static str> {
    [
        &channel::STATEMENTS[..],
        &edit::STATEMENTS,
        &keep::STATEMENTS,
        &lists::STATEMENTS,
        &people::STATEMENTS,
        &placements::STATEMENTS,
        &queue::STATEMENTS,
        &sight::STATEMENTS,
    ]
    .concat()
}
