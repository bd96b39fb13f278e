//! Entering without HTTP: the same decision and the same writes, for whoever measures what the
//! statements alone cost (`cargo xtask bench`).

use std::net::IpAddr;

use usher_db::{Error, Tx};
use usher_domain::{
    access::Actor,
    clock::Timestamp,
    invite::{Admission, Attempt, Entrance, Mac, Typed},
};

use super::{
    knock::Knock,
    store::{self, Fresh},
};
use crate::{
    App,
    features::accounts::SessionSecret,
    http::visit::{Facts, Visit, default_zone},
};

/// The closure by which a newcomer in the browser `seat` enters with `email` typed. It answers
/// whether they are in.
pub fn entering(
    app: &App,
    token: &str,
    seat: Mac,
    email: &str,
) -> impl FnMut(&Tx) -> Result<bool, Error> + Send + use<> {
    let visit = Visit::from(Facts {
        actor: Actor::Anonymous,
        session: None,
        unproved: None,
        proved_until: Timestamp::MAX,
        by_address: false,
        browser: Some(seat),
        words: app.speak([], None),
        chose_language: false,
        theme: "",
        said: None,
        address: IpAddr::from([127, 0, 0, 1]),
        wants_json: false,
        zone: default_zone(app),
        path: String::new(),
        back: String::new(),
    });
    let knock = Knock::new(app, &visit, token);
    let attempt = Attempt::Enter(Entrance {
        typed: Typed::parse(email),
        ..Entrance::default()
    });
    let secret = SessionSecret::draw(knock.now, &*app.parts.entropy);
    let fresh = Fresh {
        id: secret.id(),
        mac: secret.mac(&app.parts.key),
    };
    move |tx| {
        let done = store::enter(tx, &knock, &attempt, &fresh)?;
        Ok(done.is_some_and(|(answer, _)| matches!(answer.decision, Ok(Admission::Admit(_)))))
    }
}
