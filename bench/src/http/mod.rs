//! Our own load: keep-alive connections on one thread. The tools at hand send the same request
//! again and again, and a single-use link may be sent once.

mod connection;
mod load;
mod request;

pub(crate) use connection::{Answer, Connection};
pub(crate) use load::{Load, load};
pub(crate) use request::{Request, get, post_file, post_form, post_json, put_json, with_body};
