//! No path of one machine and no registry's host: the repository reads the same everywhere.

use std::path::Path;

use super::tracked::File;
use crate::repository::Repository;

/// Home folders, and hosts that a mirror would put into a file. Halved, so that this file keeps its own rule.
const EVERYWHERE: &[&str] = &[
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("registry.", "npmjs"),
    concat!("registry.", "yarnpkg"),
    concat!("static.", "crates.io"),
    concat!("index.", "crates.io"),
    concat!("sparse", "+http"),
];
/// Folders that many programs name, so that a clone inside one says nothing.
const SHARED: &[&str] = &[
    "/",
    "/tmp",
    "/var",
    "/var/tmp",
    "/usr",
    "/usr/src",
    "/usr/local",
    "/opt",
    "/srv",
    "/mnt",
    "/data",
    "/app",
];

pub(super) fn breaches(files: &[File], repository: &Repository) -> Vec<String> {
    let mut places: Vec<String> = EVERYWHERE.iter().map(|&place| place.to_owned()).collect();
    places.extend(own_folders(repository.root()));
    // Cargo's own lock file names its index by a fixed word, on every machine the same.
    let judged = files.iter().filter(|file| file.name() != "Cargo.lock");
    judged
        .flat_map(|file| file.lines_where(|line| places.iter().any(|place| names(line, place))))
        .collect()
}

/// The clone's folder and the one around it, ending in a slash.
fn own_folders(root: &Path) -> impl Iterator<Item = String> {
    let shown = |path: &Path| path.display().to_string();
    root.ancestors()
        .take(2)
        .map(shown)
        .filter(|path| !SHARED.contains(&path.as_str()))
        .map(|path| format!("{path}/"))
}

/// Whether `line` holds `place` as the beginning of a path or host, not as the middle of a longer one.
fn names(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '}' | '*'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_at_its_beginning_only() {
        assert!(names(
            concat!("see /ho", "me/ann/usher"),
            concat!("/ho", "me/")
        ));
        assert!(names(
            concat!("\"https://registry.", "npmjs.org/x\""),
            EVERYWHERE[3]
        ));
        assert!(!names(
            concat!("features/ho", "me/pages.rs"),
            concat!("/ho", "me/")
        ));
    }

    #[test]
    fn the_clones_own_folder_is_looked_for_and_shared_folders_are_not() {
        let folders: Vec<_> = own_folders(Path::new("/tmp/usher")).collect();
        assert_eq!(folders, ["/tmp/usher/"]);
    }
}
