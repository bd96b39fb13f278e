//! Mail: which server it goes to, and trying that out.

mod service;
mod trial;

pub use service::Service;
pub use trial::{advice, try_out};
