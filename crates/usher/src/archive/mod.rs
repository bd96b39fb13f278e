//! The one file of a backup.
//!
//! A tar archive that every tar reads, uncompressed since media is compressed already:
//!
//! ```text
//! usher-backup.json     what this is: format, version, schema, moment
//! usher.db              the database, as it was at one moment
//! usher.key             the key file, where it was asked for
//! usher.toml            the configuration file, where it lies in the data folder
//! media/blobs/xx/<id>   every blob that the database names
//! manifest.json         every file above with its length and SHA-256, and the rows of every table
//! ```
//!
//! and behind the end of the archive a last line with the SHA-256 of every byte before it,
//! so that no byte can change and no end can be missing without being noticed.

mod digest;
mod name;
mod read;
mod write;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use usher_db::Census;

pub(crate) use self::{
    name::Name,
    read::Archive,
    write::{Writer, folder_of},
};

/// The format that this version writes; it reads no other.
pub(crate) const FORMAT: u32 = 1;

/// The start of the last line.
const SEAL: &str = "usher-backup sha256 ";
/// The whole last line: the start, 64 digits, the end of the line.
const SEAL_LENGTH: u64 = SEAL.len() as u64 + 65;

/// What an archive is; its first file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct About {
    /// How the rest is to be read.
    pub(crate) format: u32,
    /// The version that wrote it.
    pub(crate) usher: String,
    /// How many migrations made the database.
    pub(crate) schema: u32,
    /// When it was taken, in microseconds since 1970.
    pub(crate) taken_at: i64,
    /// The same for people.
    pub(crate) taken: String,
    /// Whether the data are a demonstration's, whose passwords everybody knows.
    pub(crate) demo: bool,
    /// Whether the key file is in it.
    pub(crate) with_key: bool,
    /// Tells the right key file from a wrong one, and nothing about it.
    pub(crate) key_check: String,
}

/// What is in an archive; its last file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// Every file before this one, in order.
    pub(crate) files: Vec<Item>,
    /// Blobs that the database names and that were missing (then they are not here) or
    /// damaged (then they are, as they were).
    pub(crate) damaged: Vec<String>,
    /// The digest of everything that the database says.
    pub(crate) database: String,
    /// The same by table.
    pub(crate) tables: BTreeMap<String, Rows>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rows {
    pub(crate) rows: u64,
    pub(crate) sha256: String,
}

impl Manifest {
    /// Of a database that holds this; the files come later.
    pub(crate) fn of(census: &Census) -> Self {
        let rows = |count: usher_db::Count| Rows {
            rows: count.rows,
            sha256: digest::hex(&count.sha256),
        };
        Self {
            database: digest::hex(&census.digest()),
            tables: census
                .tables()
                .map(|(name, count)| (name.to_owned(), rows(count)))
                .collect(),
            ..Self::default()
        }
    }

    /// Whether the database holds what was written down.
    pub(crate) fn fits(&self, census: &Census) -> bool {
        let found = Self::of(census);
        found.database == self.database && found.tables == self.tables
    }

    /// How many blobs there are, and how many bytes of them.
    pub(crate) fn media(&self) -> (usize, u64) {
        let media = self
            .files
            .iter()
            .filter(|item| matches!(Name::parse(&item.name), Some(Name::Blob(_))));
        media.fold((0, 0), |(count, bytes), item| {
            (count + 1, bytes + item.bytes)
        })
    }
}
