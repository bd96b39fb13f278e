//! The site's logo: in the database, since every server shows it with every page and mail, and
//! in the snapshot that they share (docs/adr/0035-the-logo-stands-in-the-database.md).

use std::{fmt::Write as _, sync::Arc};

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use usher_db::{Error, Row, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::AccountId,
    picture::{Picture, PictureKind},
};

use crate::{
    App,
    features::audit,
    http::{fault::Fault, headers::Policy},
};

/// A picture with what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// By which its address is another when it is another picture.
    pub digest: String,
    /// `image/png`
    pub media_type: &'static str,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What it says, for whoever does not see it.
    pub alt: String,
    /// The picture.
    pub bytes: Arc<[u8]>,
}

impl Logo {
    /// Where it lies.
    pub fn path(&self) -> String {
        format!("/logo/{}", self.digest)
    }

    /// The size at which it stands in a line that is so high, in pixels.
    pub fn scaled(&self, height: u32) -> (u32, u32) {
        let width = self.width.saturating_mul(height) / self.height.max(1);
        // A wide one is made lower, so that it stays as it is drawn.
        let widest = height.saturating_mul(7);
        if width <= widest {
            (width.max(1), height)
        } else {
            let lower = self.height.saturating_mul(widest) / self.width.max(1);
            (widest, lower.max(1))
        }
    }
}

/// How often it was changed.
pub(super) fn version(tx: &Tx) -> Result<i64, Error> {
    let found = tx.query_opt(
        "SELECT version FROM site_pictures WHERE purpose = 'logo'",
        params![],
        |row| row.get("version"),
    )?;
    Ok(found.unwrap_or(0))
}

/// The logo, if there is one.
pub(super) fn load(tx: &Tx) -> Result<Option<Logo>, Error> {
    let found = tx.query_opt(
        "SELECT digest, media_type, width, height, alt, bytes FROM site_pictures
         WHERE purpose = 'logo' AND digest IS NOT NULL",
        params![],
        from_row,
    )?;
    Ok(found.flatten())
}

fn from_row(row: &Row<'_>) -> Result<Option<Logo>, Error> {
    let stored: String = row.get("media_type")?;
    let kinds = [PictureKind::Png, PictureKind::Jpeg, PictureKind::WebP];
    let kind = kinds.iter().find(|kind| kind.media_type() == stored);
    // Only what is written here has a type that is known.
    let Some(kind) = kind else { return Ok(None) };
    Ok(Some(Logo {
        digest: row.get("digest")?,
        media_type: kind.media_type(),
        width: row.get("width")?,
        height: row.get("height")?,
        alt: row.get("alt")?,
        bytes: row.get::<Vec<u8>>("bytes")?.into(),
    }))
}

/// Who changes it, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct By {
    pub(crate) account: AccountId,
    pub(crate) now: Timestamp,
}

/// Puts a picture in the place of the one before.
pub(crate) fn put(tx: &Tx, picture: Picture, bytes: &[u8], alt: &str, by: By) -> Result<(), Error> {
    let mut digest = String::with_capacity(32);
    for byte in Sha256::digest(bytes).iter().take(16) {
        let _ = write!(digest, "{byte:02x}");
    }
    tx.execute(
        "INSERT INTO site_pictures (purpose, version, digest, media_type, width, height, alt, bytes,
           saved_at, saved_by)
         VALUES ('logo', 1, $1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (purpose) DO UPDATE SET version = site_pictures.version + 1,
           digest = excluded.digest, media_type = excluded.media_type, width = excluded.width,
           height = excluded.height, alt = excluded.alt, bytes = excluded.bytes,
           saved_at = excluded.saved_at, saved_by = excluded.saved_by",
        params![
            digest,
            picture.kind.media_type(),
            picture.width,
            picture.height,
            alt,
            bytes,
            by.now,
            by.account
        ],
    )?;
    audit::note(tx, by.now, &audit::Deed::of(by.account, "logo_changed"))
}

/// Says something else of the picture that is there; whether one is.
pub(super) fn describe(tx: &Tx, alt: &str, by: By) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE site_pictures SET alt = $1, version = version + 1, saved_at = $2, saved_by = $3
         WHERE purpose = 'logo' AND digest IS NOT NULL",
        params![alt, by.now, by.account],
    )?;
    if changed == 1 {
        audit::note(tx, by.now, &audit::Deed::of(by.account, "logo_changed"))?;
    }
    Ok(changed == 1)
}

/// Takes it away; again changes nothing.
pub(super) fn take_away(tx: &Tx, by: By) -> Result<(), Error> {
    let gone = tx.execute(
        "UPDATE site_pictures SET digest = NULL, media_type = NULL, width = NULL, height = NULL,
           alt = '', bytes = NULL, version = version + 1, saved_at = $1, saved_by = $2
         WHERE purpose = 'logo' AND digest IS NOT NULL",
        params![by.now, by.account],
    )?;
    if gone == 1 {
        audit::note(tx, by.now, &audit::Deed::of(by.account, "logo_removed"))?;
    }
    Ok(())
}

/// `GET /logo/{digest}`: the picture of that address for ever, and no other. Opened by itself it
/// is a document without any right.
pub(super) async fn serve(
    State(app): State<App>,
    Path(digest): Path<String>,
) -> Result<Response, Fault> {
    let logo = app.settings.logo().filter(|logo| logo.digest == digest);
    let logo = logo.ok_or_else(Fault::not_found)?;
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(logo.media_type),
        ),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
    ];
    let mut response = (headers, logo.bytes.to_vec()).into_response();
    response.extensions_mut().insert(Policy::Sandbox);
    Ok(response)
}
