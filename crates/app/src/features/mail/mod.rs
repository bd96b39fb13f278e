//! Mail: which server it goes to, letters that wait, and what became of them.
//!
//! A letter is put into the table `mails` in the transaction of what caused it
//! ([`queue`]), what it says sealed under the key file. A job of the same transaction
//! sends it when its turn comes ([`turn`]), if it is still wanted then
//! (docs/adr/0020-mail-is-committed-before-it-is-sent.md).

mod contents;
mod fate;
mod letter;
mod listed;
mod queue;
mod service;
mod store;
mod trial;
mod turn;

pub use contents::{Contents, LetterContents};
pub use fate::Fate;
pub use listed::{Deed, Listed, act, list, why};
pub use queue::{Allowance, NewMail, NotQueued, allowance, has_room, queue};
pub use service::Service;
pub use store::{Mail, call_off_all, forget, hasten, latest_of_invites, waiting};
pub use trial::{Answer, of_service, try_out};
pub use turn::{Because, Next, Turn, turn};
