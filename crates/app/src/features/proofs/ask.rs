//! Asking for a code or a link.

use axum::http::{HeaderMap, HeaderValue, StatusCode};
use usher_db::Tx;
use usher_domain::{
    email::Email,
    ids::{AccountId, InviteId, ProofId},
    proof::Purpose,
};

use super::{about::About, store};
use crate::{
    App,
    features::jobs::{self, Work},
    http::{cookies::BrowserKey, fault::Fault, limits::Budget, visit::Visit},
};

/// What is asked for.
pub struct Request {
    /// What for.
    pub purpose: Purpose,
    /// The address that is to be proved.
    pub email: Email,
    /// Who asks, where that takes being signed in.
    pub account: Option<AccountId>,
    /// The invite that it is about, if it is about one.
    pub invite: Option<InviteId>,
    /// The language that it is asked for in, if not in the visit's.
    pub lang: Option<String>,
    /// Where to go on to afterwards: a path on this hub, or nothing.
    pub next: String,
}

/// Writes down that it was asked for; the letter follows, if there is somebody to write to. The proof, and the
/// cookie by which this browser is known again. Where this browser asked before for the same purpose, the newest
/// counts.
pub async fn ask(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    request: Request,
) -> Result<(ProofId, HeaderValue), Fault> {
    let network = visit.network_key();
    let address = format!("{network} {}", request.email.as_str());
    let budgets = &app.budgets;
    // Every time counts, not failures alone: each may be a mail.
    for (budget, key) in [
        (&budgets.mails_network, &network),
        (&budgets.mails_address, &address),
    ] {
        within(app, budget, key)?;
    }
    budgets.mails_network.failed(&network);
    budgets.mails_address.failed(&address);

    let (now, entropy) = (app.now(), app.parts.entropy.clone());
    let browser = BrowserKey::read(headers).unwrap_or_else(|| BrowserKey::draw(now, &*entropy));
    let id = ProofId::new(now, &*entropy);
    let about = About {
        email: request.email.written().to_owned(),
        next: request.next,
        lang: (request.lang).unwrap_or_else(|| visit.words.lang().to_owned()),
        zone: visit.zone.clone(),
    };
    let new = store::New {
        id,
        purpose: request.purpose,
        account: request.account,
        invite: request.invite,
        browser: browser.mac(&app.parts.key),
        sealed: about.seal(&app.sealer(), id),
    };
    let write = move |tx: &Tx| -> Result<(), usher_db::Error> {
        store::insert(tx, &new, now)?;
        jobs::enqueue(tx, &Work::Letter(id), None, now, &*entropy)
    };
    app.parts.db.write(write).await?;
    jobs::wake(app);
    Ok((id, browser.cookie()))
}

fn within(app: &App, budget: &Budget, key: &str) -> Result<(), Fault> {
    budget.waits(key).map_or(Ok(()), |until| {
        let fault = Fault::new(StatusCode::TOO_MANY_REQUESTS, "too_many_mails");
        Err(fault.retry_after(until.since(app.now())))
    })
}
