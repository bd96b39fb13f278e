//! `/upload`: files become entries, or the file of an entry that is there.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{
    access::{self, Action},
    ids::EntryId,
    media::EntryKind,
};

use crate::{
    App,
    features::{
        media::{self, Asker, Card, card, load_standing},
        uploads,
    },
    http::{
        body::Params,
        fault::Fault,
        page::Page,
        render::{PageTemplate, page},
        routes::Routes,
        visit::Visit,
    },
};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/upload", Action::UploadMedia, show)
}

#[derive(Template)]
#[template(path = "hub/templates/upload.html")]
struct UploadPage {
    page: Page,
    /// The entry whose file this will be, if it is for one.
    entry: Option<Card>,
    accept: &'static str,
    /// What was begun and not finished, as JSON.
    unfinished: String,
    /// The largest file, counted in `unit`.
    max: u64,
    /// `megabytes` or `gigabytes`.
    unit: &'static str,
}

impl PageTemplate for UploadPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Target {
    entry: Option<String>,
}

/// Shows the uploader.
async fn show(
    State(app): State<App>,
    visit: Visit,
    Params(target): Params<Target>,
) -> Result<Response, Fault> {
    let account = visit.member()?.id;
    let entry = match target.entry {
        Some(id) => {
            let id = id.parse().map_err(|_| Fault::not_found())?;
            Some(target_entry(&app, &visit, id).await?)
        }
        None => None,
    };
    let mut unfinished = uploads::unfinished(&app, account).await?;
    if let Some(entry) = &entry {
        unfinished.retain(|upload| upload.entry == entry.id.to_string());
    }
    let (max, unit) = in_words(app.parts.site.max_upload_bytes);
    let template = UploadPage {
        page: Page::new(&app, &visit, visit.words.say("upload-title"))
            .island("islands/uploader.js"),
        accept: accepted(entry.as_ref().map(|card| card.kind)),
        entry,
        unfinished: serde_json::to_string(&unfinished).map_err(Fault::internal)?,
        max,
        unit,
    };
    page(StatusCode::OK, &template)
}

/// A size as people say it: whole gigabytes where it is that, else megabytes.
fn in_words(bytes: u64) -> (u64, &'static str) {
    const GIGABYTE: u64 = 1 << 30;
    if bytes >= GIGABYTE && bytes.is_multiple_of(GIGABYTE) {
        (bytes / GIGABYTE, "gigabytes")
    } else {
        (bytes >> 20, "megabytes")
    }
}

/// An entry that the visitor may give a file.
async fn target_entry(app: &App, visit: &Visit, id: EntryId) -> Result<Card, Fault> {
    let (asker, now) = (Asker::of(visit), app.now());
    let read = move |tx: &usher_db::Tx| -> Result<_, usher_db::Error> {
        Ok(load_standing(tx, asker, id, now)?.zip(card(tx, id, now)?))
    };
    let (standing, card) = app
        .parts
        .db
        .read(read)
        .await?
        .ok_or_else(Fault::not_found)?;
    access::may(&visit.actor, Action::EditEntry, Some(&standing))?;
    if media::is_uploaded(card.kind) {
        Ok(card)
    } else {
        Err(Fault::not_found())
    }
}

const DOCUMENTS: &str = "application/pdf,.pdf,.docx,.doc,.odt,.rtf,.pptx,.ppt,.odp,.xlsx,.xls,.ods";
const ANYTHING: &str = "video/*,audio/*,image/*,application/pdf,.mkv,.pdf,.docx,.doc,.odt,.rtf,.pptx,.ppt,.odp,.xlsx,\
                        .xls,.ods";

/// What the file picker offers first.
fn accepted(kind: Option<EntryKind>) -> &'static str {
    match kind {
        Some(EntryKind::Video) => "video/*,.mkv",
        Some(EntryKind::Audio) => "audio/*",
        Some(EntryKind::Document) => DOCUMENTS,
        Some(EntryKind::Image) => "image/*",
        Some(EntryKind::Quiz) => "video/*,audio/*,.mkv",
        _ => ANYTHING,
    }
}
