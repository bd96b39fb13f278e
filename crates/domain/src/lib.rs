//! Every rule of Usher, pure: no clock, no chance, no network, no database of
//! its own. Handlers parse and render, stores load and apply, this crate decides.

pub mod access;
pub mod analytics;
pub mod attendance;
pub mod captions;
pub mod channel;
pub mod clock;
pub mod colour;
pub mod config;
pub mod email;
pub mod finding;
pub mod ids;
pub mod invite;
pub mod mail;
pub mod media;
pub mod notices;
pub mod outbox;
pub mod people;
pub mod picture;
pub mod playlist;
pub mod proof;
pub mod quiz;
pub mod reach;
pub mod retention;
pub mod sign_in;
pub mod table;
pub mod text;
pub mod webhook;

mod names;

pub use names::UnknownName;
