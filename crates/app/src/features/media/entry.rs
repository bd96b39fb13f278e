//! An entry as pages and the API show it.

use std::time::Duration;

use axum::http::StatusCode;
use usher_db::Tx;
use usher_domain::{
    access::EntryRole,
    clock::Timestamp,
    config::SiteConfig,
    ids::{AccountId, BlobId, CaptionId, EntryId},
    media::{self, EntryKind, EntryState, PublishStatus, StartAt},
};

use super::store;
use crate::{App, features::ladders::Ladder, http::fault::Fault};

/// Everything that is shown of one entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// What it is.
    pub kind: EntryKind,
    /// What it is called.
    pub title: String,
    /// What it is about; may be empty.
    pub description: String,
    /// What it is found by, in order.
    pub tags: Vec<String>,
    /// Whose it is.
    pub owner: Owner,
    /// Who else may open it.
    pub publish: PublishStatus,
    /// How far its media has come.
    pub state: EntryState,
    /// Why it could not be made playable: a stable code.
    pub failure: Option<String>,
    /// How much of the preparation is done, in percent.
    pub progress: u8,
    /// How far the renditions are that players choose among.
    pub ladder: Ladder,
    /// How long the preparation, or the ladder, takes still, in seconds, as far as can be told.
    pub seconds_left: Option<u32>,
    /// The file as it was uploaded.
    pub original: Option<BlobId>,
    /// What browsers play or read.
    pub playable: Option<BlobId>,
    /// The type of what browsers play or read.
    pub shown_as: Option<String>,
    /// Its picture.
    pub poster: Option<BlobId>,
    /// How long it plays.
    pub duration: Option<Duration>,
    /// Pixels across and down.
    pub size: Option<(u32, u32)>,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// How often it was played.
    pub plays: u32,
    /// Its caption tracks, by language.
    pub captions: Vec<CaptionTrack>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// When it was deleted, while it lies in the trash.
    pub trashed_at: Option<Timestamp>,
}

impl Entry {
    /// As it is now; refused if there is none.
    pub async fn load(app: &App, id: EntryId) -> Result<Self, Fault> {
        let now = app.now();
        let read = move |tx: &Tx| store::entry(tx, id, now);
        app.parts.db.read(read).await?.ok_or_else(Fault::not_found)
    }

    /// Whether it can have captions.
    pub fn has_captions(&self) -> bool {
        plays(self.kind)
    }

    /// Whether there is something to see.
    pub fn is_ready(&self) -> bool {
        self.state == EntryState::Ready
    }

    /// Where one of its pages lies.
    pub fn path(&self, page: &str) -> String {
        format!("/media/{}/{page}", self.id)
    }
}

/// The owner of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The account.
    pub id: AccountId,
    /// Full name.
    pub name: String,
}

/// A caption track of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptionTrack {
    /// Its id.
    pub id: CaptionId,
    /// The language, as a BCP 47 tag.
    pub lang: String,
    /// What the player calls it.
    pub label: String,
    /// Whether it is shown from the beginning, unless the reader wants it otherwise.
    pub standard: bool,
    /// The WebVTT text.
    pub blob: BlobId,
}

/// A chapter as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Seconds of the film.
    pub at: StartAt,
    /// The same as a clock shows it.
    pub clock: String,
    /// What it is called.
    pub title: String,
}

impl Chapter {
    /// Of a chapter that is stored.
    pub fn of(chapter: &media::Chapter) -> Self {
        let at = StartAt::from(chapter.at);
        Self {
            at,
            clock: at.clock(),
            title: chapter.title.to_string(),
        }
    }
}

/// An entry in a list, on a card, on an invite's landing page.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its id.
    pub id: EntryId,
    /// What it is.
    pub kind: EntryKind,
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub owner: Owner,
    /// Who else may open it.
    pub publish: PublishStatus,
    /// How far its media has come.
    pub state: EntryState,
    /// How much of the preparation is done, in percent.
    pub progress: u8,
    /// Whether it has a picture.
    pub has_poster: bool,
    /// How long it plays.
    pub duration: Option<Duration>,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// How often it was played.
    pub plays: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// When it was deleted, while it lies in the trash.
    pub trashed_at: Option<Timestamp>,
    /// How the reader has to do with it, in lists of what is shared with them:
    /// a collaborator's role; none for an invitation.
    pub role: Option<EntryRole>,
}

/// The picture that stands for a kind: a name of the icon sheet.
pub fn icon_of(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Video | EntryKind::Quiz => "video",
        EntryKind::Audio => "audio",
        EntryKind::Document => "document",
        EntryKind::Image => "image",
        EntryKind::Webcast | EntryKind::Simulive | EntryKind::DiyLive | EntryKind::Room => "live",
    }
}

/// Whether it plays, and so can have captions and be watched.
pub const fn plays(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::Video | EntryKind::Audio | EntryKind::Quiz)
}

/// Whether entries of this kind can be made by uploading a file.
pub const fn is_uploaded(kind: EntryKind) -> bool {
    matches!(
        kind,
        EntryKind::Video
            | EntryKind::Audio
            | EntryKind::Document
            | EntryKind::Image
            | EntryKind::Quiz
    )
}

/// Refuses a kind of entry of which the site takes no files.
pub fn check_kind(site: &SiteConfig, kind: EntryKind) -> Result<(), Fault> {
    if site.my_media.allows(kind) {
        Ok(())
    } else {
        Err(Fault::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "kind_not_allowed",
        ))
    }
}

/// A duration as a clock shows it: `4:05`, `1:02:03`.
pub fn clock(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_clocks_show_them() {
        let of = |seconds| clock(Duration::from_secs(seconds));
        assert_eq!(
            [of(0), of(59), of(245), of(3723)],
            ["0:00", "0:59", "4:05", "1:02:03"]
        );
    }
}
