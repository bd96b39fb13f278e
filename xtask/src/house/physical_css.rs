//! Styles say start and end, not left and right, so that a page in Arabic is laid out without a further line.

use super::tracked::File;
use crate::repository::Repository;

/// Where a side of the screen is truly meant, the line says why: `/* physical: the film's edge */`.
const MEANT: &str = "/* physical:";
/// Properties whose value may name a side.
const SIDED_VALUES: &[&str] = &["text-align", "float", "clear", "caption-side"];

pub(super) fn breaches(files: &[File], _: &Repository) -> Vec<String> {
    let styles = files
        .iter()
        .filter(|file| file.path.starts_with("web/") && file.extension() == "css");
    styles
        .flat_map(|file| file.lines_where(is_physical))
        .collect()
}

fn is_physical(line: &str) -> bool {
    !line.contains(MEANT) && line.split(['{', ';']).any(names_a_side)
}

fn names_a_side(declaration: &str) -> bool {
    let Some((property, value)) = declaration.split_once(':') else {
        return false;
    };
    let property = property.trim();
    // A selector (`a:hover`) has no such word before its colon; a custom property may be called as it likes.
    if property.starts_with("--") || property.contains([' ', '.', '#', '>']) {
        return false;
    }
    let sided = property
        .split('-')
        .any(|part| part == "left" || part == "right");
    let sided_value = SIDED_VALUES.contains(&property)
        && value
            .split_whitespace()
            .any(|word| word == "left" || word == "right");
    (sided && !property.starts_with("scroll-snap")) || sided_value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_the_screen_are_found() {
        for line in [
            "margin-left: 1rem;",
            ".a { padding-right: 0; color: red }",
            "  left: 0;",
            "text-align: left;",
            "border-top-left-radius: 2px;",
        ] {
            assert!(is_physical(line), "{line}");
        }
    }

    #[test]
    fn logical_properties_and_what_is_meant_pass() {
        for line in [
            "margin-inline-start: 1rem;",
            "text-align: start;",
            ".left:hover { color: red }",
            "--left: 1px;",
            "left: 0; /* physical: the film's edge */",
            "transform: translateX(1px);",
        ] {
            assert!(!is_physical(line), "{line}");
        }
    }
}
