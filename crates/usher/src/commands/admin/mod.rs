//! `usher admin`: accounts, API tokens and the site's rules from a terminal. These may run
//! beside a server; what is open on it hears of what they did.

mod accounts;
mod config;
mod list;
mod password;
mod token;
mod trust_clock;

use std::cell::OnceCell;

use clap::{Args, Subcommand};
use usher_app::features::accounts::{Member, store};
use usher_db::Tx;
use usher_domain::email::Email;

use crate::{
    args::Where,
    clock::SystemEntropy,
    failure::{Failure, Outcome},
    logs, nodes, settings, site,
};

/// Accounts, API tokens and the site's rules from a terminal.
///
/// These commands may run beside a server. On a new data folder they make the key file and the
/// database first, so that the first administrator can be there before the first start:
///
///   usher admin create-user ann@uni.edu --first-name Ann --last-name Lee --site-admin
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    place: Where,
    #[command(subcommand)]
    deed: Deed,
}

/// What is done.
#[derive(Debug, Subcommand)]
enum Deed {
    CreateUser(accounts::NewUser),
    Passwd(accounts::NewPassword),
    SiteAdmin(accounts::Console),
    Token(token::NewToken),
    ListUsers(list::Listing),
    Config(config::Configuration),
    TrustClock(trust_clock::Now),
}

/// Runs the command.
pub(crate) fn run(options: Options) -> Outcome {
    let settings = settings::load(&options.place.asked(), super::environment())?;
    logs::start(settings.log.quieter());
    let opened = OnceCell::new();
    let open = || {
        let found = site::open_beside(&settings)?;
        let _ = opened.set(found.db.clone());
        Ok(found)
    };
    let done = match options.deed {
        Deed::CreateUser(user) => accounts::create(user, open),
        Deed::Passwd(password) => accounts::set_password(password, open),
        Deed::SiteAdmin(console) => accounts::set_site_admin(console, open),
        Deed::Token(token) => token::issue(token, open),
        Deed::ListUsers(listing) => list::list(&listing, open),
        Deed::Config(configuration) => config::run(configuration, open),
        Deed::TrustClock(now) => trust_clock::trust(&now, &settings),
    };
    if let Some(db) = opened.get() {
        nodes::tell_in_passing(db, &SystemEntropy);
    }
    done
}

/// The account that has an address.
fn account(tx: &Tx, email: &Email) -> Outcome<Member> {
    match store::by_email(tx, email)? {
        Some((member, ..)) => Ok(member),
        None => Err(Failure::usage(format!(
            "Nobody has the address {}. See who is there by usher admin list-users.",
            email.written()
        ))),
    }
}
