//! What is done to groups; whoever is in one or was finds out at once.

use usher_bus::Topic;
use usher_db::Tx;
use usher_domain::{
    access::Action,
    ids::{AccountId, GroupId},
    text::GroupName,
};

use super::store;
use crate::{
    App,
    features::people::deeds::act,
    http::{fault::Fault, visit::Visit},
};

pub(super) async fn add(app: &App, visit: &Visit, name: GroupName) -> Result<GroupId, Fault> {
    let entropy = app.parts.entropy.clone();
    let add = move |tx: &Tx, order| store::add(tx, order, &name, &*entropy);
    act(app, visit, Action::ManageGroups, add).await
}

pub(super) async fn rename(
    app: &App,
    visit: &Visit,
    id: GroupId,
    name: GroupName,
) -> Result<(), Fault> {
    let rename = move |tx: &Tx, order| store::rename(tx, order, id, &name);
    act(app, visit, Action::ManageGroups, rename).await
}

pub(super) async fn join(
    app: &App,
    visit: &Visit,
    id: GroupId,
    person: AccountId,
) -> Result<(), Fault> {
    let join = move |tx: &Tx, order| store::join(tx, order, id, person);
    act(app, visit, Action::ManageGroups, join).await?;
    app.parts.bus.ring(&[Topic::Account(person)]);
    Ok(())
}

pub(super) async fn leave(
    app: &App,
    visit: &Visit,
    id: GroupId,
    person: AccountId,
) -> Result<(), Fault> {
    let leave = move |tx: &Tx, order| store::leave(tx, order, id, person);
    act(app, visit, Action::ManageGroups, leave).await?;
    app.parts.bus.ring(&[Topic::Account(person)]);
    Ok(())
}

pub(super) async fn delete(app: &App, visit: &Visit, id: GroupId) -> Result<(), Fault> {
    let delete = move |tx: &Tx, order| store::delete(tx, order, id);
    let members = act(app, visit, Action::ManageGroups, delete).await?;
    let rings: Vec<Topic> = members.into_iter().map(Topic::Account).collect();
    app.parts.bus.ring(&rings);
    Ok(())
}
