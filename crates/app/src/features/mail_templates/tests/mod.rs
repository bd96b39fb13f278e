//! Mail templates: what becomes of one, and the tool over HTTP.

mod api;
mod console;
mod file;
mod mail;
mod trial;
