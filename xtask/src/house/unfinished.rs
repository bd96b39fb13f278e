//! No marks of unfinished work: what is left to do stands in an issue.

use super::tracked::File;
use crate::repository::Repository;

/// Spelt in two halves, so that this file keeps its own rule.
const MARKS: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("to", "do!"),
    concat!("unimple", "mented!"),
];
/// Prose may name the marks, and in some languages one of them is a word.
const PROSE: &[&str] = &["md", "ftl", "json", "lock", "txt"];

pub(super) fn breaches(files: &[File], _: &Repository) -> Vec<String> {
    let sources = files
        .iter()
        .filter(|file| !PROSE.contains(&file.extension()));
    sources
        .flat_map(|file| file.lines_where(|line| MARKS.iter().any(|mark| holds_word(line, mark))))
        .collect()
}

/// Whether `word` stands in `line` with nothing of a word on either side.
fn holds_word(line: &str, word: &str) -> bool {
    let within =
        |neighbour: Option<char>| neighbour.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        let open_end = word.ends_with('!');
        !within(line[..at].chars().next_back())
            && (open_end || !within(line[at + word.len()..].chars().next()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_as_words_only() {
        assert!(holds_word(concat!("// TO", "DO: later"), MARKS[0]));
        assert!(holds_word(concat!("    to", "do!()"), MARKS[2]));
        assert!(!holds_word(concat!("METO", "DOS"), MARKS[0]));
        assert!(!holds_word("nothing", MARKS[1]));
    }
}
