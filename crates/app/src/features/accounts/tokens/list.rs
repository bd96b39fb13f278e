//! Making and ending a token, as pages do it.

use std::{net::IpAddr, time::Duration};

use secrecy::SecretString;
use serde_json::json;
use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::{
    access::{self, Action, Actor, TokenScopes},
    ids::{AccountId, ApiTokenId, SessionId},
    text::PersonName,
};

use super::{issue, store};
use crate::{
    App,
    features::{
        accounts::{self, Session},
        audit::{self, Deed},
    },
    http::{
        fault::{Fault, FieldFault},
        visit::Visit,
    },
};

const DAY: Duration = Duration::from_hours(24);

/// A token that somebody wants.
#[derive(Clone)]
pub(super) struct Wanted {
    pub(super) name: PersonName,
    pub(super) scopes: TokenScopes,
    pub(super) days: u32,
}

/// Makes a token of whoever asks. Its text is in the answer, and nowhere else.
pub(super) async fn make(app: &App, visit: &Visit, wanted: Wanted) -> Result<SecretString, Fault> {
    let (asking, parts) = (Asking::of(app, visit), app.clone());
    let made = app
        .parts
        .db
        .write(move |tx: &Tx| -> Result<SecretString, Fault> {
            let account = asking.may(tx, Action::ManageOwnTokens)?;
            if store::living(tx, account, asking.now)? >= store::MOST {
                let fault = FieldFault::new("name", "too_many_tokens");
                return Err(Fault::fields(vec![fault.with("max", store::MOST)]));
            }
            let parts = &parts.parts;
            let means = (&*parts.clock, &*parts.entropy, &parts.key);
            let Wanted { name, scopes, days } = &wanted;
            let token = issue(tx, account, name.as_str(), *scopes, DAY * *days, means)?;
            let detail =
                json!({ "name": name.as_str(), "scopes": store::written(*scopes), "days": days });
            let deed = Deed::of(account, "make_api_token").to_person(account);
            audit::note(tx, asking.now, &deed.from(asking.address).with(detail))?;
            Ok(token)
        });
    made.await
}

/// Whose token may be ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// The asker's own.
    Own,
    /// Anybody's: in the console.
    Anybodys,
}

/// Ends a token at once, also for what it holds open, on every server.
pub(super) async fn revoke(
    app: &App,
    visit: &Visit,
    id: ApiTokenId,
    whose: Whose,
) -> Result<(), Fault> {
    let asking = Asking::of(app, visit);
    let revoked = app.parts.db.write(move |tx: &Tx| -> Result<(), Fault> {
        let action = match whose {
            Whose::Own => Action::ManageOwnTokens,
            Whose::Anybodys => Action::UseConsole,
        };
        let account = asking.may(tx, action)?;
        // What is no token, or not theirs, opens nothing of theirs.
        let owner = store::owner(tx, id)?;
        let owner = owner.filter(|owner| whose == Whose::Anybodys || *owner == account);
        let Some(owner) = owner else { return Ok(()) };
        if store::revoke(tx, id, asking.now)? {
            let deed = Deed::of(account, "revoke_api_token")
                .to(id)
                .to_person(owner);
            audit::note(tx, asking.now, &deed.from(asking.address))?;
        }
        Ok(())
    });
    revoked.await?;
    (app.parts.bus).ring(&[Topic::Session(SessionId::from_uuid(id.uuid()))]);
    Ok(())
}

/// Who asks, to be decided on again inside the transaction.
#[derive(Clone)]
struct Asking {
    session: Option<Session>,
    address: IpAddr,
    now: usher_domain::clock::Timestamp,
}

impl Asking {
    fn of(app: &App, visit: &Visit) -> Self {
        Self {
            session: visit.session.clone(),
            address: visit.address,
            now: app.now(),
        }
    }

    fn may(&self, tx: &Tx, action: Action) -> Result<AccountId, Fault> {
        let session = match &self.session {
            Some(session) => accounts::renewed(tx, session, self.now)?,
            None => None,
        };
        let actor = session.map_or(Actor::Anonymous, |session| session.actor());
        access::may(&actor, action, None)?;
        actor.account().ok_or_else(Fault::sign_in)
    }
}
