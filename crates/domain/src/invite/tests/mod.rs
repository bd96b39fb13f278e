//! The rules of invitations.md, sentence by sentence.

mod outcome;
mod scene;
mod table;
