//! The last byte has arrived.

use serde_json::json;
use usher_blob::{Error as BlobError, Sealed};
use usher_bus::Topic;
use usher_db::{Error, Tx, params};
use usher_domain::{
    access::Action,
    clock::Timestamp,
    ids::{EntryId, UploadId},
};

use super::{
    protocol::tus,
    store::{self, Upload},
};
use crate::{
    App,
    features::{
        accounts,
        audit::{self, Deed},
        jobs::{self, Plan, Work},
        media::{self, Asker, NewBlob, Purpose},
    },
    http::fault::Fault,
};

/// Seals the file, and says so in one transaction: object, upload, entry, job.
/// May be repeated at any time, whatever a crash has left undone. Whoever may no
/// longer edit the entry is refused, and the file is deleted.
pub(super) async fn finish(app: &App, id: UploadId) -> Result<(), Fault> {
    let find = move |tx: &Tx| store::find(tx, id);
    let found = app.parts.db.read(find).await.map_err(tus)?;
    let upload = found.ok_or_else(|| tus(Fault::not_found()))?;
    if upload.finished {
        return Ok(());
    }
    let sealed = match app.parts.blobs.seal(upload.id, upload.blob).await {
        Ok(sealed) => sealed,
        // Another request or the sweep is at it; what arrived is safe either way.
        Err(BlobError::Locked) => return Ok(()),
        Err(error) => return Err(tus(error)),
    };
    let (inner, now, entry) = (app.clone(), app.now(), upload.entry);
    let write = move |tx: &Tx| commit(tx, &inner, id, sealed, now);
    let refused = app.parts.db.write(write).await.map_err(tus)?;
    app.parts.bus.ring(&[Topic::Entry(entry), Topic::Jobs]);
    refused.map_or(Ok(()), |fault| Err(tus(fault)))
}

/// The transaction; a refusal is an outcome too, since it deletes the file.
fn commit(
    tx: &Tx,
    app: &App,
    id: UploadId,
    sealed: Sealed,
    now: Timestamp,
) -> Result<Option<Fault>, Error> {
    let entropy = &*app.parts.entropy;
    let Some(upload) = store::find(tx, id)?.filter(|upload| !upload.finished) else {
        return Ok(None);
    };
    if let Err(fault) = may_finish(tx, &upload, now)? {
        store::delete(tx, id)?;
        let discard = Work::discard(vec![upload.blob]);
        jobs::enqueue(tx, &discard, None, now, entropy)?;
        return Ok(Some(fault));
    }
    let original = NewBlob {
        id: upload.blob,
        purpose: Purpose::Original,
        sealed,
        // Until somebody has looked at it.
        content_type: "application/octet-stream".to_owned(),
        filename: upload.filename.clone(),
    };
    media::add_blob(tx, upload.entry, &original, now)?;
    store::set_finished(tx, id, now)?;
    begin_processing(tx, upload.entry, now)?;
    jobs::supersede(tx, upload.entry, now, entropy)?;
    let plan = Plan::draw(upload.blob, upload.filename, now, entropy);
    jobs::enqueue(tx, &Work::Look(plan), Some(upload.entry), now, entropy)?;
    let deed = Deed::of(upload.account, "media_uploaded").on(upload.entry);
    let detail = json!({ "bytes": sealed.bytes, "sha256": sealed.sha256.to_string() });
    audit::note(tx, now, &deed.to(upload.blob).with(detail))?;
    Ok(None)
}

/// The rights of today, not those of the day the upload began.
fn may_finish(tx: &Tx, upload: &Upload, now: Timestamp) -> Result<Result<(), Fault>, Error> {
    let Some(member) = accounts::active(tx, upload.account)? else {
        return Ok(Err(Fault::forbidden()));
    };
    let asker = Asker {
        key: None,
        actor: member.actor(),
        seat: None,
    };
    let facts = media::load_standing(tx, asker, upload.entry, now)?;
    let may = usher_domain::access::may(&asker.actor, Action::EditEntry, facts.as_ref());
    Ok(may.map_err(Fault::from))
}

/// What plays already plays on until the new file is ready.
fn begin_processing(tx: &Tx, entry: EntryId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE entries SET failure = NULL, progress = 0, updated_at = $2,
           state = CASE WHEN playable_id IS NULL THEN 'processing' ELSE state END
         WHERE id = $1",
        params![entry, now],
    )
    .map(drop)
}
