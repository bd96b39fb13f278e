//! What stands before the `@`: RFC 5321's Local-part with RFC 6531's letters.

use unicode_normalization::UnicodeNormalization;

use crate::text::is_invisible;

/// The longest local part, in bytes (RFC 5321, 4.5.3.1.1).
const MAX_BYTES: usize = 64;

/// The form that is compared, or nothing if `text` is no local part.
pub(super) fn normalise(text: &str) -> Option<String> {
    let plain = match text.strip_prefix('"') {
        Some(rest) => unquote(rest.strip_suffix('"')?)?,
        None if is_dot_atom(text) => text.to_owned(),
        None => return None,
    };
    // Lower-casing can undo NFC, so it stands between two of them.
    let folded: String = plain
        .nfc()
        .collect::<String>()
        .to_lowercase()
        .nfc()
        .collect();
    let normalised = if is_dot_atom(&folded) {
        folded
    } else {
        quote(&folded)
    };
    (!plain.is_empty() && normalised.len() <= MAX_BYTES).then_some(normalised)
}

fn is_dot_atom(text: &str) -> bool {
    text.split('.')
        .all(|atom| !atom.is_empty() && atom.chars().all(is_atom_character))
}

fn is_atom_character(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        c if c.is_ascii() => "!#$%&'*+-/=?^_`{|}~".contains(c),
        c => is_letter_of_some_script(c),
    }
}

fn is_letter_of_some_script(c: char) -> bool {
    !c.is_control() && !c.is_whitespace() && !is_invisible(c)
}

fn unquote(inner: &str) -> Option<String> {
    let mut plain = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        let c = match c {
            '"' => return None,
            '\\' => characters.next()?,
            c => c,
        };
        if !(c == ' ' || c.is_ascii_graphic() || !c.is_ascii() && is_letter_of_some_script(c)) {
            return None;
        }
        plain.push(c);
    }
    Some(plain)
}

fn quote(plain: &str) -> String {
    let mut quoted = String::with_capacity(plain.len() + 2);
    quoted.push('"');
    for c in plain.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}
