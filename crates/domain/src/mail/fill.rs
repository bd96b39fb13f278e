//! Tokens found in a text, and put in escaped for their place.

use std::fmt::Write as _;

use super::{
    markup::{Event, events},
    token::{News, Token, Tokens},
};

/// A piece of a template.
pub(super) enum Piece<'a> {
    /// Stands as it is.
    Plain(&'a str),
    /// What is written between braces as if it were a token, without them.
    Braced(&'a str),
}

/// The longest that is taken for a token that somebody misspelt.
const LONGEST: usize = 24;

/// A text, split at what stands in braces. Braces around anything but letters, digits,
/// space, hyphens and low lines are braces.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text[at..].find('{') {
        let open = at + found;
        at = open + 1;
        let Some(length) = text[at..].find(|c: char| !is_name(c)) else {
            break;
        };
        let inside = &text[at..at + length];
        let closed = text[at + length..].starts_with('}');
        let is_word = inside.contains(|c: char| c.is_ascii_alphabetic());
        if closed && is_word && length <= LONGEST {
            if from < open {
                pieces.push(Piece::Plain(&text[from..open]));
            }
            pieces.push(Piece::Braced(inside));
            at += length + 1;
            from = at;
        }
    }
    if from < text.len() {
        pieces.push(Piece::Plain(&text[from..]));
    }
    pieces
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_')
}

/// The tokens that a text names.
pub(super) fn tokens_in(text: &str) -> Vec<Token> {
    let named = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Braced(name) => name.parse().ok(),
        Piece::Plain(_) => None,
    });
    named.collect()
}

/// A text with its tokens put in by `write`; what is no token stays as it stands. One with
/// nothing to say takes the space before it along: `Guten Tag {FIRSTNAME} {LASTNAME},`.
fn filled(text: &str, mut write: impl FnMut(&mut String, Token)) -> String {
    let mut filled = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Plain(plain) => filled.push_str(plain),
            Piece::Braced(name) => match name.parse() {
                Ok(token) => {
                    let before = filled.len();
                    write(&mut filled, token);
                    if filled.len() == before && filled.ends_with(' ') {
                        filled.pop();
                    }
                }
                Err(_) => {
                    let _ = write!(filled, "{{{name}}}");
                }
            },
        }
    }
    filled
}

/// A subject: one line, whatever the values hold.
pub(super) fn subject(text: &str, tokens: &Tokens) -> String {
    let line = filled(text, |out, token| match (token, tokens.news.as_slice()) {
        (Token::News, []) => {}
        (Token::News, [only]) => out.push_str(&one_line(&told(only))),
        (Token::News, [first, more @ ..]) => {
            let _ = write!(out, "{} (+{})", one_line(&told(first)), more.len());
        }
        _ => out.push_str(&one_line(tokens.value(token))),
    });
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Plain text.
pub(super) fn plain(text: &str, tokens: &Tokens) -> String {
    filled(text, |out, token| match token {
        Token::Message => out.push_str(tokens.value(token)),
        Token::News => {
            // One link is enough where the letter has it anyway.
            let line = |news: &News| {
                let told = one_line(&told(news));
                if tokens.url.is_empty() {
                    format!("{told}\n{}", news.url)
                } else {
                    told
                }
            };
            let lines: Vec<_> = tokens.news.iter().map(line).collect();
            out.push_str(&lines.join("\n\n"));
        }
        _ => out.push_str(&one_line(tokens.value(token))),
    })
}

/// HTML whose attributes stand in quotes: what app and laying out made of a body.
pub(super) fn html(html: &str, tokens: &Tokens) -> String {
    let mut filled_html = String::with_capacity(html.len() + 512);
    for event in events(html) {
        match event {
            Event::Text(text) => filled_html.push_str(&text_between_tags(text, tokens)),
            Event::Comment(source) | Event::Broken(source) => filled_html.push_str(source),
            Event::Tag(tag) => {
                let mut from = 0;
                for attribute in &tag.attributes {
                    filled_html.push_str(&tag.source[from..attribute.at.start]);
                    filled_html.push_str(&match attribute.name.as_str() {
                        "href" | "src" => address(attribute.value, tokens),
                        _ => in_attribute(attribute.value, tokens),
                    });
                    from = attribute.at.end;
                }
                filled_html.push_str(&tag.source[from..]);
            }
        }
    }
    filled_html
}

fn text_between_tags(text: &str, tokens: &Tokens) -> String {
    filled(text, |out, token| {
        let value = tokens.value(token);
        match token {
            Token::Message => {
                let lines: Vec<_> = value.lines().map(escaped).collect();
                out.push_str(&lines.join("<br>"));
            }
            Token::News => {
                let line = |news: &News| {
                    format!(
                        "{}:<br><a href=\"{}\" style=\"color:inherit\">{}</a>",
                        escaped(&one_line(&news.said)),
                        escaped(&news.url),
                        escaped(&one_line(&news.title))
                    )
                };
                let lines: Vec<_> = tokens.news.iter().map(line).collect();
                out.push_str(&lines.join("<br><br>"));
            }
            _ => out.push_str(&escaped(&one_line(value))),
        }
    })
}

/// `Ada came in for the first time: Compilers, week 3`
fn told(news: &News) -> String {
    format!("{}: {}", news.said, news.title)
}

fn in_attribute(value: &str, tokens: &Tokens) -> String {
    filled(value, |out, token| {
        out.push_str(&escaped(&one_line(tokens.value(token))));
    })
}

/// The link stands as it is, being an address; anything else is a part of one.
fn address(value: &str, tokens: &Tokens) -> String {
    filled(value, |out, token| match token {
        Token::Url => out.push_str(&escaped(tokens.value(token))),
        _ => out.push_str(&percent(tokens.value(token))),
    })
}

/// For HTML text and for attributes in either quote.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// A part of an address; the `@` of a mail address stays readable.
fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            out.push(byte.into());
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Breaks become spaces, so that a value can neither end a header nor a line.
fn one_line(text: &str) -> String {
    let space = |c: char| {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            ' '
        } else {
            c
        }
    };
    text.chars().map(space).collect()
}
