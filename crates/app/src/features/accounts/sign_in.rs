//! E-mail and password become a session.

use axum::http::{HeaderMap, HeaderValue, StatusCode};
use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::{clock::Timestamp, email::Email};

use super::{
    Member,
    credentials::Password,
    sessions::{self, MEMBER_SESSION, NewSession, SessionSecret},
    store,
};
use crate::{
    App,
    features::{audit, invites},
    http::{cookies::BrowserKey, fault::Fault, limits::Budget, visit::Visit},
};

/// What somebody typed to sign in.
pub(super) struct Credentials {
    email: String,
    password: Password,
}

impl Credentials {
    pub(super) fn new(email: String, password: String) -> Self {
        Self {
            email,
            password: Password::typed(password),
        }
    }
}

/// A new session and the cookies that carry it.
pub(super) struct SignedIn {
    pub(super) member: Member,
    pub(super) expires_at: Timestamp,
    pub(super) cookies: Vec<HeaderValue>,
}

/// Signs a member in. A wrong address, a wrong password and a suspended
/// account get the same answer after the same work.
pub(super) async fn sign_in(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    credentials: Credentials,
) -> Result<SignedIn, Fault> {
    let network = visit.network_key();
    let email = credentials.email.parse::<Email>().ok();
    // With the network, so that guessing elsewhere locks the rightful person out of nothing.
    let address = email
        .as_ref()
        .map_or_else(String::new, |email| format!("{network} {}", email.as_str()));
    within(app, &app.budgets.password_network, &network)?;
    within(app, &app.budgets.password_address, &address)?;

    let found = match email {
        Some(email) => {
            app.parts
                .db
                .read(move |tx| store::by_email(tx, &email))
                .await?
        }
        None => None,
    };
    let (member, hash, suspended) = found.map_or((None, None, false), |(m, h, s)| (Some(m), h, s));
    let password = credentials.password;
    let fits = tokio::task::spawn_blocking(move || password.matches(hash.as_deref()))
        .await
        .map_err(Fault::internal)?;
    let Some(member) = member.filter(|_| fits && !suspended) else {
        app.budgets.password_network.failed(&network);
        app.budgets.password_address.failed(&address);
        return Err(Fault::new(StatusCode::UNAUTHORIZED, "wrong_credentials"));
    };
    begin(app, visit, headers, member).await
}

/// Begins a member's session in this browser; a guest's in it ends.
async fn begin(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    member: Member,
) -> Result<SignedIn, Fault> {
    let now = app.now();
    let expires_at = now.after(MEMBER_SESSION);
    let (key, entropy) = (&app.parts.key, &*app.parts.entropy);
    let browser = BrowserKey::read(headers).unwrap_or_else(|| BrowserKey::draw(entropy));
    let secret = SessionSecret::draw(now, entropy);
    let new = NewSession {
        id: secret.id(),
        secret_mac: secret.mac(key),
        browser: browser.mac(key),
        key: None,
        account: Some(member.id),
        expires_at,
    };
    let before = visit.session.clone();
    let account = member.id;
    app.parts
        .db
        .write(move |tx: &Tx| {
            if let Some(before) = before.as_ref().filter(|session| !session.by_token) {
                sessions::end(tx, before.id)?;
            }
            invites::end_guest(tx, new.browser, now)?;
            sessions::begin(tx, &new, now)?;
            audit::note(tx, now, &audit::Deed::of(account, "signed_in"))
        })
        .await?;
    if let Some(before) = &visit.session {
        app.parts.bus.ring(&[Topic::Session(before.id)]);
    }
    let cookies = vec![browser.cookie(), secret.cookie(now, expires_at)];
    Ok(SignedIn {
        member,
        expires_at,
        cookies,
    })
}

/// Ends the session of this browser. A guest's grants in it end too: whoever
/// signs out of a shared computer is out.
pub(super) async fn sign_out(app: &App, visit: &Visit) -> Result<(), Fault> {
    let Some(session) = visit.session.clone().filter(|session| !session.by_token) else {
        return Ok(());
    };
    let (id, now) = (session.id, app.now());
    app.parts
        .db
        .write(move |tx| {
            sessions::end(tx, session.id)?;
            invites::end_guest(tx, session.browser, now)
        })
        .await?;
    app.parts.bus.ring(&[Topic::Session(id)]);
    Ok(())
}

fn within(app: &App, budget: &Budget, key: &str) -> Result<(), Fault> {
    budget.waits(key).map_or(Ok(()), |until| {
        Err(Fault::new(StatusCode::TOO_MANY_REQUESTS, "too_many_tries")
            .retry_after(until.since(app.now())))
    })
}
