//! Strings of an island that begin like a sentence, and words in the markup it writes.

use super::{Find, shape::begins_like_a_sentence};

pub(super) fn finds(source: &str) -> Vec<Find> {
    strings(source)
        .into_iter()
        .filter(|(_, text)| is_shown(text))
        .map(|(line, text)| Find { line, text })
        .collect()
}

/// Markup shows what stands outside its tags.
fn is_shown(text: &str) -> bool {
    if !text.contains('<') {
        return begins_like_a_sentence(text);
    }
    let outside = text
        .split('<')
        .skip(1)
        .filter_map(|part| part.split_once('>'));
    outside.map(|(_, shown)| shown).any(super::shape::has_word)
}

/// Every string of the source with the line on which it begins. A template's holes are left out and read as code of
/// their own.
fn strings(source: &str) -> Vec<(usize, String)> {
    let mut reader = Reader {
        rest: source.chars().collect(),
        at: 0,
        line: 1,
        found: Vec::new(),
    };
    reader.code(false);
    reader.found.sort_by_key(|(line, _)| *line);
    reader.found
}

struct Reader {
    rest: Vec<char>,
    at: usize,
    line: usize,
    found: Vec<(usize, String)>,
}

impl Reader {
    fn next(&mut self) -> Option<char> {
        let c = *self.rest.get(self.at)?;
        self.at += 1;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    /// Reads code; within a template's hole up to its closing brace.
    fn code(&mut self, in_hole: bool) {
        let mut depth = 0;
        let mut before = '(';
        while let Some(c) = self.next() {
            match c {
                '"' | '\'' => self.string(c),
                '`' => self.template(),
                '/' if self.peek() == Some('/') => {
                    while !matches!(self.next(), None | Some('\n')) {}
                }
                '/' if self.peek() == Some('*') => self.comment(),
                '/' if begins_a_pattern(before) => self.pattern(),
                '{' => depth += 1,
                '}' if in_hole && depth == 0 => return,
                '}' => depth -= 1,
                _ => {}
            }
            if !c.is_whitespace() {
                before = c;
            }
        }
    }

    fn string(&mut self, quote: char) {
        let (line, mut text) = (self.line, String::new());
        while let Some(c) = self.next() {
            match c {
                '\\' => text.extend(self.next()),
                _ if c == quote => break,
                _ => text.push(c),
            }
        }
        self.found.push((line, text));
    }

    fn template(&mut self) {
        let (line, mut text) = (self.line, String::new());
        while let Some(c) = self.next() {
            match c {
                '\\' => text.extend(self.next()),
                '`' => break,
                '$' if self.peek() == Some('{') => {
                    self.next();
                    self.code(true);
                    text.push('\u{1}');
                }
                _ => text.push(c),
            }
        }
        self.found.push((line, text));
    }

    fn comment(&mut self) {
        let mut before = ' ';
        while let Some(c) = self.next() {
            if before == '*' && c == '/' {
                return;
            }
            before = c;
        }
    }

    fn pattern(&mut self) {
        let mut in_class = false;
        while let Some(c) = self.next() {
            match c {
                '\\' => drop(self.next()),
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => return,
                '\n' => return,
                _ => {}
            }
        }
    }
}

/// After these a slash begins a pattern and divides nothing.
fn begins_a_pattern(before: char) -> bool {
    matches!(
        before,
        '(' | ',' | '=' | ':' | '[' | '!' | '&' | '|' | '?' | '{' | '}' | ';' | '>'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        finds(source).into_iter().map(|find| find.text).collect()
    }

    #[test]
    fn sentences_that_people_would_read_are_found() {
        for (source, found) in [
            (
                "toast(\"Copied to the clipboard\");",
                "Copied to the clipboard",
            ),
            ("toast('not so fast!');", "not so fast!"),
            ("html`<p>Hello</p>`;", "<p>Hello</p>"),
            (
                "const a = /[\"'/]/u.test(b); toast(\"Press again\");",
                "Press again",
            ),
            ("html`<b>${say(\"Press again\")}</b>`;", "Press again"),
        ] {
            assert_eq!(texts(source), [found], "{source}");
        }
    }

    #[test]
    fn what_machines_read_is_not() {
        for source in [
            "// \"A sentence in a comment\"",
            "/* It's a \"Sentence in a comment\" */",
            "import { a } from \"./parts/busy.js\";",
            "button(\"\", \"button quiet square\");",
            "html`<p class=\"small muted\">${this.#word(\"pick\")}</p>`;",
            "document.querySelector(\"form :is(input, select)\");",
            "throw new Error(\"no storage\");",
            "const half = a / b; const c = \"x\" / 2;",
        ] {
            assert_eq!(texts(source), [""; 0], "{source}");
        }
    }

    #[test]
    fn the_line_is_told() {
        let found = finds("// one\n\nconst a = `x\n${b}`;\ntoast(\"Press again\");");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].line, 5);
    }
}
