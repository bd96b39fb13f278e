//! What pages and the API do alike.

use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::access::{self, Action, Actor};

use super::store::{self, NewValues, Outcome};
use crate::{
    App,
    features::accounts,
    http::{fault::Fault, visit::Visit},
};

/// Saves, and lets it apply at once: here before the answer, in other processes when
/// they notice. The right to do so is decided again inside the transaction.
pub(super) async fn save(app: &App, visit: &Visit, new: NewValues) -> Result<Outcome, Fault> {
    let (session, now) = (visit.session.clone(), app.now());
    let outcome = (app.parts.db)
        .write(move |tx: &Tx| -> Result<Outcome, Fault> {
            let session = match &session {
                Some(session) => accounts::renewed(tx, session, now)?,
                None => None,
            };
            let actor = session.map_or(Actor::Anonymous, |session| session.actor());
            access::may(&actor, Action::UseConsole, None)?;
            Ok(store::save(tx, &new, now)?)
        })
        .await?;
    if matches!(&outcome, Outcome::Saved(changes) if !changes.is_empty()) {
        app.settings.refresh(&app.parts.db).await?;
        app.parts.bus.ring(&[Topic::Config]);
    }
    Ok(outcome)
}
