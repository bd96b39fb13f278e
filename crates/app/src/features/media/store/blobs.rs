use usher_blob::Sealed;
use usher_db::{Error, Tx, params};
use usher_domain::{
    clock::Timestamp,
    ids::{BlobId, EntryId},
};

/// What a stored object is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The file as it was uploaded.
    Original,
    /// What browsers play where they cannot play the original.
    Rendition,
    /// The picture of the media page.
    Poster,
    /// The picture of cards and landing pages.
    PosterSmall,
    /// A caption track.
    Caption,
}

impl Purpose {
    /// Its name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Rendition => "rendition",
            Self::Poster => "poster",
            Self::PosterSmall => "poster_small",
            Self::Caption => "caption",
        }
    }
}

/// A stored object of an entry.
#[derive(Clone, Debug)]
pub struct NewBlob {
    /// Its id in the blob store.
    pub id: BlobId,
    /// What it is for.
    pub purpose: Purpose,
    /// Length and digest.
    pub sealed: Sealed,
    /// The media type it is served as.
    pub content_type: String,
    /// What it is called when it is downloaded.
    pub filename: String,
}

/// Records an object that the blob store has published.
pub fn add_blob(tx: &Tx, entry: EntryId, new: &NewBlob, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO blobs
           (id, entry_id, purpose, bytes, sha256, content_type, filename, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            entry,
            new.purpose.as_str(),
            i64::try_from(new.sealed.bytes).unwrap_or(i64::MAX),
            new.sealed.sha256.0,
            new.content_type.as_str(),
            new.filename.as_str(),
            now
        ],
    )
    .map(drop)
}
