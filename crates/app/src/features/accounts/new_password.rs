//! A password as a form asks for it: typed twice, checked, hashed off the database's way.

use usher_domain::clock::Entropy;

use super::credentials::{LONGEST, Password, SHORTEST, WeakPassword};
use crate::{
    App,
    http::fault::{Fault, FieldFault},
};

/// The two fields of a form.
pub(super) struct Typed {
    pub(super) password: String,
    pub(super) again: String,
}

/// What is stored of a password that somebody chose.
pub(super) async fn hashed(app: &App, typed: Typed) -> Result<String, Fault> {
    if typed.password != typed.again {
        return Err(Fault::field("again", "passwords_differ"));
    }
    let password = Password::chosen(typed.password).map_err(|weak| {
        let fault = match weak {
            WeakPassword::TooShort => {
                FieldFault::new("password", "password_short").with("min", SHORTEST)
            }
            WeakPassword::TooLong => {
                FieldFault::new("password", "password_long").with("max", LONGEST)
            }
        };
        Fault::fields(vec![fault])
    })?;
    let entropy = app.parts.entropy.clone();
    let hash = tokio::task::spawn_blocking(move || {
        let entropy: &dyn Entropy = &*entropy;
        password.hash(entropy)
    });
    hash.await
        .map_err(Fault::internal)?
        .map_err(Fault::internal)
}
