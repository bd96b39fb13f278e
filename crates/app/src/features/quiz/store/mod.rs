//! Quizzes in the database.

mod attempts;
mod keep;
mod owner;
mod quiz;
mod results;
mod take;

pub(super) use attempts::{Answers, Taken, answers, one, taken};
pub(super) use keep::{begin_anew, carry, forget_of_account, forget_of_guest, purge};
pub(super) use owner::{
    Order, Stale, delete_question, give_points, make, put, save_question, set_rules, unmake,
};
pub(super) use quiz::{Quiz, medium, questions_of, quiz};
pub(super) use results::{Spread, Taker, WrittenBy, behind, spread, takers, written};
pub(super) use take::{Asking, NotTaken, Submitted, answer, start, submit};

#[cfg(test)]
pub(super) fn statements() -> Vec<&'static str> {
    [
        &quiz::STATEMENTS[..],
        &attempts::STATEMENTS,
        &take::STATEMENTS,
        &owner::STATEMENTS,
        &results::STATEMENTS,
        &keep::STATEMENTS,
    ]
    .concat()
}
