//! Lines as people paste them from mails, calendars and documents.

use super::{
    Column, RowError, RowFault, Wish,
    wish::{address, name},
};

/// One person of what was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line on which they stand, the first being 1.
    pub at: u64,
    /// As it was written, for people to find it by.
    pub written: String,
    /// What it says.
    pub wish: Result<Wish, RowError>,
}

/// The most that is shown of a line, in characters.
const SHOWN: usize = 200;

/// What stands between one person and the next, or around one.
const MARKS: [char; 4] = [',', ';', ' ', '\t'];

/// Reads pasted lines: `Ada Lovelace <ada@uni.edu>`, `Lovelace, Ada <ada@uni.edu>`, cells between tabs or semicolons
/// in any order, bare addresses; one to a line, or several between commas and semicolons as mail programs write
/// them. Empty lines are skipped, nothing else is: what cannot be told apart is an error.
pub fn lines(text: &str) -> impl Iterator<Item = Line> {
    text.lines().zip(1..).flat_map(|(line, at)| {
        persons(line).into_iter().map(move |person| Line {
            at,
            written: person.trim().chars().take(SHOWN).collect(),
            wish: read(person),
        })
    })
}

/// The persons of one line.
fn persons(line: &str) -> Vec<&str> {
    if !line.contains('<') {
        return between_marks(line);
    }
    // Names may hold commas, so whatever ends with an address in brackets is one person.
    let mut found = Vec::new();
    for piece in line.split_inclusive('>') {
        let Some(open) = piece.find('<') else {
            found.extend(between_marks(piece));
            continue;
        };
        // Bare addresses before the one in brackets.
        let begins = match piece[..open].rfind('@') {
            Some(at) => piece[at..open].find([',', ';']).map_or(0, |end| at + end),
            None => 0,
        };
        found.extend(between_marks(&piece[..begins]));
        found.push(piece[begins..].trim_start_matches(MARKS));
    }
    found
}

/// Persons without brackets: a comma, a semicolon or a tab is between two of them, if there is more than one.
fn between_marks(text: &str) -> Vec<&str> {
    if text.trim_matches(MARKS).is_empty() {
        return Vec::new();
    }
    if text.matches('@').count() < 2 {
        return vec![text];
    }
    let split = |marks: fn(char) -> bool| -> Vec<&str> {
        let parts = text.split(marks).map(str::trim);
        parts.filter(|part| !part.is_empty()).collect()
    };
    let one_each = |parts: &[&str]| parts.iter().all(|part| part.matches('@').count() == 1);
    let parts = split(|c| matches!(c, ',' | ';' | '\t'));
    if one_each(&parts) {
        return parts;
    }
    // Addresses with nothing but space between them.
    let words = split(|c| c.is_whitespace() || matches!(c, ',' | ';'));
    if one_each(&words) { words } else { vec![text] }
}

fn read(person: &str) -> Result<Wish, RowError> {
    let wrong = |fault| RowError {
        column: Column::Email,
        fault,
    };
    let (before, mail, after) = parted(person).ok_or(wrong(RowFault::NoEmail))?;
    let email = address(mail)?;
    let rest = format!("{before}\t{after}");
    let (mut first, mut last) = names(&rest);
    if rest.contains('@') {
        // Mail programs repeat the address where they know no name. Another one is another person.
        if address(first).as_ref() != Ok(&email) || !last.is_empty() {
            return Err(wrong(RowFault::NotAnAddress));
        }
        (first, last) = ("", "");
    }
    let named = |column, text: &str| match text {
        "" => Ok(None),
        text => name(column, text).map(Some),
    };
    Ok(Wish {
        email,
        first_name: named(Column::FirstName, first)?,
        last_name: named(Column::LastName, last)?,
        role: None,
        valid_until: None,
        language: None,
    })
}

/// What stands before the address, the address, and what stands behind it.
fn parted(person: &str) -> Option<(&str, &str, &str)> {
    if let Some((before, rest)) = person.rsplit_once('<') {
        let (mail, after) = rest.split_once('>').unwrap_or((rest, ""));
        return Some((before, mail, after));
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '(' | ')' | '[' | ']');
    let at = person.find('@')?;
    let from = person[..at]
        .rfind(ends)
        .and_then(|end| Some(end + person[end..].chars().next()?.len_utf8()));
    let (from, to) = (from.unwrap_or(0), person[at..].find(ends));
    let to = to.map_or(person.len(), |end| at + end);
    Some((&person[..from], &person[from..to], &person[to..]))
}

/// First and last name. Two cells are first and last; before a comma stands the last name; of several words the first
/// is the first name.
fn names(text: &str) -> (&str, &str) {
    let whole = tidy(text);
    let (first, last) = match (whole.split_once(['\t', ';']), whole.split_once(',')) {
        (Some((first, last)), _) | (None, Some((last, first))) => (first, last),
        (None, None) => whole.split_once(char::is_whitespace).unwrap_or((whole, "")),
    };
    (tidy(first), tidy(last))
}

/// Without what stands around a name: space, marks, brackets, quotes.
fn tidy(text: &str) -> &str {
    let around = |c: char| {
        c.is_whitespace() || matches!(c, '"' | ',' | ';' | '(' | ')' | '[' | ']' | '“' | '”' | '„')
    };
    let text = text.trim_matches(around);
    // A name may begin with an apostrophe; quotes come in pairs.
    let quoted = text
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''));
    quoted.unwrap_or(text).trim_matches(around)
}
