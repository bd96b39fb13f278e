//! npm lock files hold digests and no addresses, so that any registry or mirror serves them.

use super::tracked::File;
use crate::repository::Repository;

/// What others wrote is used as it was when it was looked at: t26 of the threat model.
const LOCKS: [&str; 3] = [
    "Cargo.lock",
    "web/package-lock.json",
    "e2e/package-lock.json",
];

/// Lock files that are not tracked.
pub(super) fn missing(files: &[File], _: &Repository) -> Vec<String> {
    let is_there = |lock: &&str| files.iter().any(|file| file.path == **lock);
    let missing = LOCKS.iter().filter(|lock| !is_there(lock));
    missing
        .map(|lock| format!("{lock} is not tracked"))
        .collect()
}

pub(super) fn breaches(files: &[File], _: &Repository) -> Vec<String> {
    let locks = files
        .iter()
        .filter(|file| file.name() == "package-lock.json");
    locks
        .flat_map(|file| file.lines_where(|line| line.trim_start().starts_with(r#""resolved":"#)))
        .collect()
}
