use askama::Template;
use axum::{http::StatusCode, response::Response};
use usher_db::{Error, Tx};
use usher_domain::{
    clock::Timestamp,
    config::SiteConfig,
    ids::{AccountId, SessionId},
    people::{MEGABYTE, Quota},
};

use super::PATH;
use crate::{
    App,
    features::{
        accounts::{
            Address, addresses,
            browsers::{self, SignedInBrowser},
            credentials::SHORTEST,
            store,
        },
        notices::{self, Wished},
        openid::{self, IdentityView},
        people::{Storage, storage},
    },
    http::{
        fault::{Fault, FieldFault},
        form::Errors,
        page::Page,
        render::{PageTemplate, page},
        time::{in_zone, rfc3339},
        visit::Visit,
    },
    words::Words,
};

/// What was typed and is to be shown again, with what is wrong about it.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) names: Option<(String, String)>,
    /// A new address.
    pub(super) address: String,
    pub(super) faults: Vec<FieldFault>,
}

/// A browser in the list.
pub(crate) struct BrowserView {
    pub(crate) id: String,
    pub(crate) called: String,
    /// Whether it is the one that looks.
    pub(crate) here: bool,
    /// RFC 3339, and in words.
    pub(crate) since: (String, String),
    pub(crate) seen: (String, String),
}

impl BrowserView {
    pub(crate) fn new(visit: &Visit, browser: &SignedInBrowser) -> Self {
        let moment = |at| (rfc3339(at), in_zone(&visit.words, at, &visit.zone));
        Self {
            id: browser.id.to_string(),
            called: called(&visit.words, browser),
            here: here(visit) == Some(browser.id),
            since: moment(browser.created_at),
            seen: moment(browser.seen_at),
        }
    }
}

/// `Firefox on Windows`
fn called(words: &Words, browser: &SignedInBrowser) -> String {
    let Some(device) = browser.device else {
        return words.say("browser-unknown").to_string();
    };
    let message = words.say("browser-on");
    message
        .with("browser", words.say(format!("browser-{}", device.browser)))
        .with("system", words.say(format!("system-{}", device.system)))
        .to_string()
}

/// The session of this very browser.
pub(super) fn here(visit: &Visit) -> Option<SessionId> {
    let session = visit.session.as_ref();
    session
        .filter(|session| !session.by_token)
        .map(|session| session.id)
}

/// One's own addresses.
struct AddressView {
    email: String,
    written: String,
    main: bool,
    verified: bool,
    how: String,
}

#[derive(Template)]
#[template(path = "accounts/templates/account.html")]
struct AccountPage {
    page: Page,
    name: String,
    role: String,
    first_name: String,
    last_name: String,
    addresses: Vec<AddressView>,
    address: String,
    /// Whether an address can be proved by mail.
    mails: bool,
    /// Whether there is one, and passwords are taken.
    has_password: bool,
    /// Whether a password can be set by mail.
    resets: bool,
    password_help: String,
    browsers: Vec<BrowserView>,
    storage: String,
    /// By which providers they sign in.
    identities: Vec<IdentityView>,
    /// Providers that can be connected: what is said, and where that begins.
    connectable: Vec<(String, String)>,
    notices: Vec<Wished>,
    errors: Errors,
}

impl PageTemplate for AccountPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

struct Facts {
    addresses: Vec<Address>,
    has_password: bool,
    browsers: Vec<SignedInBrowser>,
    storage: Storage,
    identities: Vec<IdentityView>,
    notices: Vec<Wished>,
}

fn load(
    tx: &Tx,
    account: AccountId,
    site: &SiteConfig,
    reader: (&Words, &str),
    now: Timestamp,
) -> Result<Facts, Error> {
    Ok(Facts {
        addresses: addresses(tx, account)?,
        has_password: store::password_hash(tx, account)?.is_some(),
        browsers: browsers::browsers(tx, account, now)?,
        storage: storage(tx, account, site, now)?,
        identities: IdentityView::all(tx, site, account, reader)?,
        notices: notices::wished(tx, account, reader.0, site.mails())?,
    })
}

/// The page, perhaps with what is wrong in one of its forms.
pub(super) async fn show(
    app: &App,
    visit: &Visit,
    status: StatusCode,
    draft: Draft,
) -> Result<Response, Fault> {
    let member = visit.member()?;
    let (id, now) = (member.id, app.now());
    let (site, read_for, reader) = (app.settings.now(), app.settings.now(), visit.clone());
    let facts = (app.parts.db)
        .read(move |tx| load(tx, id, &read_for, (&reader.words, &reader.zone), now))
        .await?;
    let is_connected = |issuer: &str| facts.identities.iter().any(|one| one.issuer == issuer);
    let connectable = (site.auth.offered())
        .filter(|provider| !is_connected(&provider.issuer))
        .map(|provider| {
            let label = visit
                .words
                .say("account-connect")
                .with("name", &provider.name);
            (label.to_string(), openid::way_to_link(provider.id.as_str()))
        })
        .collect();
    let words = &visit.words;
    let (first_name, last_name) = draft
        .names
        .unwrap_or_else(|| (member.first_name.clone(), member.last_name.clone()));
    let role = format!("approle-{}", member.role.as_str().replace('_', "-"));
    let template = AccountPage {
        page: Page::new(app, visit, words.say("account-title")).at_home(PATH),
        name: member.name(),
        role: words.say(role).to_string(),
        first_name,
        last_name,
        addresses: (facts.addresses.into_iter())
            .map(|one| AddressView {
                how: one.how(visit),
                verified: one.verified_how.is_some(),
                email: one.email,
                written: one.written,
                main: one.main,
            })
            .collect(),
        address: draft.address,
        mails: site.mails(),
        resets: site.resets_by_mail(),
        has_password: facts.has_password && site.auth.password,
        password_help: words.say("password-help").num("n", SHORTEST).to_string(),
        browsers: (facts.browsers.iter())
            .map(|browser| BrowserView::new(visit, browser))
            .collect(),
        storage: match facts.storage.quota {
            Quota::Unlimited => words.say("account-storage-free"),
            Quota::Bytes(quota) => words
                .say("account-storage-of")
                .with("quota", quota / MEGABYTE),
        }
        .with("used", facts.storage.used.div_ceil(MEGABYTE))
        .to_string(),
        identities: facts.identities,
        connectable,
        notices: facts.notices,
        errors: Errors::new(words, &draft.faults),
    };
    page(status, &template)
}
