//! What pages and the API do alike: decide and apply in one transaction, then
//! ring for whoever holds something open.

use usher_bus::Topic;
use usher_domain::{
    ids::{AccountId, BlobId, CaptionId, EntryId},
    media::PublishStatus,
    text::Tag,
};

use super::{
    Asker, NewCaptions, Subject,
    store::{self, Change, Edit, Edited, SetChapters, Wanted},
};
use crate::{
    App,
    http::{fault::Fault, visit::Visit},
};

/// Changes the texts.
pub(super) async fn edit(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    edit: Edit,
) -> Result<Edited, Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    let edited = (app.parts.db)
        .write(move |tx| store::edit(tx, asker, entry, &edit, now))
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(edited)
}

/// Gives the entry one more tag.
pub(super) async fn add_tag(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    tag: Tag,
) -> Result<(), Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    (app.parts.db)
        .write(move |tx| store::add_tag(tx, asker, entry, &tag, now))
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(())
}

/// Changes the publish status.
pub(super) async fn set_status(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    to: PublishStatus,
) -> Result<(), Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    (app.parts.db)
        .write(move |tx| store::set_status(tx, asker, entry, to, now))
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(())
}

/// Puts the entry into the trash.
pub(super) async fn trash(app: &App, visit: &Visit, entry: EntryId) -> Result<(), Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    (app.parts.db)
        .write(move |tx| store::trash(tx, asker, entry, now))
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(())
}

/// Takes the entry out of the trash.
pub(super) async fn restore(app: &App, visit: &Visit, entry: EntryId) -> Result<(), Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    (app.parts.db)
        .write(move |tx| store::restore(tx, asker, entry, now))
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(())
}

/// Changes what somebody is in the entry.
pub(super) async fn change_roles(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    subject: Subject,
    change: Change,
) -> Result<(), Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    (app.parts.db)
        .write(move |tx| store::change_roles(tx, asker, entry, subject, change, now))
        .await?;
    match subject {
        Subject::Account(id) => app
            .parts
            .bus
            .ring(&[Topic::Entry(entry), Topic::Account(id)]),
        Subject::Group(_) => app.parts.bus.ring(&[Topic::Entry(entry)]),
    }
    Ok(())
}

/// Gives the entry to another owner.
pub(super) async fn change_owner(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    to: AccountId,
) -> Result<(), Fault> {
    let (asker, now, from) = (Asker::of(visit), app.now(), visit.member()?.id);
    (app.parts.db)
        .write(move |tx| store::change_owner(tx, asker, entry, to, now))
        .await?;
    let topics = [
        Topic::Entry(entry),
        Topic::Account(from),
        Topic::Account(to),
    ];
    app.parts.bus.ring(&topics);
    Ok(())
}

/// Adds a caption track.
pub(super) async fn attach_captions(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    new: NewCaptions,
) -> Result<CaptionId, Fault> {
    let (asker, now, entropy) = (Asker::of(visit), app.now(), app.parts.entropy.clone());
    let id = (app.parts.db)
        .write(move |tx| store::attach_captions(tx, asker, entry, &new, now, &*entropy))
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(id)
}

/// Deletes a caption track; the object that held it is to be deleted now.
pub(super) async fn detach_captions(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    caption: CaptionId,
) -> Result<Option<BlobId>, Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    let blob = (app.parts.db)
        .write(move |tx| store::detach_captions(tx, asker, entry, caption, now))
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(blob)
}

/// Has a caption track shown from the beginning, or not any more.
pub(super) async fn set_standard_captions(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    caption: CaptionId,
    standard: bool,
) -> Result<(), Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    let which = (caption, standard);
    (app.parts.db)
        .write(move |tx| store::set_standard_captions(tx, asker, entry, which, now))
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(())
}

/// Changes the chapters, written over the lines `over`.
pub(super) async fn set_chapters(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    (wanted, over): (Wanted, Option<String>),
) -> Result<SetChapters, Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    let set = (app.parts.db)
        .write(move |tx| store::set_chapters(tx, asker, entry, (&wanted, over.as_deref()), now))
        .await?;
    app.parts.bus.ring(&[Topic::Entry(entry)]);
    Ok(set)
}
