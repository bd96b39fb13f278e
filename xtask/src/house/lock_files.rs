//! npm lock files hold digests and no addresses, so that any registry or mirror serves them.

use super::tracked::File;
use crate::repository::Repository;

pub(super) fn breaches(files: &[File], _: &Repository) -> Vec<String> {
    let locks = files
        .iter()
        .filter(|file| file.name() == "package-lock.json");
    locks
        .flat_map(|file| file.lines_where(|line| line.trim_start().starts_with(r#""resolved":"#)))
        .collect()
}
