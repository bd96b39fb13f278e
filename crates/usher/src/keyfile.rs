//! The key that secrets are hashed under, in a file of its own beside the
//! database (`invitations.md`, Secrets): who reads the database alone can make
//! no link. Made on first start, never overwritten.
//!
//! Two lines: the format's name, and 32 random bytes in base64url.

use std::{
    fs::{self, File, Permissions},
    io::{self, Write},
    os::unix::fs::PermissionsExt,
    path::Path,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use usher_domain::{
    clock::{Entropy, draw},
    invite::SecretKey,
};

use crate::failure::{Failure, Outcome};

const FIRST_LINE: &str = "usher-key-1";

/// What a key file is that cannot be used.
#[derive(Debug)]
pub(crate) enum Unusable {
    /// It is not there.
    Missing,
    /// Others than its owner may read or change it; the bits say who.
    Open { mode: u32 },
    /// It is no key file, or a damaged one.
    Malformed,
    /// The operating system does not let us read it.
    Io(io::Error),
}

impl Unusable {
    /// What is wrong with the file at `path`, and what to do.
    pub(crate) fn sentence(&self, path: &Path) -> String {
        let path = path.display();
        match self {
            Self::Missing => format!(
                "The key file {path} is missing, but there is a database already. Without its key every \
                 link, session and token is dead: put the file back from your backup, or copy it from \
                 another server of the same hub. If it is lost for good, an empty data folder (and on \
                 PostgreSQL an empty database) is the way to start anew."
            ),
            Self::Open { mode } => format!(
                "The key file {path} may be read by others (mode {mode:03o}). Close it with \
                 chmod 600 {path}."
            ),
            Self::Malformed => format!(
                "The key file {path} is damaged or is not a key file of Usher. Put it back from your \
                 backup; Usher never overwrites it."
            ),
            Self::Io(error) => format!(
                "The key file {path} cannot be read ({error}). Give it to the user that runs Usher."
            ),
        }
    }
}

/// Reads the key at `path`.
pub(crate) fn read(path: &Path) -> Result<SecretKey, Unusable> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Unusable::Missing,
        _ => Unusable::Io(error),
    })?;
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(Unusable::Open { mode });
    }
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => Unusable::Malformed,
        _ => Unusable::Io(error),
    })?;
    let bytes = parse(&text).ok_or(Unusable::Malformed)?;
    Ok(SecretKey::new(&bytes))
}

/// Reads the key at `path`; makes it if it is missing and there is no database
/// whose secrets would need the old one.
pub(crate) fn read_or_make(
    path: &Path,
    database_exists: bool,
    entropy: &dyn Entropy,
) -> Outcome<SecretKey> {
    match read(path) {
        Err(Unusable::Missing) if !database_exists => make(path, entropy)?,
        other => return other.map_err(|why| Failure::usage(why.sentence(path))),
    }
    // Read back what lies there now: another process may have been first.
    read(path).map_err(|why| Failure::usage(why.sentence(path)))
}

/// What tells a key from others and nothing about it.
pub(crate) fn check_of(key: &SecretKey) -> String {
    usher_blob::Sha256(*key.mac("key file", b"").as_bytes()).to_string()
}

/// Makes a key at `path`, where there must be none.
pub(crate) fn make_new(path: &Path, entropy: &dyn Entropy) -> Outcome<SecretKey> {
    if path.exists() {
        return Err(Failure::usage(format!(
            "There is a key file already at {}, and Usher never overwrites one.",
            path.display()
        )));
    }
    read_or_make(path, false, entropy)
}

/// Writes a fresh key under another name, syncs it, and gives it its name only
/// if nothing has that name.
fn make(path: &Path, entropy: &dyn Entropy) -> Outcome {
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let written = || -> io::Result<()> {
        let mut file = tempfile::Builder::new()
            .prefix(".usher-key-")
            .permissions(Permissions::from_mode(0o600))
            .tempfile_in(folder)?;
        let key = URL_SAFE_NO_PAD.encode(draw::<32>(entropy));
        writeln!(file, "{FIRST_LINE}\n{key}")?;
        file.as_file().sync_all()?;
        match file.persist_noclobber(path) {
            Ok(_) => File::open(folder)?.sync_all(),
            Err(lost) if lost.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(lost) => Err(lost.error),
        }
    };
    written().map_err(|error| {
        Failure::runtime(format!(
            "The key file {} cannot be made ({error}). Let the user that runs Usher write there, or \
             name another place by key_file.",
            path.display()
        ))
    })
}

