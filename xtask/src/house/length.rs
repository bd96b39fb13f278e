//! No source file over 400 lines without a reason that a reader would accept.

use super::tracked::File;
use crate::repository::Repository;

const MOST: usize = 400;
const SOURCES: &[&str] = &["rs", "ts", "js", "mjs", "css", "html", "sql", "sh"];

/// Files that may be longer: path and reason.
const LONGER: &[(&str, &str)] = &[];

pub(super) fn breaches(files: &[File], _: &Repository) -> Vec<String> {
    judge(files, LONGER)
}

fn judge(files: &[File], longer: &[(&str, &str)]) -> Vec<String> {
    let long: Vec<_> = files
        .iter()
        .filter(|file| SOURCES.contains(&file.extension()))
        .map(|file| (file.path.as_str(), file.text.lines().count()))
        .filter(|(_, lines)| *lines > MOST)
        .collect();
    let too_long = long
        .iter()
        .filter(|(path, _)| !longer.iter().any(|(allowed, _)| allowed == path))
        .map(|(path, lines)| {
            format!(
                "{path}: {lines} lines; split it, or give a reason in xtask/src/house/length.rs"
            )
        });
    let stale = longer
        .iter()
        .filter(|(allowed, _)| !long.iter().any(|(path, _)| path == allowed))
        .map(|(allowed, _)| {
            format!(
                "{allowed}: no longer too long; take it off the list in xtask/src/house/length.rs"
            )
        });
    too_long.chain(stale).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, lines: usize) -> File {
        File {
            path: path.to_owned(),
            text: "x\n".repeat(lines),
        }
    }

    #[test]
    fn a_long_source_needs_a_reason_and_a_reason_needs_a_long_source() {
        let files = [
            file("a.rs", 400),
            file("b.rs", 401),
            file("c.ts", 500),
            file("d.md", 900),
        ];
        let breaches = judge(&files, &[("c.ts", "one table"), ("a.rs", "was long")]);
        assert_eq!(breaches.len(), 2, "{breaches:?}");
        assert!(breaches[0].starts_with("b.rs: 401"));
        assert!(breaches[1].starts_with("a.rs: no longer"));
    }
}
