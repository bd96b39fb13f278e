//! Sentences of the table's rows.

mod identity;
mod inside;
mod media_and_sessions;