fn parse(text: &str) -> Option<[u8; 32]> {
    let mut lines = text.lines();
    let (first, key, rest) = (lines.next()?, lines.next()?, lines.next());
    if first != FIRST_LINE || rest.is_some() {
        return None;
    }
    URL_SAFE_NO_PAD.decode(key).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use usher_domain::clock::SeededEntropy;

    use super::*;

    struct Place {
        _folder: tempfile::TempDir,
        path: PathBuf,
    }

    fn place() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("usher.key");
        Place {
            _folder: folder,
            path,
        }
    }

    fn first_start(path: &Path, seed: u64) -> Outcome<SecretKey> {
        read_or_make(path, false, &SeededEntropy::new(seed))
    }

    fn sentence(result: Outcome<SecretKey>) -> String {
        result.map(drop).expect_err("must be refused").to_string()
    }

    #[test]
    fn the_first_start_makes_a_key_for_its_owner_alone() {
        let place = place();
        first_start(&place.path, 1).expect("made");
        let mode = fs::metadata(&place.path)
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_later_start_keeps_the_key_it_finds() {
        let place = place();
        first_start(&place.path, 1).expect("made");
        let before = fs::read(&place.path).expect("there");
        first_start(&place.path, 2).expect("read");
        make(&place.path, &SeededEntropy::new(3)).expect("somebody was first");
        assert_eq!(fs::read(&place.path).expect("there"), before);
    }

    #[test]
    fn making_leaves_nothing_else_in_the_folder() {
        let place = place();
        first_start(&place.path, 1).expect("made");
        make(&place.path, &SeededEntropy::new(3)).expect("somebody was first");
        let folder = place.path.parent().expect("a folder");
        assert_eq!(fs::read_dir(folder).expect("there").count(), 1);
    }

    #[test]
    fn t26_two_fresh_installs_share_no_key() {
        let (one, other) = (place(), place());
        for place in [&one, &other] {
            read_or_make(&place.path, false, &crate::clock::SystemEntropy).expect("made");
        }
        let read = |place: &Place| fs::read(&place.path).expect("there");
        assert_ne!(read(&one), read(&other));
        for place in [&one, &other] {
            let mode = fs::metadata(&place.path)
                .expect("there")
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        println!("figure: t26 two fresh installs: 0 keys shared, key files 0600");
    }

    #[test]
    fn a_key_that_others_may_read_is_refused_with_the_cure() {
        for mode in [0o640, 0o604, 0o644, 0o660] {
            let place = place();
            first_start(&place.path, 1).expect("made");
            fs::set_permissions(&place.path, Permissions::from_mode(mode)).expect("set");
            let told = sentence(first_start(&place.path, 2));
            assert!(told.contains(&format!("(mode {mode:03o})")), "{told}");
            assert!(told.contains("chmod 600"), "{told}");
        }
    }

    #[test]
    fn a_malformed_key_is_refused_and_left_alone() {
        let good = format!("{FIRST_LINE}\n{}\n", URL_SAFE_NO_PAD.encode([7; 32]));
        assert!(parse(&good).is_some());
        for text in [
            String::new(),
            FIRST_LINE.to_owned(),
            good.replace("key-1", "key-9"),
            good.replace("BwcH", "Bwc!"),
            good.trim_end().trim_end_matches('c').to_owned() + "\n",
            format!("{good}more\n"),
            format!("{FIRST_LINE}\n{}\n", URL_SAFE_NO_PAD.encode([7; 31])),
        ] {
            if text == good {
                continue;
            }
            let place = place();
            fs::write(&place.path, &text).expect("written");
            fs::set_permissions(&place.path, Permissions::from_mode(0o600)).expect("set");
            assert!(
                sentence(first_start(&place.path, 1)).contains("is damaged"),
                "{text:?}"
            );
            assert_eq!(fs::read_to_string(&place.path).expect("there"), text);
        }
    }

    #[test]
    fn a_missing_key_beside_a_database_is_refused_and_none_is_made() {
        let place = place();
        let told = sentence(read_or_make(&place.path, true, &SeededEntropy::new(1)));
        assert!(
            told.contains("every link, session and token is dead"),
            "{told}"
        );
        assert!(!place.path.exists());
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_a_sentence() {
        let told = sentence(first_start(Path::new("/nowhere/at/all/usher.key"), 1));
        assert!(told.contains("cannot be made"), "{told}");
    }
}
