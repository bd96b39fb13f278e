//! Making an account, its password, the right to the console.

use clap::{ArgAction, Args};
use serde_json::json;
use usher_app::features::{
    accounts::{end_sessions, store},
    audit, people,
};
use usher_domain::{access::AppRole, clock::Clock, email::Email, text::PersonName};

use super::{account, password};
use crate::{
    clock::{SystemClock, SystemEntropy},
    failure::{Failure, Outcome},
    screen::say,
    site::Opened,
};

/// Make an account.
///
/// Its address counts as verified, since an administrator gives it.
#[derive(Debug, Args)]
pub(super) struct NewUser {
    /// The e-mail address to sign in with
    email: Email,
    /// First name
    #[arg(long, value_name = "NAME")]
    first_name: PersonName,
    /// Last name; some people have none
    #[arg(long, value_name = "NAME")]
    last_name: Option<PersonName>,
    /// What the person may do: viewer (watch), private_only (have media, publish unlisted), admin
    /// (publish in the gallery) or unmoderated_admin (and without moderation)
    #[arg(long, value_name = "ROLE", default_value = "viewer")]
    role: AppRole,
    /// Give the person the console too
    #[arg(long)]
    site_admin: bool,
    /// Read the password from the first line of standard input instead of the terminal
    #[arg(long)]
    password_stdin: bool,
}

/// Set an account's password, and sign it out everywhere.
///
/// The password is typed twice on the
/// terminal and not shown.
#[derive(Debug, Args)]
pub(super) struct NewPassword {
    /// The account's e-mail address
    email: Email,
    /// Read the password from the first line of standard input instead of the terminal
    #[arg(long)]
    password_stdin: bool,
}

/// Give an account the console, or take it away.
#[derive(Debug, Args)]
pub(super) struct Console {
    /// The account's e-mail address
    email: Email,
    /// Take it away instead
    #[arg(long, action = ArgAction::SetTrue)]
    revoke: bool,
}

/// `usher admin create-user`
pub(super) fn create(user: NewUser, open: impl FnOnce() -> Outcome<Opened>) -> Outcome {
    let opened = open()?;
    let email = user.email.clone();
    opened.db.read_blocking(move |tx| free(tx, &email))?;
    let hash = password::hash(user.password_stdin)?;
    let new = store::NewAccount {
        email: user.email.clone(),
        first_name: user.first_name,
        last_name: user.last_name,
        role: user.role,
        site_admin: user.site_admin,
        password_hash: Some(hash),
    };
    opened.db.write_blocking(move |tx| {
        free(tx, &new.email)?;
        let now = SystemClock.now();
        let id = store::create(tx, &new, now, &SystemEntropy)?;
        let deed = audit::Deed::of_system("create_account")
            .to(id)
            .to_person(id);
        audit::note(tx, now, &deed).map_err(Failure::from)
    })?;
    say(format_args!("{} can sign in now.", user.email.written()));
    Ok(())
}

/// `usher admin passwd`
pub(super) fn set_password(new: NewPassword, open: impl FnOnce() -> Outcome<Opened>) -> Outcome {
    let opened = open()?;
    let email = new.email.clone();
    let id = opened.db.read_blocking(move |tx| account(tx, &email))?.id;
    let hash = password::hash(new.password_stdin)?;
    opened.db.write_blocking(move |tx| {
        store::set_password(tx, id, Some(&hash))?;
        end_sessions(tx, id)?;
        let deed = audit::Deed::of_system("set_password").to(id).to_person(id);
        audit::note(tx, SystemClock.now(), &deed).map_err(Failure::from)
    })?;
    say(format_args!(
        "{} has a new password and is signed out everywhere.",
        new.email.written()
    ));
    Ok(())
}

/// `usher admin site-admin`
pub(super) fn set_site_admin(console: Console, open: impl FnOnce() -> Outcome<Opened>) -> Outcome {
    let (email, given) = (console.email.clone(), !console.revoke);
    open()?.db.write_blocking(move |tx| {
        let id = account(tx, &email)?.id;
        if !given && people::may_lose_console(tx, id)?.is_err() {
            return Err(Failure::usage(format!(
                "{} is the last site administrator. Give the console to somebody else first: usher admin \
                 site-admin THEIR@ADDRESS",
                email.written()
            )));
        }
        store::set_site_admin(tx, id, given)?;
        let deed = audit::Deed::of_system("set_site_admin")
            .to(id)
            .to_person(id);
        audit::note(
            tx,
            SystemClock.now(),
            &deed.with(json!({ "site_admin": given })),
        )
        .map_err(Failure::from)
    })?;
    let now = if given {
        "has the console now"
    } else {
        "has no console any more"
    };
    say(format_args!("{} {now}.", console.email.written()));
    Ok(())
}

/// Refuses an address that an account has already.
fn free(tx: &usher_db::Tx, email: &Email) -> Outcome {
    match store::by_email(tx, email)? {
        None => Ok(()),
        Some(_) => Err(Failure::usage(format!(
            "An account with the address {} is there already. Its password can be set by usher admin \
             passwd.",
            email.written()
        ))),
    }
}
