//! What pages and the API do alike.

use usher_db::Tx;
use usher_domain::access::{self, Action, Actor};

use super::store::{self, NewTemplate, Outcome};
use crate::{
    App,
    features::accounts,
    http::{fault::Fault, visit::Visit},
};

/// Saves a template. The right to do so is decided again inside the transaction.
pub(super) async fn save(app: &App, visit: &Visit, new: NewTemplate) -> Result<Outcome, Fault> {
    let (session, now) = (visit.session.clone(), app.now());
    (app.parts.db)
        .write(move |tx: &Tx| -> Result<Outcome, Fault> {
            let session = match &session {
                Some(session) => accounts::renewed(tx, session, now)?,
                None => None,
            };
            let actor = session.map_or(Actor::Anonymous, |session| session.actor());
            access::may(&actor, Action::UseConsole, None)?;
            Ok(store::save(tx, &new, now)?)
        })
        .await
}
