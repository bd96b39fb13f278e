//! What pages and the API do alike: the right is looked at again in the transaction that acts, then whoever
//! holds something open is told.

use std::net::IpAddr;

use axum::http::StatusCode;
use secrecy::SecretString;
use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::{
    access::{self, Action, Actor},
    clock::Timestamp,
    ids::{AccountId, InviteId},
};

use super::store::{self, Edited, NewPerson, Person};
use crate::{
    App,
    features::{
        accounts::{self, PasswordMail, PasswordToken},
        audit::Deed,
        guest_links, invites, jobs,
    },
    http::{fault::Fault, visit::Visit},
};

/// How many entries are handed over, or put into the trash, in one transaction.
const ENTRIES_AT_ONCE: u32 = 200;
/// How many invites are revoked in one transaction.
const INVITES_AT_ONCE: u32 = 200;

/// Who does it, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order {
    pub(super) by: AccountId,
    pub(super) now: Timestamp,
    /// From where it is asked; the audit keeps the network of it.
    from: IpAddr,
}

impl Order {
    /// The audit row for it.
    pub(super) fn deed(self, name: &'static str) -> Deed {
        Deed::of(self.by, name).from(self.from)
    }
}

/// Does it, if whoever asks may still `action` once the transaction runs.
pub(super) async fn act<T: Send + 'static>(
    app: &App,
    visit: &Visit,
    action: Action,
    mut deed: impl FnMut(&Tx, Order) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let (session, now, from) = (visit.session.clone(), app.now(), visit.address);
    let act = move |tx: &Tx| -> Result<T, Fault> {
        let session = match &session {
            Some(session) => accounts::renewed(tx, session, now)?,
            None => None,
        };
        let actor = session.map_or(Actor::Anonymous, |session| session.actor());
        access::may(&actor, action, None)?;
        let by = actor.account().ok_or_else(Fault::sign_in)?;
        deed(tx, Order { by, now, from })
    };
    app.parts.db.write(act).await
}

/// Adds somebody; the account.
pub(super) async fn add(
    app: &App,
    visit: &Visit,
    new: NewPerson,
    link: Link,
) -> Result<AccountId, Fault> {
    let entropy = app.parts.entropy.clone();
    let mail = match link {
        Link::Mailed => Some(PasswordMail::new(app, visit).ok_or_else(no_mail_service)?),
        Link::Shown => None,
    };
    let add = move |tx: &Tx, order| {
        let id = store::add(tx, order, &new, &*entropy)?;
        if let Some(mail) = &mail {
            store::mail_link(tx, order, id, mail, &*entropy)?;
        }
        Ok(id)
    };
    let id = act(app, visit, Action::ManagePeople, add).await?;
    jobs::wake(app);
    Ok(id)
}

/// How a person who is added comes by the link to set their password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// By mail.
    Mailed,
    /// The administrator is shown it, and passes it on.
    Shown,
}

/// A link by which somebody sets their password, for the one answer that shows it.
pub(super) struct PasswordLink {
    pub(super) person: Person,
    pub(super) path: SecretString,
    pub(super) ends: Timestamp,
}

/// Makes one; the ones before work no more.
pub(super) async fn password_link(
    app: &App,
    visit: &Visit,
    person: AccountId,
) -> Result<PasswordLink, Fault> {
    let token = PasswordToken::mint(&*app.parts.entropy);
    let mac = token.mac(&app.parts.key);
    let give = move |tx: &Tx, order| store::give_link(tx, order, person, &mac);
    let (person, ends) = act(app, visit, Action::ManagePeople, give).await?;
    Ok(PasswordLink {
        person,
        path: token.path(),
        ends,
    })
}

/// Mails somebody a link to set their password; the ones before work no more.
pub(super) async fn mail_password_link(
    app: &App,
    visit: &Visit,
    person: AccountId,
) -> Result<(), Fault> {
    let mail = PasswordMail::new(app, visit).ok_or_else(no_mail_service)?;
    let entropy = app.parts.entropy.clone();
    let send = move |tx: &Tx, order| store::mail_link(tx, order, person, &mail, &*entropy);
    act(app, visit, Action::ManagePeople, send).await?;
    jobs::wake(app);
    Ok(())
}

/// No mail can be sent.
pub(super) fn no_mail_service() -> Fault {
    Fault::new(StatusCode::CONFLICT, "no_mail_service")
}

/// Changes names, role and right to the console.
pub(super) async fn edit(
    app: &App,
    visit: &Visit,
    person: AccountId,
    edited: Edited,
) -> Result<(), Fault> {
    let edit = move |tx: &Tx, order| store::edit(tx, order, person, &edited);
    act(app, visit, Action::ManagePeople, edit).await?;
    app.parts.bus.ring(&[Topic::Account(person)]);
    Ok(())
}

/// Changes the addresses.
pub(super) async fn change_addresses(
    app: &App,
    visit: &Visit,
    person: AccountId,
    wish: store::AddressWish,
) -> Result<(), Fault> {
    let change = move |tx: &Tx, order| store::change_addresses(tx, order, person, &wish);
    act(app, visit, Action::ManagePeople, change).await?;
    app.parts.bus.ring(&[Topic::Account(person)]);
    Ok(())
}

