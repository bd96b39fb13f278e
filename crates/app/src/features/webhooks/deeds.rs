//! What pages and the API do alike.

use serde_json::json;
use usher_db::Tx;
use usher_domain::{
    ids::{AccountId, DeliveryId, WebhookId},
    webhook::{MOST_WEBHOOKS, WebhookSecret},
};

use super::{
    event::Happened,
    follow::put,
    refused::Refused,
    store::{self, Hook, NewHook, Why},
    turn::PURPOSE,
};
use crate::{
    App,
    features::{
        audit::{self, Deed},
        jobs,
    },
    http::{fault::Fault, visit::Visit},
};

/// A webhook and its secret, which is told in this one answer.
pub(super) struct Made {
    pub(super) hook: Hook,
    pub(super) secret: WebhookSecret,
}

fn sealed(app: &App, id: WebhookId, secret: &WebhookSecret) -> Vec<u8> {
    let text = secret.expose().as_bytes();
    app.sealer().seal(PURPOSE, &id.to_string(), text)
}

fn found(tx: &Tx, id: WebhookId) -> Result<Hook, Refused> {
    Ok(store::load(tx, id)?.ok_or_else(Fault::not_found)?)
}

fn found_on(tx: &Tx, id: WebhookId) -> Result<Hook, Refused> {
    let hook = found(tx, id)?;
    if hook.disabled.is_some() {
        return Err(Refused::Off);
    }
    Ok(hook)
}

/// Where it goes, without what may be secret in the address: for the audit.
fn host(hook: &NewHook) -> String {
    let url = url::Url::parse(&hook.url).ok();
    let host = url.as_ref().and_then(|url| url.host_str());
    host.unwrap_or_default().to_owned()
}

fn detail(hook: &NewHook) -> serde_json::Value {
    json!({ "host": host(hook), "events": hook.events.written(), "with_people": hook.with_people })
}

/// Makes one.
pub(super) async fn make(app: &App, visit: &Visit, new: NewHook) -> Result<Made, Refused> {
    let (by, now) = (visit.member()?.id, app.now());
    let id = WebhookId::new(now, &*app.parts.entropy);
    let secret = WebhookSecret::mint(&*app.parts.entropy);
    let sealed = sealed(app, id, &secret);
    let write = move |tx: &Tx| -> Result<Hook, Refused> {
        if store::all(tx)?.len() >= MOST_WEBHOOKS {
            return Err(Refused::TooMany);
        }
        if !store::insert(tx, (id, &new), &sealed, now)? {
            return Err(Refused::Taken);
        }
        let deed = Deed::of(by, "webhook_made").to(id);
        audit::note(tx, now, &deed.with(detail(&new)))?;
        found(tx, id)
    };
    let hook = app.parts.db.write(write).await?;
    Ok(Made { hook, secret })
}

/// Changes address, events, or whether people are named.
pub(super) async fn change(
    app: &App,
    visit: &Visit,
    id: WebhookId,
    new: NewHook,
) -> Result<Hook, Refused> {
    let (by, now) = (visit.member()?.id, app.now());
    let write = move |tx: &Tx| -> Result<Hook, Refused> {
        found(tx, id)?;
        if !store::update(tx, id, &new)? {
            return Err(Refused::Taken);
        }
        let deed = Deed::of(by, "webhook_changed").to(id);
        audit::note(tx, now, &deed.with(detail(&new)))?;
        found(tx, id)
    };
    app.parts.db.write(write).await
}

/// Switches it on or off. Switched on, what waits is sent.
pub(super) async fn switch(
    app: &App,
    visit: &Visit,
    id: WebhookId,
    on: bool,
) -> Result<Hook, Refused> {
    let (by, now, inner) = (visit.member()?.id, app.now(), app.clone());
    let write = move |tx: &Tx| -> Result<Hook, Refused> {
        let hook = found(tx, id)?;
        if on == hook.disabled.is_none() {
            return Ok(hook);
        }
        if on {
            store::enable(tx, id)?;
            line(&inner, tx, id)?;
        } else {
            store::disable(tx, id, Why::Hand, now)?;
        }
        let deed = Deed::of(by, "webhook_changed").to(id);
        audit::note(tx, now, &deed.with(json!({ "on": on })))?;
        found(tx, id)
    };
    let hook = app.parts.db.write(write).await?;
    jobs::wake(app);
    Ok(hook)
}

/// Begins its line. If it waits for a receiver that did not answer, that is asked again at once.
fn line(app: &App, tx: &Tx, id: WebhookId) -> Result<(), usher_db::Error> {
    jobs::hasten_webhook(tx, id, app.now(), &*app.parts.entropy)
}

/// Makes another secret; the one before signs nothing any more.
pub(super) async fn new_secret(app: &App, visit: &Visit, id: WebhookId) -> Result<Made, Refused> {
    let (by, now) = (visit.member()?.id, app.now());
    let secret = WebhookSecret::mint(&*app.parts.entropy);
    let sealed = sealed(app, id, &secret);
    let write = move |tx: &Tx| -> Result<Hook, Refused> {
        let hook = found(tx, id)?;
        store::reseal(tx, id, &sealed)?;
        let deed = Deed::of(by, "webhook_secret_made").to(id);
        audit::note(tx, now, &deed)?;
        Ok(hook)
    };
    let hook = app.parts.db.write(write).await?;
    Ok(Made { hook, secret })
}

/// Deletes it. Again changes nothing.
pub(super) async fn delete(app: &App, visit: &Visit, id: WebhookId) -> Result<(), Refused> {
    let (by, now) = (visit.member()?.id, app.now());
    let write = move |tx: &Tx| -> Result<(), Refused> {
        found(tx, id)?;
        store::delete(tx, id)?;
        let deed = Deed::of(by, "webhook_deleted").to(id);
        Ok(audit::note(tx, now, &deed)?)
    };
    app.parts.db.write(write).await
}

/// Sends it a test.
pub(super) async fn test(app: &App, id: WebhookId) -> Result<DeliveryId, Refused> {
    let (now, inner) = (app.now(), app.clone());
    let write = move |tx: &Tx| -> Result<DeliveryId, Refused> {
        let hook = found_on(tx, id)?;
        let sent = put(&inner, tx, &hook, (0, &Happened::test(now)), now)?;
        line(&inner, tx, id)?;
        Ok(sent)
    };
    let sent = app.parts.db.write(write).await?;
    jobs::wake(app);
    Ok(sent)
}

/// Sends something once more, with the same id and the same body.
pub(super) async fn again(
    app: &App,
    by: AccountId,
    (webhook, id): (WebhookId, DeliveryId),
) -> Result<(), Refused> {
    let (now, inner) = (app.now(), app.clone());
    let write = move |tx: &Tx| -> Result<(), Refused> {
        found_on(tx, webhook)?;
        let delivery = store::one(tx, webhook, id)?.ok_or_else(Fault::not_found)?;
        store::again(tx, delivery.id, now)?;
        line(&inner, tx, webhook)?;
        let deed = Deed::of(by, "webhook_sent_again").to(webhook);
        Ok(audit::note(tx, now, &deed)?)
    };
    app.parts.db.write(write).await?;
    jobs::wake(app);
    Ok(())
}
