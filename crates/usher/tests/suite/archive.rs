//! A backup's file as a test makes and reads it.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use serde_json::Value;
use tar::{Builder, EntryType, Header};
use usher_blob::Sha256;

use crate::machine::{Machine, text};

/// `usher backup` into a file of this name beside the data folder.
pub(crate) fn backed_up(machine: &Machine, name: &str, options: &str) -> PathBuf {
    let file = machine.beside(name);
    let line = format!("backup --to {} {options}", file.display());
    let made = machine.run(&line);
    assert!(made.status.success(), "{}", text(&made.stderr));
    file
}

/// A file of an archive.
pub(crate) fn member(archive: &Path, name: &str) -> Option<Vec<u8>> {
    let mut tar = tar::Archive::new(fs::File::open(archive).expect("there"));
    for entry in tar.entries().expect("a tar") {
        let mut entry = entry.expect("whole");
        if entry.path_bytes().as_ref() == name.as_bytes() {
            let mut contents = Vec::new();
            entry.read_to_end(&mut contents).expect("whole");
            return Some(contents);
        }
    }
    None
}

/// What the archive says of itself.
pub(crate) fn manifest(archive: &Path) -> Value {
    let text = member(archive, "manifest.json").expect("a manifest");
    serde_json::from_slice(&text).expect("JSON")
}

/// An archive as `usher backup` would seal it, with whatever is in `files`.
pub(crate) fn forged(to: &Path, files: &[(&str, EntryType, &[u8])]) {
    let mut tar = Builder::new(Vec::new());
    for (name, sort, contents) in files {
        let mut header = Header::new_gnu();
        header.set_entry_type(*sort);
        header.set_size(contents.len() as u64);
        header.set_mode(0o600);
        // Past what the library would refuse to write.
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        if *sort == EntryType::Symlink {
            header.set_link_name("/etc/passwd").expect("short");
        }
        header.set_cksum();
        tar.append(&header, *contents).expect("in memory");
    }
    let mut bytes = tar.into_inner().expect("in memory");
    let digest = Sha256::of(&bytes);
    bytes.extend(format!("usher-backup sha256 {digest}\n").bytes());
    fs::write(to, bytes).expect("written");
}
