//! What pages and the API do alike.

use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::{
    access::{self, Action, Actor},
    clock::Timestamp,
};

use super::{
    file::{self, Bringer},
    logo::By,
    settings,
    store::{self, NewValues, Outcome},
};
use crate::{
    App,
    features::{
        accounts::{self, Session},
        mail,
    },
    http::{fault::Fault, visit::Visit},
};

/// Saves, and lets it apply at once: here before the answer, in other processes when
/// they notice. The right to do so is decided again inside the transaction.
pub(super) async fn save(app: &App, visit: &Visit, new: NewValues) -> Result<Outcome, Fault> {
    let (session, now) = (visit.session.clone(), app.now());
    let outcome = (app.parts.db)
        .write(move |tx: &Tx| -> Result<Outcome, Fault> {
            may(tx, session.as_ref(), now)?;
            let outcome = store::save(tx, &new, now)?;
            let of_mail = matches!(new.spec.name, "emailservice" | "invitetomedia");
            if of_mail && matches!(outcome, Outcome::Saved(_)) {
                mail::hasten(tx, now)?;
            }
            Ok(outcome)
        })
        .await?;
    if matches!(&outcome, Outcome::Saved(changes) if !changes.is_empty()) {
        apply(app).await?;
    }
    Ok(outcome)
}

/// What came of bringing a file.
pub(super) enum Brought {
    /// How many fields changed.
    Saved(usize),
    /// Somebody saved since the file was looked at, or it cannot be saved any more.
    Stale,
}

/// Saves all of a file, as [`save`] does one module, if nobody has saved since `stamp`.
pub(super) async fn bring(
    app: &App,
    visit: &Visit,
    text: String,
    stamp: i64,
) -> Result<Brought, Fault> {
    let (session, now, sealer) = (visit.session.clone(), app.now(), app.sealer());
    let by = Bringer {
        account: visit.member()?.id,
        address: visit.address,
    };
    let brought = (app.parts.db)
        .write(move |tx: &Tx| -> Result<Brought, Fault> {
            may(tx, session.as_ref(), now)?;
            if settings::stamp(tx)? != stamp {
                return Ok(Brought::Stale);
            }
            Ok(match file::import(tx, &text, Some(by), &sealer, now)? {
                Ok(changed) => Brought::Saved(changed.len()),
                Err(_) => Brought::Stale,
            })
        })
        .await?;
    if matches!(brought, Brought::Saved(1..)) {
        apply(app).await?;
    }
    Ok(brought)
}

/// Changes the logo, as [`save`] does a module.
pub(super) async fn logo<T: Send + 'static>(
    app: &App,
    visit: &Visit,
    mut change: impl FnMut(&Tx, By) -> Result<T, usher_db::Error> + Send + 'static,
) -> Result<T, Fault> {
    let (session, now) = (visit.session.clone(), app.now());
    let account = visit.member()?.id;
    let changed = (app.parts.db)
        .write(move |tx: &Tx| -> Result<T, Fault> {
            may(tx, session.as_ref(), now)?;
            Ok(change(tx, By { account, now })?)
        })
        .await?;
    apply(app).await?;
    Ok(changed)
}

fn may(tx: &Tx, session: Option<&Session>, now: Timestamp) -> Result<(), Fault> {
    let session = match session {
        Some(session) => accounts::renewed(tx, session, now)?,
        None => None,
    };
    let actor = session.map_or(Actor::Anonymous, |session| session.actor());
    Ok(access::may(&actor, Action::UseConsole, None)?)
}

async fn apply(app: &App) -> Result<(), Fault> {
    app.settings.refresh(&app.parts.db).await?;
    app.parts.bus.ring(&[Topic::Config, Topic::Jobs]);
    Ok(())
}
