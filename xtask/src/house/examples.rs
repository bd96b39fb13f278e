//! An example in the documentation would be a test that nobody runs: the test command leaves
//! rustdoc out (68 s of CI, for none). What an item does is shown by its tests. Fences of
//! another language than Rust are fine.

use super::tracked::File;
use crate::repository::Repository;

/// Fences that rustdoc does not compile.
const OTHERS: &[&str] = &["text", "sql", "toml", "json", "html", "sh"];

pub(super) fn breaches(files: &[File], _: &Repository) -> Vec<String> {
    let rust = files.iter().filter(|file| file.extension() == "rs");
    rust.flat_map(|file| {
        examples(&file.text).map(move |line| {
            format!(
                "{}:{line}: an example in the documentation is not run; write a test, or name the fence's language",
                file.path
            )
        })
    })
    .collect()
}

/// The lines on which a Rust example begins, from 1.
fn examples(text: &str) -> impl Iterator<Item = usize> {
    let mut open = false;
    text.lines().enumerate().filter_map(move |(at, line)| {
        let line = line.trim_start();
        let doc = line.strip_prefix("//!").or(line.strip_prefix("///"))?;
        let language = doc.trim_start().strip_prefix("```")?.trim();
        open = !open;
        (open && !OTHERS.contains(&language)).then_some(at + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_without_another_language_is_an_example() {
        let text = "//! ```text\n//! a\n//! ```\n/// ```\n/// let a = 1;\n/// ```\n// ```\n/// ```ignore\n/// ```\n";
        assert_eq!(examples(text).collect::<Vec<_>>(), [4, 8]);
    }
}
