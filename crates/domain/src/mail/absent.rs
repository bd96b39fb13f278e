//! What is left out where there is nothing to say: the paragraph or line that names a
//! start, an end or a personal line which the invitation does not have.

use super::{
    fill::tokens_in,
    markup::{Event, Tag, events},
    token::Tokens,
};

/// Elements that are left out as a whole, the innermost around the token.
const BLOCKS: [&str; 9] = ["p", "li", "tr", "blockquote", "div", "h1", "h2", "h3", "h4"];

fn says_nothing(text: &str, tokens: &Tokens) -> bool {
    tokens_in(text).into_iter().any(|token| tokens.lacks(token))
}

/// A plain text without the lines that would say nothing; what they leave is at most
/// one empty line.
pub(super) fn from_text(text: &str, tokens: &Tokens) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        let doubled = line.is_empty() && lines.last().is_none_or(|last| last.is_empty());
        if !doubled && !says_nothing(line, tokens) {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(|last| last.is_empty()) {
        lines.pop();
    }
    lines.join("\n")
}

/// HTML without the blocks that would say nothing.
pub(super) fn from_html(html: &str, tokens: &Tokens) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    let mut opened: Option<Tag<'_>> = None;
    for event in events(html) {
        let Event::Tag(tag) = event else { continue };
        if !BLOCKS.contains(&tag.name.as_str()) {
            continue;
        }
        if !tag.closing {
            opened = Some(tag);
            continue;
        }
        // Only the innermost block is closed by the tag that follows its opening.
        let Some(begun) = opened.take().filter(|begun| begun.name == tag.name) else {
            continue;
        };
        if says_nothing(&html[begun.at.end..tag.at.start], tokens) {
            kept.push_str(&html[from..begun.at.start]);
            from = tag.at.end;
        }
    }
    kept.push_str(&html[from..]);
    kept
}
