//! The markup inside a cue: WebVTT's own tags stay, every other goes, and what only
//! looks like markup is written so that it is none (W3C WebVTT, section 3.4).

use super::moment::moment;

/// The names of entities, with what they stand for.
const ENTITIES: [(&str, &str); 8] = [
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&nbsp;", "\u{a0}"),
    ("&lrm;", "\u{200e}"),
    ("&rlm;", "\u{200f}"),
];

/// The tags that WebVTT knows.
const TAGS: [&str; 8] = ["c", "i", "b", "u", "v", "lang", "ruby", "rt"];

/// A piece of a cue's text.
enum Piece<'a> {
    Text(char),
    /// What an entity stands for.
    Entity(&'static str),
    /// What stands between `<` and `>`.
    Tag(&'a str),
}

struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let first = self.0.chars().next()?;
        let (piece, length) = match first {
            '<' => tag(self.0).map(|tag| (Piece::Tag(tag), tag.len() + 2)),
            '&' => ENTITIES
                .iter()
                .find(|(name, _)| self.0.starts_with(name))
                .map(|(name, text)| (Piece::Entity(text), name.len())),
            // What SubStation files bring along: {\an8}.
            '{' if self.0.starts_with("{\\") => {
                (self.0.find('}')).map(|end| (Piece::Tag(""), end + 1))
            }
            _ => None,
        }
        .unwrap_or((Piece::Text(first), first.len_utf8()));
        self.0 = &self.0[length..];
        Some(piece)
    }
}

/// The tag at the beginning of `text`: `<` is one only before a letter, a slash or a time.
fn tag(text: &str) -> Option<&str> {
    let end = text.find('>')?;
    let inside = &text[1..end];
    let begins = inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let is_tag = begins || moment(inside).is_some();
    (is_tag && !inside.contains('<')).then_some(inside)
}

/// Its name without classes, and what follows it.
fn name(tag: &str) -> (&str, &str) {
    let end = tag.find([' ', '\t', '\n']).unwrap_or(tag.len());
    let (head, annotation) = tag.split_at(end);
    (
        head.split('.').next().unwrap_or_default(),
        annotation.trim(),
    )
}

/// The text with what WebVTT allows.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut open: Vec<&str> = Vec::new();
    for piece in Pieces(text) {
        match piece {
            Piece::Text(c) => escape(c, &mut clean),
            Piece::Entity(text) => text.chars().for_each(|c| escape(c, &mut clean)),
            Piece::Tag(tag) => {
                if let Some(closes) = tag.strip_prefix('/') {
                    if open.last().is_some_and(|last| *last == closes.trim()) {
                        open.pop();
                        clean.extend(["</", closes.trim(), ">"]);
                    }
                } else if TAGS.contains(&name(tag).0) {
                    open.push(name(tag).0);
                    clean.extend(["<", &*one_line(tag), ">"]);
                } else if moment(tag).is_some() {
                    clean.extend(["<", tag, ">"]);
                }
            }
        }
    }
    for tag in open.iter().rev() {
        clean.extend(["</", tag, ">"]);
    }
    clean
}

/// Without markup, on one line; a voice's name before what it says.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for piece in Pieces(text) {
        match piece {
            Piece::Text(c) => plain.push(c),
            Piece::Entity(text) => plain.push_str(text),
            Piece::Tag(tag) => {
                if let ("v", voice @ 1..) = (name(tag).0, name(tag).1.len()) {
                    let says = &tag[tag.len() - voice..];
                    plain.push_str(says);
                    plain.push_str(": ");
                }
            }
        }
    }
    one_line(&plain)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn escape(c: char, into: &mut String) {
    match c {
        '&' => into.push_str("&amp;"),
        '<' => into.push_str("&lt;"),
        '>' => into.push_str("&gt;"),
        c => into.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_webvtt_knows_stays_and_everything_else_goes() {
        for (text, expected) in [
            ("<i>Hello</i>", "<i>Hello</i>"),
            ("<c.loud.big>Hello</c>", "<c.loud.big>Hello</c>"),
            ("<v Ada Lovelace>שלום</v>", "<v Ada Lovelace>שלום</v>"),
            (
                "<00:00:01.000>one <00:00:02.000>two",
                "<00:00:01.000>one <00:00:02.000>two",
            ),
            ("<font color=\"#fff\">Hello</font>", "Hello"),
            ("{\\an8}Up here", "Up here"),
            ("<script>alert(1)</script>", "alert(1)"),
            ("<b>never closed", "<b>never closed</b>"),
            ("<b><i>crossed</b></i>", "<b><i>crossed</i></b>"),
            ("a < b & c --> d", "a &lt; b &amp; c --&gt; d"),
            ("I <3 you > me", "I &lt;3 you &gt; me"),
            ("&lt;i&gt; &amp;amp; &nbsp;", "&lt;i&gt; &amp;amp; \u{a0}"),
            ("fish &chips; {ok}", "fish &amp;chips; {ok}"),
            ("<", "&lt;"),
        ] {
            assert_eq!(clean(text), expected, "{text}");
            assert_eq!(clean(&clean(text)), clean(text), "{text}: cleaned twice");
        }
    }

    #[test]
    fn the_words_are_without_markup() {
        for (text, expected) in [
            (
                "<v Ada Lovelace>Good\nmorning</v>",
                "Ada Lovelace: Good morning",
            ),
            ("<i>a</i> &lt;b&gt; &amp; <00:01.000>c", "a <b> & c"),
            ("  two \n lines ", "two lines"),
            ("<v>nobody</v>", "nobody"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
