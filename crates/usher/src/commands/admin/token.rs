//! API tokens.

use std::time::Duration;

use clap::{Args, value_parser};
use secrecy::ExposeSecret;
use usher_app::features::{
    accounts::{LONGEST_TOKEN_DAYS, issue_token},
    audit,
};
use usher_domain::{
    access::{TokenScope, TokenScopes},
    clock::Clock,
    email::Email,
};

use super::account;
use crate::{
    clock::{SystemClock, SystemEntropy},
    failure::{Failure, Outcome},
    screen::say,
    site::Opened,
};

const DAY: Duration = Duration::from_hours(24);

/// Make an API token for an account.
///
/// It may do what the account may do, of what it is for, by the header
/// "Authorization: Bearer <token>". The token alone is printed on stdout, once and never again.
#[derive(Debug, Args)]
pub(super) struct NewToken {
    /// The account's e-mail address
    email: Email,
    /// What it is for, as shown later
    #[arg(long, value_name = "TEXT", default_value = "command line")]
    name: String,
    /// How many days it lasts
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = value_parser!(u32).range(1..=i64::from(LONGEST_TOKEN_DAYS)))]
    days: u32,
    /// What it is for: read, media, invite, console, people, audit, several between commas [default: all]
    #[arg(long = "for", value_name = "SCOPES", value_delimiter = ',')]
    scopes: Vec<TokenScope>,
}

/// `usher admin token`
pub(super) fn issue(new: NewToken, open: impl FnOnce() -> Outcome<Opened>) -> Outcome {
    let Opened { db, key, .. } = open()?;
    let scopes: TokenScopes = if new.scopes.is_empty() {
        TokenScope::ALL.iter().copied().collect()
    } else {
        new.scopes.iter().copied().collect()
    };
    let token = db.write_blocking(move |tx| {
        let id = account(tx, &new.email)?.id;
        let means = (&SystemClock as &dyn Clock, &SystemEntropy as _, &key);
        let token = issue_token(tx, id, &new.name, scopes, DAY * new.days, means)?;
        let deed = audit::Deed::of_system("make_api_token")
            .to(id)
            .to_person(id);
        audit::note(tx, SystemClock.now(), &deed)?;
        Ok::<_, Failure>(token)
    })?;
    say(token.expose_secret());
    Ok(())
}
