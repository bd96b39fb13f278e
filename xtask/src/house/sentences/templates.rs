//! Words in templates: in their text, in the attributes that are read out or shown, and in what is handed to a piece.

use super::{Find, shape::has_word};

/// Attributes whose value people read or hear.
const SPOKEN: &[&str] = &["aria-label", "title", "placeholder", "alt", "label"];

pub(super) fn finds(template: &str) -> Vec<Find> {
    let plain = Plain::of(template);
    let mut finds = Vec::new();
    for (index, line) in plain.text.lines().enumerate() {
        let attributes = attributes(line);
        let spoken = attributes
            .iter()
            .filter(|(name, value)| SPOKEN.contains(&name.as_str()) && has_word(value))
            .map(|(_, value)| value.clone());
        let text = outside_tags(line, &attributes);
        let texts = text.split('\n').map(str::trim).map(str::to_owned);
        finds.extend(
            spoken
                .chain(texts.filter(|text| has_word(text)))
                .map(|text| Find {
                    line: index + 1,
                    text,
                }),
        );
    }
    finds.extend(plain.handed);
    finds.sort_by_key(|find| find.line);
    finds
}

/// A template without what askama reads, line by line as it was.
struct Plain {
    text: String,
    /// Sentences that stand in an expression.
    handed: Vec<Find>,
}

impl Plain {
    fn of(template: &str) -> Self {
        let mut plain = Self {
            text: String::new(),
            handed: Vec::new(),
        };
        let mut rest = template;
        let mut line = 1;
        while let Some(start) = rest
            .find("{#")
            .into_iter()
            .chain(rest.find("{{"))
            .chain(rest.find("{%"))
            .min()
        {
            let (before, after) = rest.split_at(start);
            plain.text.push_str(before);
            line += before.matches('\n').count();
            let close = match after.get(..2) {
                Some("{#") => "#}",
                Some("{{") => "}}",
                _ => "%}",
            };
            let mut end = after.find(close).map_or(after.len(), |at| at + 2);
            // The name of a class stands between the two ends of a block of that name.
            if names_a_class(&after[..end])
                && let Some(closing) = after[end..].find("endblock")
            {
                end += closing;
                end += after[end..].find("%}").map_or(0, |at| at + 2);
            } else if close != "#}" {
                plain.handed.extend(handed(&after[..end], line));
            }
            let inside = &after[..end];
            // A mark in its place, so that what stood on either side is not joined.
            plain.text.push('\u{1}');
            plain.text.extend(inside.matches('\n'));
            line += inside.matches('\n').count();
            rest = &after[end..];
        }
        plain.text.push_str(rest);
        plain
    }
}

fn names_a_class(tag: &str) -> bool {
    let words: Vec<&str> = tag.split_whitespace().collect();
    words
        .windows(2)
        .any(|pair| pair[0] == "block" && pair[1].ends_with("_class"))
}

/// Strings of an expression that begin with a capital: keys, kinds and classes do not.
fn handed(expression: &str, line: usize) -> impl Iterator<Item = Find> {
    let strings = expression.split('"').skip(1).step_by(2);
    strings
        .filter(|text| text.starts_with(char::is_uppercase) && has_word(text))
        .map(move |text| Find {
            line,
            text: text.to_owned(),
        })
}

/// `name="value"` wherever it stands: pieces of tags come from other pieces.
fn attributes(line: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("=\"") {
        let name: String = rest[..at]
            .chars()
            .rev()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        let value = &rest[at + 2..];
        let end = value.find('"').unwrap_or(value.len());
        found.push((name.chars().rev().collect(), value[..end].to_owned()));
        rest = value.get(end + 1..).unwrap_or("");
    }
    found
}

/// What is left of a line without tags and attributes, a line for each piece of text.
fn outside_tags(line: &str, attributes: &[(String, String)]) -> String {
    let mut line = line.to_owned();
    for (name, value) in attributes {
        line = line.replace(&format!("{name}=\"{value}\""), "");
    }
    let mut text = String::new();
    let mut in_tag = false;
    for c in line.chars() {
        match c {
            '<' | '\u{1}' => {
                in_tag |= c == '<';
                text.push('\n');
            }
            '>' => in_tag = false,
            _ if in_tag => {}
            _ => text.push(c),
        }
    }
    without_entities(&text)
}

fn without_entities(text: &str) -> String {
    let mut pieces = text.split('&');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let rest = piece.split_once(';').map_or(piece, |(_, rest)| rest);
        text + " " + rest
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(template: &str) -> Vec<String> {
        finds(template).into_iter().map(|find| find.text).collect()
    }

    #[test]
    fn words_that_people_see_or_hear_are_found() {
        for (template, found) in [
            ("<p>Hello</p>", "Hello"),
            ("<p>{{ name }} has left</p>", "has left"),
            ("<a href=\"/\">Go on</a>", "Go on"),
            (
                "<button aria-label=\"Close\">{{ ui::icon(\"x\") }}</button>",
                "Close",
            ),
            ("<img alt=\"A cat\">", "A cat"),
            ("{{ ui::button(\"Save\") }}", "Save"),
            ("{% call ui::menu(\"More\") %}{% endcall %}", "More"),
            (
                "{{ ui::field(\"email\",\n  label = \"Your address\") }}",
                "Your address",
            ),
        ] {
            assert_eq!(texts(template), [found], "{template}");
        }
    }

    #[test]
    fn what_is_read_by_machines_or_comes_from_the_catalogue_is_not() {
        for template in [
            "<p class=\"small muted\">{{ page.t(\"lobby-title\") }}</p>",
            "{#- A comment with words,\n    over two lines. -#}",
            "{% block card_class %}two{% endblock %}",
            "<button name=\"theme\" value=\"light\">{{ label }}</button>",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "{% if x %} aria-describedby=\"{{ name }}-help\"{% endif %}",
            "<span>{{ a }} · {{ b }}&nbsp;</span>",
            "{{ ui::button(label, kind = \"primary wide\") }}",
            "<!doctype html>",
        ] {
            assert_eq!(texts(template), [""; 0], "{template}");
        }
    }

    #[test]
    fn the_line_is_told() {
        let found = finds("{# one\ntwo #}\n<p>\nHello\n</p>");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].line, 4);
    }
}
