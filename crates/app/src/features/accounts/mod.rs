//! Members: accounts, addresses, sign-in, sessions, API tokens, type-ahead.

mod addressee;
mod addresses;
pub(in crate::features) mod api;
mod browsers;
mod by_mail;
mod codes;
mod credentials;
pub mod directory;
mod forgotten;
mod language;
mod member;
mod new_password;
mod notice;
pub(in crate::features) mod own;
mod pages;
mod password_link;
mod password_mail;
pub(in crate::features) mod people;
mod sessions;
mod set_password;
mod sign_in;
pub mod store;
mod tokens;

use axum::http::{HeaderMap, header};
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{AccountId, SessionId},
    invite::Mac,
};

pub use addressee::{Addressee, addressee, addressee_of};
pub use addresses::{
    Address, add_address, addresses, make_main, one_of, remove_address, room_beside, vouch,
};
pub use browsers::{SignedInBrowser, Which, browsers, end_which};
pub use credentials::{Password, WeakPassword};
pub use member::Member;
pub(in crate::features) use pages::local;
pub use password_link::{
    PASSWORD_LINK_LASTS, PasswordToken, forget_password_links, give_password_link,
};
pub use password_mail::PasswordMail;
pub use sessions::{
    NewSession, Session, SessionSecret, begin as begin_session, end as end_session,
    end_all as end_sessions, extend as extend_session,
};
pub(in crate::features) use sign_in::begin_if;
pub use tokens::{LONGEST_DAYS as LONGEST_TOKEN_DAYS, issue as issue_token};

use crate::{
    App,
    http::{cookies, fault::Fault, routes::Routes},
};

/// This feature's routes.
pub fn routes(routes: Routes) -> Routes {
    let routes = forgotten::routes(by_mail::routes(set_password::routes(own::routes(routes))));
    let routes = language::routes(routes);
    api::routes(people::routes(tokens::routes(pages::routes(routes))))
}

/// Who a request comes from: a bearer token, else the session cookie. A wrong
/// or ended one is nobody; a wrong *token* is said, since a program must know.
pub async fn identify(app: &App, headers: &HeaderMap) -> Result<Option<Session>, Fault> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        return tokens::identify(app, value).await.map(Some);
    }
    match cookies::read(headers, cookies::SESSION) {
        Some(value) => sessions::identify(app, &value).await,
        None => Ok(None),
    }
}

/// The session whose cookie the request shows, and what the secret in it hashes to. Whether there is
/// such a session is not said.
pub fn shown(app: &App, headers: &HeaderMap) -> Option<(SessionId, Mac)> {
    sessions::shown(app, &cookies::read(headers, cookies::SESSION)?)
}

/// The same session as the database knows it now; `None` once it has ended, its
/// token was revoked, or its member was suspended. For whoever holds something open.
pub fn renewed(tx: &Tx, session: &Session, now: Timestamp) -> Result<Option<Session>, Error> {
    if session.by_token {
        of_program(tx, session.id, now)
    } else {
        of_browser(tx, session.id, now)
    }
}

/// A browser's session, for whoever has shown in another way that it is theirs.
pub fn of_browser(tx: &Tx, id: SessionId, now: Timestamp) -> Result<Option<Session>, Error> {
    let found = sessions::load(tx, id, now)?;
    Ok(found.map(|(_, session)| session))
}

/// The same of a program that came by token.
pub fn of_program(tx: &Tx, id: SessionId, now: Timestamp) -> Result<Option<Session>, Error> {
    tokens::renewed(tx, id, now)
}

/// The member behind an account, unless suspended: for what is done in their name
/// while they are not there to be asked.
pub fn active(tx: &Tx, account: AccountId) -> Result<Option<Member>, Error> {
    tx.query_opt(
        "SELECT first_name, last_name, app_role, site_admin FROM accounts
         WHERE id = $1 AND suspended_at IS NULL",
        params![account],
        |row| store::member(row, account),
    )
}

#[cfg(test)]
mod tests;
