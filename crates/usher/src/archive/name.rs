//! The names that files may have in an archive. There are no others, so that no archive
//! writes anywhere but where we say.

use usher_blob::Held;
use usher_domain::ids::BlobId;

/// A file of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Name {
    /// What the archive is.
    About,
    /// The database.
    Database,
    /// The key file.
    Key,
    /// The configuration file.
    Settings,
    /// A blob.
    Blob(BlobId),
    /// What is in the archive.
    Manifest,
}

const BLOBS: &str = "media/";

impl Name {
    /// As it stands in the archive; the database, key, settings and blobs have the same
    /// name below the data folder.
    pub(crate) fn path(self) -> String {
        match self {
            Self::About => "usher-backup.json".to_owned(),
            Self::Database => "usher.db".to_owned(),
            Self::Key => "usher.key".to_owned(),
            Self::Settings => "usher.toml".to_owned(),
            Self::Blob(blob) => format!("{BLOBS}{}", Held::place(blob)),
            Self::Manifest => "manifest.json".to_owned(),
        }
    }

    /// Reads a name, which must be written exactly as [`Name::path`] writes it.
    pub(crate) fn parse(path: &str) -> Option<Self> {
        let fixed = [
            Self::About,
            Self::Database,
            Self::Key,
            Self::Settings,
            Self::Manifest,
        ];
        let blob = || Some(Self::Blob(path.rsplit('/').next()?.parse().ok()?));
        fixed
            .into_iter()
            .find(|name| name.path() == path)
            .or_else(blob)
            .filter(|name| name.path() == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOB: &str = "media/blobs/42/01970000-0000-7000-8000-000000000042";

    #[test]
    fn a_name_survives_its_text() {
        for path in ["usher.db", "usher.key", "manifest.json", BLOB] {
            assert_eq!(Name::parse(path).map(Name::path).as_deref(), Some(path));
        }
    }

    #[test]
    fn whatever_is_written_otherwise_is_no_name() {
        let blob = BLOB.to_owned();
        for path in [
            "/etc/passwd",
            "../usher.db",
            "./usher.db",
            "usher.db/",
            "media/blobs/42",
            "media/blobs/42/../../../usher.key",
            &blob.replace("/42/", "/43/"),
            &blob.replace("media/", "media//"),
            &format!("/{BLOB}"),
            &format!("../{BLOB}"),
            "",
        ] {
            assert_eq!(Name::parse(path), None, "{path}");
        }
    }
}
