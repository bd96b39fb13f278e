//! Caption tracks come and go: the text as an object, then its row.

use usher_domain::{
    captions::{Captions, read},
    ids::{BlobId, CaptionId, EntryId},
    text::Title,
};

use super::{
    NewBlob, NewCaptions, Purpose, deeds, finding,
    languages::autonym,
    sent_captions::{self, SentCaptions},
};
use crate::{
    App,
    http::{
        fault::{Fault, FieldFault},
        visit::Visit,
    },
};

/// Checks what was sent, stores the text, then the row. What is stored without a
/// row in the end is taken away again.
pub(super) async fn attach(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    sent: &SentCaptions,
) -> Result<CaptionId, Fault> {
    let (captions, label) = checked(sent)?;
    let id = BlobId::new(app.now(), &*app.parts.entropy);
    let text = captions.to_webvtt();
    let sealed = app.parts.blobs.put(id, text.into()).await?;
    let new = NewCaptions {
        lang: sent.lang.clone(),
        label,
        standard: sent.standard,
        blob: NewBlob {
            id,
            purpose: Purpose::Caption,
            sealed,
            content_type: "text/vtt".to_owned(),
            filename: format!("{}.vtt", sent.lang),
        },
        words: finding::words_of(&captions),
    };
    let attached = deeds::attach_captions(app, visit, entry, new).await;
    if attached.is_err() {
        discard(app, id).await;
    }
    attached
}

fn checked(sent: &SentCaptions) -> Result<(Captions, String), Fault> {
    let mut faults = Vec::new();
    let name = autonym(&sent.lang);
    if name.is_none() {
        faults.push(FieldFault::new("lang", "unknown_choice"));
    }
    let label = match sent.label.trim() {
        "" => name.unwrap_or_default().to_owned(),
        typed => match typed.parse::<Title>() {
            Ok(label) => label.to_string(),
            Err(error) => {
                faults.push(FieldFault::text("label", error));
                String::new()
            }
        },
    };
    let text = match &sent.file {
        Ok(bytes) if bytes.is_empty() => Err(FieldFault::new("file", "file_missing")),
        Ok(bytes) => read(bytes, &sent.lang).map_err(|why| sent_captions::fault(why, "file")),
        Err(why) => Err(sent_captions::fault(*why, "file")),
    };
    match text {
        Ok(captions) if faults.is_empty() => Ok((captions, label)),
        Ok(_) => Err(Fault::fields(faults)),
        Err(fault) => {
            faults.push(fault);
            Err(Fault::fields(faults))
        }
    }
}

/// Takes a track away, its object too; whether it was there.
pub(super) async fn detach(
    app: &App,
    visit: &Visit,
    entry: EntryId,
    caption: CaptionId,
) -> Result<bool, Fault> {
    let gone = deeds::detach_captions(app, visit, entry, caption).await?;
    if let Some(blob) = gone {
        discard(app, blob).await;
    }
    Ok(gone.is_some())
}

/// An object that nothing refers to any more. One that stays behind costs room only.
async fn discard(app: &App, blob: BlobId) {
    if let Err(error) = app.parts.blobs.delete(blob).await {
        tracing::warn!(%blob, %error, "a caption track could not be removed");
    }
}
