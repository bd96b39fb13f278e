//! What may stand in a template.

use super::{
    fault::TemplateError,
    fill::{Piece, pieces, tokens_in},
    markup::{Attribute, Event, Tag, events},
    token::Token,
    usage::Usage,
};

/// Elements of a body: what mail clients show alike. The frame around them, its colours
/// and its tables come from the hub (ADR 0023).
pub const ELEMENTS: [&str; 32] = [
    "a",
    "b",
    "bdi",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "u",
    "ul",
];

/// The attributes that an element may have, beside those that every one may.
pub const fn attributes_of(element: &str) -> &'static [&'static str] {
    match element.as_bytes() {
        b"a" => &["href", "class", "title"],
        b"img" => &["src", "alt", "width", "height"],
        b"td" | b"th" => &["colspan", "rowspan"],
        b"ol" => &["start"],
        _ => &[],
    }
}

/// The attributes that every element may have.
pub const EVERYWHERE: [&str; 2] = ["dir", "lang"];

/// How much of what is wrong is said back.
const SHOWN: usize = 60;

fn cut(text: &str) -> String {
    let mut short: String = text.trim().chars().take(SHOWN).collect();
    if text.trim().chars().count() > SHOWN {
        short.push('…');
    }
    short
}

/// A subject: one line, without link and picture.
pub(super) fn subject(text: &str, max: usize) -> Vec<TemplateError> {
    if text.contains([
        '\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}',
    ]) {
        return vec![TemplateError::LineBreak];
    }
    let mut errors = any(text, max);
    errors.extend(refuse(
        text,
        &[Token::Url, Token::QrCode, Token::Message, Token::Code],
    ));
    errors
}

/// Plain text: it has the link, and no picture.
pub(super) fn text(text: &str, max: usize) -> Vec<TemplateError> {
    let mut errors = any(text, max);
    errors.extend(refuse(text, &[Token::QrCode]));
    if errors.is_empty() && !tokens_in(text).contains(&Token::Url) {
        errors.push(TemplateError::UrlMissing);
    }
    errors
}

/// HTML: known elements, nothing that does something, the link where it can be pressed
/// or read.
pub(super) fn html(text: &str, max: usize) -> Vec<TemplateError> {
    let mut errors = any(text, max);
    if matches!(errors.first(), Some(TemplateError::TooLong { .. })) {
        return errors;
    }
    let mut has_url = false;
    for event in events(text) {
        match event {
            Event::Text(between) => has_url |= tokens_in(between).contains(&Token::Url),
            Event::Comment(_) => errors.push(TemplateError::Element {
                name: "<!--".to_owned(),
            }),
            Event::Broken(rest) => errors.push(TemplateError::Broken { near: cut(rest) }),
            Event::Tag(tag) => {
                errors.extend(in_tag(&tag));
                has_url |= tag.attribute("href").map(str::trim) == Some("{URL}");
            }
        }
    }
    if errors.is_empty() && !has_url {
        errors.push(TemplateError::UrlMissing);
    }
    errors
}

/// What is wrong in a part of a template that is for this, beside what is wrong in any.
pub(super) fn fits(text: &str, usage: Usage, is_body: bool) -> Vec<TemplateError> {
    let named = tokens_in(text);
    let strange = Token::ALL.iter().filter(|token| named.contains(token));
    let mut errors: Vec<_> = strange
        .filter(|token| !usage.knows(**token))
        .map(|token| TemplateError::NotInThis {
            token: token.as_str(),
        })
        .collect();
    let carries_code = matches!(usage, Usage::Code | Usage::Entrance);
    if carries_code && is_body && errors.is_empty() && !named.contains(&Token::Code) {
        errors.push(TemplateError::CodeMissing);
    }
    if usage == Usage::News && is_body && errors.is_empty() && !named.contains(&Token::News) {
        errors.push(TemplateError::NewsMissing);
    }
    errors
}

/// What is wrong in any of the three.
fn any(text: &str, max: usize) -> Vec<TemplateError> {
    if text.trim().is_empty() {
        return vec![TemplateError::Empty];
    }
    if text.chars().nth(max).is_some() {
        return vec![TemplateError::TooLong { max }];
    }
    if text
        .chars()
        .any(|c| crate::text::is_forbidden(c) && !matches!(c, '\n' | '\r' | '\t'))
    {
        return vec![TemplateError::Forbidden];
    }
    let unknown = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Braced(name) if name.parse::<Token>().is_err() => {
            Some(TemplateError::UnknownToken {
                name: name.to_owned(),
                meant: Token::meant_by(name).map(Token::as_str),
            })
        }
        _ => None,
    });
    unknown.collect()
}

fn refuse(text: &str, tokens: &[Token]) -> Vec<TemplateError> {
    let named = tokens_in(text);
    let misplaced = tokens.iter().filter(|token| named.contains(token));
    misplaced
        .map(|token| TemplateError::NotHere {
            token: token.as_str(),
        })
        .collect()
}

fn in_tag(tag: &Tag<'_>) -> Vec<TemplateError> {
    if !ELEMENTS.contains(&tag.name.as_str()) {
        return vec![TemplateError::Element {
            name: tag.name.clone(),
        }];
    }
    let wrong = tag
        .attributes
        .iter()
        .filter_map(|one| in_attribute(tag, one));
    wrong.collect()
}

fn in_attribute(tag: &Tag<'_>, attribute: &Attribute<'_>) -> Option<TemplateError> {
    let name = attribute.name.as_str();
    if !EVERYWHERE.contains(&name) && !attributes_of(&tag.name).contains(&name) {
        return Some(TemplateError::Attribute {
            name: cut(name),
            element: tag.name.clone(),
        });
    }
    let tokens = tokens_in(attribute.value);
    if !attribute.quoted && !tokens.is_empty() {
        return Some(TemplateError::Broken {
            near: cut(tag.source),
        });
    }
    if matches!(name, "href" | "src") {
        return (!is_allowed_address(name, attribute.value)).then(|| TemplateError::Address {
            text: cut(attribute.value),
        });
    }
    let misplaced = [
        Token::Url,
        Token::QrCode,
        Token::Message,
        Token::Code,
        Token::News,
    ];
    let found = misplaced.into_iter().find(|token| tokens.contains(token));
    found.map(|token| TemplateError::NotHere {
        token: token.as_str(),
    })
}

/// The invite's link, or a whole address that is written out. A link that is a part of
/// another address would tell that host the secret.
pub fn is_allowed_address(attribute: &str, value: &str) -> bool {
    let value = value.trim();
    let tokens = tokens_in(value);
    if attribute == "href" && value == "{URL}" {
        return true;
    }
    let schemes: &[&str] = match attribute {
        "href" => &["https://", "http://", "mailto:", "tel:"],
        _ => &["https://"],
    };
    let lower = value.to_ascii_lowercase();
    // The host is the administrator's to choose, not a value's.
    let is_whole = schemes.iter().any(|scheme| {
        lower.strip_prefix(scheme).is_some_and(|rest| {
            let begins = rest.chars().next();
            begins.is_some_and(|c| c.is_ascii_alphanumeric()) || rest == "{email}"
        })
    });
    is_whole
        && ![
            Token::Url,
            Token::QrCode,
            Token::Message,
            Token::Code,
            Token::News,
        ]
        .iter()
        .any(|token| tokens.contains(token))
        && !value.contains(|c: char| c.is_whitespace() || c.is_control())
}
