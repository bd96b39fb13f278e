//! E-mail and password become a session.

use std::convert::Infallible;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::{
    clock::Timestamp,
    email::Email,
    invite::{Browser, Mac},
    people::Device,
};

use super::{
    Member, browsers,
    credentials::Password,
    sessions::{self, NewSession, SessionSecret},
    store,
};
use crate::{
    App,
    features::{audit, guest_links, invites},
    http::{
        cookies::{self, BrowserKey},
        fault::Fault,
        limits::Budget,
        visit::Visit,
    },
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
pub(in crate::features) struct SignedIn {
    pub(super) member: Member,
    pub(super) expires_at: Timestamp,
    pub(super) cookies: Vec<HeaderValue>,
}

impl SignedIn {
    /// An answer that carries the cookies.
    pub(in crate::features) fn answer(self, mut response: Response) -> Response {
        for cookie in self.cookies {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// Signs a member in. A wrong address, a wrong password and a suspended
/// account get the same answer after the same work.
pub(super) async fn sign_in(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    credentials: Credentials,
) -> Result<SignedIn, Fault> {
    if !app.settings.now().auth.password {
        return Err(Fault::new(StatusCode::FORBIDDEN, "passwords_off"));
    }
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

/// Begins a member's session in this browser; a guest's in it ends, and what it held
/// is the member's if they are the invited person.
pub(super) async fn begin(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    member: Member,
) -> Result<SignedIn, Fault> {
    let decided = move |_: &Tx| Ok(Ok::<_, Infallible>(member.clone()));
    let Ok(signed_in) = begin_if(app, visit, headers, decided).await?;
    Ok(signed_in)
}

/// The same for whoever `decide` lets in, in the transaction that does: what lets them in is spent together with
/// it. What `decide` writes stays, also where it refuses.
pub(in crate::features) async fn begin_if<R: Send + 'static>(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    mut decide: impl FnMut(&Tx) -> Result<Result<Member, R>, usher_db::Error> + Send + 'static,
) -> Result<Result<SignedIn, R>, Fault> {
    let now = app.now();
    let expires_at = now.after(app.settings.now().login.session());
    let (key, entropy) = (&app.parts.key, &*app.parts.entropy);
    let browser = BrowserKey::read(headers).unwrap_or_else(|| BrowserKey::draw(now, entropy));
    let secret = SessionSecret::draw(now, entropy);
    let (id, secret_mac, browser_mac) = (secret.id(), secret.mac(key), browser.mac(key));
    let before = visit.session.clone();
    let here = seated(visit, browser_mac);
    let address = visit.address;
    let device = headers.get(header::USER_AGENT);
    let device = Device::of(
        device
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default(),
    );
    let begun = app
        .parts
        .db
        .write(move |tx: &Tx| {
            let member = match decide(tx)? {
                Ok(member) => member,
                Err(refused) => return Ok::<_, usher_db::Error>(Err(refused)),
            };
            if let Some(before) = before.as_ref().filter(|session| !session.by_token) {
                sessions::end(tx, before.id)?;
            }
            let new = NewSession {
                id,
                secret_mac,
                browser: browser_mac,
                key: None,
                account: Some(member.id),
                expires_at,
            };
            let rings = invites::settle_guest(tx, here, member.id, now)?;
            guest_links::end_here(tx, here, now)?;
            sessions::begin(tx, &new, now)?;
            browsers::describe(tx, id, device)?;
            let deed = audit::Deed::of(member.id, "signed_in").from(address);
            audit::note(tx, now, &deed)?;
            Ok(Ok((member, rings)))
        })
        .await?;
    let (member, mut rings) = match begun {
        Ok(begun) => begun,
        Err(refused) => return Ok(Err(refused)),
    };
    rings.extend(
        visit
            .session
            .as_ref()
            .map(|before| Topic::Session(before.id)),
    );
    app.parts.bus.ring(&rings);
    let mut jar = vec![browser.cookie(), secret.cookie(now, expires_at)];
    if here.key.is_some() {
        jar.push(cookies::remove(cookies::PROOF));
    }
    Ok(Ok(SignedIn {
        member,
        expires_at,
        cookies: jar,
    }))
}

/// This browser, as the seat of a guest knows it: by the guest's session where there
/// is one, with the key that was shown for that lately; else by its own cookie.
fn seated(visit: &Visit, own: Mac) -> Browser {
    let guest = visit
        .session
        .as_ref()
        .filter(|session| session.member.is_none());
    guest.map_or(Browser::by_cookie(own), |session| Browser {
        cookie: session.browser,
        key: session.key,
    })
}

/// Ends the session of this browser. A guest's grants in it end too: whoever
/// signs out of a shared computer is out.
pub(super) async fn sign_out(app: &App, visit: &Visit) -> Result<(), Fault> {
    let Some(session) = visit.session.clone().filter(|session| !session.by_token) else {
        return Ok(());
    };
    let (id, now) = (session.id, app.now());
    let here = seated(visit, session.browser);
    let mut rings = app
        .parts
        .db
        .write(move |tx| {
            sessions::end(tx, id)?;
            guest_links::end_here(tx, here, now)?;
            invites::end_guest(tx, here, now)
        })
        .await?;
    rings.push(Topic::Session(id));
    app.parts.bus.ring(&rings);
    Ok(())
}

fn within(app: &App, budget: &Budget, key: &str) -> Result<(), Fault> {
    budget.waits(key).map_or(Ok(()), |until| {
        Err(Fault::new(StatusCode::TOO_MANY_REQUESTS, "too_many_tries")
            .retry_after(until.since(app.now())))
    })
}
