//! Letters, and carrying them to a mail server that may be slow, broken or hostile.
//!
//! A [`Letter`] is data; composed it is the bytes of one message to one person, made by
//! a typed builder, so that nothing that stands in a name or a title becomes a header or
//! a recipient. [`send`] says those bytes to a [`Server`] and answers what it said as a
//! value. Time and memory are bounded whatever the server does ([`Limits`]).

mod letter;
mod outcome;
mod server;
mod smtp;

pub use letter::{Composed, Inline, Letter, NotComposed, Person};
pub use outcome::{Outcome, Reply, Step, Trouble};
pub use server::{Credentials, Limits, Security, Server};
pub use smtp::send;
