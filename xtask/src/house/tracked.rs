//! The files the rules look at.

use std::fs;

use crate::child::Child;
use crate::repository::Repository;

/// A text file of the repository.
pub(crate) struct File {
    /// Its path from the root, with `/`.
    pub(crate) path: String,
    /// What it holds.
    pub(crate) text: String,
}

impl File {
    /// What stands after the last dot of its name, or nothing.
    pub(crate) fn extension(&self) -> &str {
        self.name()
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension)
    }

    /// The last part of its path.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// A breach for every line that `is_wrong`, as `path:line: text`.
    pub(crate) fn lines_where(&self, mut is_wrong: impl FnMut(&str) -> bool) -> Vec<String> {
        let lines = self
            .text
            .lines()
            .enumerate()
            .filter(|(_, line)| is_wrong(line));
        lines
            .map(|(index, line)| format!("{}:{}: {}", self.path, index + 1, line.trim()))
            .collect()
    }
}

/// Every text file that git tracks or, being new and not ignored, would track.
pub(crate) fn files(repository: &Repository) -> Result<Vec<File>, String> {
    let list = [
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ];
    let paths = Child::new(repository.root(), "git", &list).output()?;
    // A file that is no UTF-8 text holds no line to judge; one that is gone was removed and not committed yet.
    let read = |path: &str| {
        Some(File {
            path: path.to_owned(),
            text: fs::read_to_string(repository.at(path)).ok()?,
        })
    };
    Ok(paths
        .split('\0')
        .filter(|path| !path.is_empty())
        .filter_map(read)
        .collect())
}