/// Keeps somebody out: their sessions end, and within a second whatever they have open.
pub(super) async fn suspend(app: &App, visit: &Visit, person: AccountId) -> Result<(), Fault> {
    let suspend = move |tx: &Tx, order| store::suspend(tx, order, person);
    let ended = act(app, visit, Action::ManagePeople, suspend).await?;
    let mut rings = vec![Topic::Account(person)];
    rings.extend(ended.into_iter().map(Topic::Session));
    app.parts.bus.ring(&rings);
    Ok(())
}

/// Lets somebody in again.
pub(super) async fn unsuspend(app: &App, visit: &Visit, person: AccountId) -> Result<(), Fault> {
    let unsuspend = move |tx: &Tx, order| store::unsuspend(tx, order, person);
    act(app, visit, Action::ManagePeople, unsuspend).await?;
    app.parts.bus.ring(&[Topic::Account(person)]);
    Ok(())
}

/// Revokes every invite that somebody gave out, some in each transaction, and deletes their guest links: whoever came
/// in by one is out.
pub(super) async fn revoke_invites(
    app: &App,
    visit: &Visit,
    person: AccountId,
) -> Result<u64, Fault> {
    let (mut after, mut count) = (None::<InviteId>, 0);
    loop {
        let revoke = move |tx: &Tx, order: Order| {
            let page = invites::OfInviter {
                inviter: person,
                after,
                count: INVITES_AT_ONCE,
            };
            Ok(invites::revoke_given_out(tx, page, order.by, order.now)?)
        };
        let revoked = act(app, visit, Action::ManagePeople, revoke).await?;
        let rings: Vec<Topic> = (revoked.iter())
            .flat_map(|(invite, entry)| [Topic::Invite(*invite), Topic::Entry(*entry)])
            .collect();
        app.parts.bus.ring(&rings);
        count += revoked.len() as u64;
        match revoked.last() {
            Some((invite, _)) => after = Some(*invite),
            None => break,
        }
    }
    let delete = move |tx: &Tx, order: Order| {
        Ok(guest_links::delete_given_out(
            tx, person, order.by, order.now,
        )?)
    };
    let deleted = act(app, visit, Action::ManagePeople, delete).await?;
    count += deleted.len() as u64;
    let rings: Vec<Topic> = deleted.into_iter().map(Topic::Entry).collect();
    app.parts.bus.ring(&rings);
    Ok(count)
}

/// What becomes of a leaver's media.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goods {
    /// They are this person's from now on.
    To(AccountId),
    /// They go into the trash, and the invites end.
    Trash,
}

/// Hands somebody's entries and invites over, some in each transaction.
pub(super) async fn hand_over(
    app: &App,
    visit: &Visit,
    from: AccountId,
    to: AccountId,
) -> Result<(), Fault> {
    loop {
        let over = move |tx: &Tx, order| store::hand_over(tx, order, (from, to), ENTRIES_AT_ONCE);
        let entries = act(app, visit, Action::ManagePeople, over).await?;
        if entries.is_empty() {
            break;
        }
        let rings: Vec<Topic> = entries.into_iter().map(Topic::Entry).collect();
        app.parts.bus.ring(&rings);
    }
    let invites = move |tx: &Tx, order| store::hand_over_invites(tx, order, from);
    act(app, visit, Action::ManagePeople, invites).await?;
    app.parts
        .bus
        .ring(&[Topic::Account(from), Topic::Account(to)]);
    Ok(())
}

/// Takes somebody away for good. They are out first; what is theirs follows, then the account. Broken off on the
/// way it is done once more, and goes on where it was.
pub(super) async fn remove(
    app: &App,
    visit: &Visit,
    person: AccountId,
    goods: Goods,
) -> Result<(), Fault> {
    if let Goods::To(to) = goods {
        // Before anything happens.
        let check = move |tx: &Tx, _| store::receiver(tx, person, to).map(drop);
        act(app, visit, Action::ManagePeople, check).await?;
    }
    suspend(app, visit, person).await?;
    match goods {
        Goods::To(to) => hand_over(app, visit, person, to).await?,
        Goods::Trash => {
            revoke_invites(app, visit, person).await?;
            trash_all(app, visit, person).await?;
        }
    }
    let remove = move |tx: &Tx, order| store::remove(tx, order, person);
    act(app, visit, Action::ManagePeople, remove).await?;
    app.parts.bus.ring(&[Topic::Account(person)]);
    Ok(())
}

async fn trash_all(app: &App, visit: &Visit, person: AccountId) -> Result<(), Fault> {
    loop {
        let trash = move |tx: &Tx, order| store::trash_all(tx, order, person, ENTRIES_AT_ONCE);
        let entries = act(app, visit, Action::ManagePeople, trash).await?;
        if entries.is_empty() {
            return Ok(());
        }
        let rings: Vec<Topic> = entries.into_iter().map(Topic::Entry).collect();
        app.parts.bus.ring(&rings);
    }
}

/// Ends one session of somebody, or all of them.
pub(super) async fn end_sessions(
    app: &App,
    visit: &Visit,
    person: AccountId,
    which: accounts::Which,
) -> Result<(), Fault> {
    let end = move |tx: &Tx, order| store::end_sessions(tx, order, person, which);
    let ended = act(app, visit, Action::ManagePeople, end).await?;
    let rings: Vec<Topic> = ended.into_iter().map(Topic::Session).collect();
    app.parts.bus.ring(&rings);
    Ok(())
}
