//! Looking at a table and writing it, some rows in each transaction.

use std::collections::BTreeSet;

use serde_json::json;
use usher_bus::Topic;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::{Action, AppRole},
    clock::Entropy,
    ids::AccountId,
    people::import::{Outcome, TableRow, plan},
    text::{GroupName, PersonName},
};

use super::{
    lookup::{groups, present},
    report::{Line, Report, What},
    table::Table,
};
use crate::{
    App,
    features::{
        accounts::{
            PasswordMail,
            store::{self, NewAccount},
        },
        audit, jobs,
        mail::NotQueued,
        people::deeds::{self, Order},
    },
    http::{fault::Fault, visit::Visit},
};

/// How many rows are looked at, or written, in one transaction: others have their turn in between.
const AT_ONCE: usize = 100;

/// What each row would do; nothing is written.
pub(super) async fn look(app: &App, table: &Table, encoding: &str) -> Result<Report, Fault> {
    let mut report = Report {
        encoding: encoding.to_owned(),
        ignored: table.ignored.clone(),
        ..Report::default()
    };
    for some in table.rows.chunks(AT_ONCE) {
        let rows: Vec<TableRow> = some
            .iter()
            .filter_map(|read| read.row.clone().ok())
            .collect();
        let look = move |tx: &Tx| -> Result<Vec<What>, Error> {
            let plan_one = |row: &TableRow| {
                let there = present(tx, &row.email)?;
                Ok(plan(row, there.as_ref().map(|one| &one.known)).into())
            };
            rows.iter().map(plan_one).collect()
        };
        let mut planned = app.parts.db.read(look).await?.into_iter();
        for read in some {
            let what = match &read.row {
                Ok(_) => planned.next().unwrap_or(What::Unchanged),
                Err(error) => What::from(Err(*error)),
            };
            report.lines.push(Line {
                at: read.line,
                address: read.address.clone(),
                what,
            });
        }
    }
    let named: BTreeSet<String> = (table.rows.iter())
        .filter_map(|read| read.row.as_ref().ok())
        .flat_map(|row| row.groups.iter().map(|group| group.as_str().to_owned()))
        .collect();
    let asked = named.clone();
    let there = (app.parts.db)
        .read(move |tx| groups(tx, asked.iter().map(String::as_str)))
        .await?;
    report.new_groups = named
        .into_iter()
        .filter(|name| !there.contains_key(name))
        .collect();
    Ok(report)
}

/// Writes every row that can be used; what became of each.
pub(super) async fn write(
    app: &App,
    visit: &Visit,
    table: Table,
    mut report: Report,
    mail: Option<PasswordMail>,
) -> Result<Report, Fault> {
    let mut lines = report.lines.iter_mut();
    for some in table.rows.chunks(AT_ONCE) {
        let rows: Vec<TableRow> = some
            .iter()
            .filter_map(|read| read.row.clone().ok())
            .collect();
        let (entropy, mail_of) = (app.parts.entropy.clone(), mail.clone());
        let write = move |tx: &Tx, order: Order| -> Result<Vec<(What, Option<AccountId>)>, Fault> {
            let mut done = Vec::with_capacity(rows.len());
            for row in &rows {
                done.push(write_one(tx, order, row, mail_of.as_ref(), &*entropy)?);
            }
            Ok(done)
        };
        let written = deeds::act(app, visit, Action::ManagePeople, write).await?;
        let rings: Vec<Topic> = (written.iter())
            .filter_map(|(_, changed)| changed.map(Topic::Account))
            .collect();
        app.parts.bus.ring(&rings);
        if mail.is_some() {
            jobs::wake(app);
        }
        let mut written = written.into_iter();
        for read in some {
            let Some(line) = lines.next() else { break };
            if read.row.is_ok()
                && let Some((what, _)) = written.next()
            {
                line.what = what;
            }
        }
    }
    report.new_groups.clear();
    Ok(report)
}

/// Decides again on what is there now, and writes it; who changed.
fn write_one(
    tx: &Tx,
    order: Order,
    row: &TableRow,
    mail: Option<&PasswordMail>,
    entropy: &dyn Entropy,
) -> Result<(What, Option<AccountId>), Fault> {
    let there = present(tx, &row.email)?;
    let outcome = plan(row, there.as_ref().map(|one| &one.known));
    let id =
        match (&outcome, &row.first_name, &there) {
            (Ok(Outcome::New), Some(first_name), _) => {
                let new = NewAccount {
                    email: row.email.clone(),
                    first_name: first_name.clone(),
                    last_name: row.last_name.clone(),
                    role: row.role.unwrap_or(AppRole::Viewer),
                    site_admin: false,
                    password_hash: None,
                };
                let id = store::create(tx, &new, order.now, entropy)?;
                note(tx, order, "create_account", id)?;
                if let Some(mail) = mail {
                    send(tx, order, id, mail, entropy)?;
                }
                id
            }
            (Ok(Outcome::Changed(_)), _, Some(there)) => {
                let known = &there.known;
                let first = row
                    .first_name
                    .as_ref()
                    .map_or(known.first_name.as_str(), PersonName::as_str);
                let last = row
                    .last_name
                    .as_ref()
                    .map_or(known.last_name.as_str(), PersonName::as_str);
                tx.execute(
                "UPDATE accounts SET first_name = $2, last_name = $3, app_role = $4 WHERE id = $1",
                params![there.id, first, last, row.role.unwrap_or(known.role).as_str()],
            )?;
                store::index(tx, there.id)?;
                note(tx, order, "account_changed", there.id)?;
                there.id
            }
            _ => return Ok((outcome.into(), None)),
        };
    join(tx, order, row, id, entropy)?;
    Ok((outcome.into(), Some(id)))
}

/// Mails them the link to set their password. Nobody who is new had a mail of this kind lately, unless somebody
/// with this address was removed; then they get it once they ask.
fn send(
    tx: &Tx,
    order: Order,
    id: AccountId,
    mail: &PasswordMail,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    match mail.send(tx, id, order.by, order.now, entropy) {
        Ok(()) => note(tx, order, "password_link_mailed", id),
        Err(NotQueued::TooMuch(_)) => Ok(()),
        Err(NotQueued::Error(error)) => Err(error),
    }
}

fn note(tx: &Tx, order: Order, deed: &'static str, id: AccountId) -> Result<(), Error> {
    let deed = order.deed(deed).to(id);
    audit::note(tx, order.now, &deed.with(json!({ "by_import": true })))
}

/// Puts them into the groups they are not in yet; a group that is not there is made.
fn join(
    tx: &Tx,
    order: Order,
    row: &TableRow,
    id: AccountId,
    entropy: &dyn Entropy,
) -> Result<(), Error> {
    let mut there = groups(tx, row.groups.iter().map(GroupName::as_str))?;
    for name in &row.groups {
        let group = if let Some(group) = there.remove(name.as_str()) {
            group
        } else {
            let group = store::create_group(tx, name.as_str(), order.now, entropy)?;
            let deed = order.deed("group_created").to(group);
            audit::note(tx, order.now, &deed.with(json!({ "by_import": true })))?;
            group
        };
        store::join_group(tx, group, id)?;
    }
    Ok(())
}
