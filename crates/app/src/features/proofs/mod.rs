//! Proofs over mail: somebody asks for a code or a link, gets it by mail, and shows that
//! they read it. Signing in, resetting a password and adding an address stand on this; each
//! says itself what follows.
//!
//! Asking ([`ask`]) writes the same rows whoever is asked for, and answers before anybody is
//! looked up: a job does that ([`Letter`]), makes code and link, and queues the mail. So
//! neither words nor time tell who has an account (docs/adr/0031).

mod about;
mod ask;
mod letter;
mod store;

pub use about::About;
pub use ask::{Request, ask};
pub use letter::Letter;
pub use store::{
    Proof, asked_of_invite, by_id, by_link, forget, forget_of, miss, reading, reading_link, spend,
};
