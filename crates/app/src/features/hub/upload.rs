//! `/upload`: files become entries, or the file of an entry that is there.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use usher_domain::{
    access::{self, Action},
    config::MyMedia,
    ids::EntryId,
    media::EntryKind,
    people::MEGABYTE,
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
    accept: String,
    /// What may be uploaded, in words, where that is not everything.
    kinds: String,
    /// Whether the entry's file may be.
    allowed: bool,
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
    let (max, unit) = in_words(app.max_upload_bytes());
    let site = app.settings.now();
    let kind = entry.as_ref().map(|card| card.kind);
    let frame = Page::new(&app, &visit, visit.words.say("upload-title"));
    let template = UploadPage {
        accept: accepted(kind, &site.my_media),
        kinds: kinds_in_words(&site.my_media, &frame),
        allowed: kind.is_none_or(|kind| site.my_media.allows(kind)),
        page: frame.island("islands/uploader.js"),
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
    } else if bytes.is_multiple_of(1000 * MEGABYTE) {
        (bytes / (1000 * MEGABYTE), "gigabytes")
    } else if bytes.is_multiple_of(MEGABYTE) {
        (bytes / MEGABYTE, "megabytes")
    } else {
        (bytes >> 20, "megabytes")
    }
}

/// What may be uploaded; empty where that is everything.
fn kinds_in_words(site: &MyMedia, page: &Page) -> String {
    let kinds = UPLOADED.into_iter().filter(|kind| site.allows(*kind));
    let kinds: Vec<EntryKind> = kinds.collect();
    if kinds.len() == UPLOADED.len() {
        return String::new();
    }
    let names = kinds.iter();
    let names = names.map(|kind| page.t(&format!("find-kind-{kind}")).to_string());
    let names: Vec<String> = names.collect();
    let said = page.msg("upload-kinds").with("kinds", names.join(", "));
    said.to_string()
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

/// What a file can be by itself.
const UPLOADED: [EntryKind; 4] = [
    EntryKind::Video,
    EntryKind::Audio,
    EntryKind::Image,
    EntryKind::Document,
];

/// What the file picker offers first.
fn accepted(kind: Option<EntryKind>, site: &MyMedia) -> String {
    let of = |kind| match kind {
        EntryKind::Video => "video/*,.mkv",
        EntryKind::Audio => "audio/*",
        EntryKind::Image => "image/*",
        EntryKind::Document => {
            "application/pdf,.pdf,.docx,.doc,.odt,.rtf,.pptx,.ppt,.odp,.xlsx,.xls,.ods"
        }
        _ => "",
    };
    let wanted = |one: &EntryKind| match kind {
        None => true,
        Some(EntryKind::Quiz) => matches!(one, EntryKind::Video | EntryKind::Audio),
        Some(kind) => kind == *one,
    };
    let kinds = UPLOADED.into_iter().filter(|kind| site.allows(*kind));
    let lists: Vec<&str> = kinds.filter(wanted).map(of).collect();
    lists.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_said_in_the_unit_in_which_it_is_round() {
        for (bytes, said) in [
            (16 << 30, (16, "gigabytes")),
            (2_000_000_000, (2, "gigabytes")),
            (500_000_000, (500, "megabytes")),
            (64 << 20, (64, "megabytes")),
        ] {
            assert_eq!(in_words(bytes), said, "{bytes}");
        }
    }

    #[test]
    fn the_picker_offers_what_may_be_uploaded() {
        let all = MyMedia::default();
        let sounds = MyMedia {
            allowed_kinds: vec![EntryKind::Audio],
            ..MyMedia::default()
        };
        assert_eq!(
            accepted(Some(EntryKind::Quiz), &all),
            "video/*,.mkv,audio/*"
        );
        assert_eq!(accepted(Some(EntryKind::Quiz), &sounds), "audio/*");
        assert_eq!(accepted(None, &sounds), "audio/*");
        assert!(accepted(None, &all).contains(".pdf"));
    }
}
