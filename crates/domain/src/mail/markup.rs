//! HTML, read tag by tag: enough to say what stands where. It repairs nothing; what it
//! cannot read is told as broken.

use std::ops::Range;

/// What stands in a piece of HTML, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// Text between tags, with its entities.
    Text(&'a str),
    /// A tag, opening or closing.
    Tag(Tag<'a>),
    /// A comment or declaration, whole.
    Comment(&'a str),
    /// What begins like a tag and never ends as one; the rest of the text.
    Broken(&'a str),
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// As it stands, with its brackets.
    pub source: &'a str,
    /// Where it stands in the whole text, in bytes.
    pub at: Range<usize>,
    /// In small letters.
    pub name: String,
    /// Whether it is `</p>`.
    pub closing: bool,
    /// In their order.
    pub attributes: Vec<Attribute<'a>>,
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// In small letters.
    pub name: String,
    /// Without its quotes.
    pub value: &'a str,
    /// Where the value stands within the tag's source, in bytes.
    pub at: Range<usize>,
    /// Whether it stands in quotes.
    pub quoted: bool,
}

impl Tag<'_> {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|one| one.name == name);
        found.map(|one| one.value)
    }
}

/// Reads a text of HTML.
pub fn events(html: &str) -> Vec<Event<'_>> {
    let mut events = Vec::new();
    let (mut at, mut text_from) = (0, 0);
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start..];
        let (event, length) = if rest.starts_with("<!") || rest.starts_with("<?") {
            comment(rest)
        } else {
            match tag(rest, start) {
                Some(tag) => {
                    let length = tag.source.len();
                    (Event::Tag(tag), length)
                }
                None => (Event::Broken(rest), rest.len()),
            }
        };
        if text_from < start {
            events.push(Event::Text(&html[text_from..start]));
        }
        events.push(event);
        at = start + length;
        text_from = at;
    }
    if text_from < html.len() {
        events.push(Event::Text(&html[text_from..]));
    }
    events
}

fn comment(rest: &str) -> (Event<'_>, usize) {
    let end = match rest.strip_prefix("<!--") {
        Some(inside) => inside.find("-->").map(|at| at + "<!---->".len()),
        None => rest.find('>').map(|at| at + 1),
    };
    match end {
        Some(end) => (Event::Comment(&rest[..end]), end),
        None => (Event::Broken(rest), rest.len()),
    }
}

/// The tag that `rest` begins with; it stands at `start` of the whole text.
fn tag(rest: &str, start: usize) -> Option<Tag<'_>> {
    let closing = rest[1..].starts_with('/');
    let from = if closing { 2 } else { 1 };
    let name_length = rest[from..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
    let name = &rest[from..from + name_length];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut at = from + name_length;
    let mut attributes = Vec::new();
    loop {
        at += rest[at..].find(|c: char| !c.is_ascii_whitespace() && c != '/')?;
        if rest[at..].starts_with('>') {
            at += 1;
            break;
        }
        let (attribute, end) = attribute(rest, at)?;
        attributes.push(attribute);
        at = end;
    }
    Some(Tag {
        source: &rest[..at],
        at: start..start + at,
        name: name.to_ascii_lowercase(),
        closing,
        attributes,
    })
}

/// The attribute that stands at `at`, and where it ends.
fn attribute(rest: &str, at: usize) -> Option<(Attribute<'_>, usize)> {
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/' | '<');
    let length = rest[at..].find(ends_name)?;
    if length == 0 {
        return None;
    }
    let name = rest[at..at + length].to_ascii_lowercase();
    let after_name = at + length;
    let spaces = rest[after_name..].find(|c: char| !c.is_ascii_whitespace())?;
    let equals = after_name + spaces;
    if !rest[equals..].starts_with('=') {
        let attribute = Attribute {
            name,
            value: "",
            at: after_name..after_name,
            quoted: true,
        };
        return Some((attribute, after_name));
    }
    let spaces = rest[equals + 1..].find(|c: char| !c.is_ascii_whitespace())?;
    let begins = equals + 1 + spaces;
    let quote = rest[begins..].chars().next()?;
    let (value, quoted) = if quote == '"' || quote == '\'' {
        let length = rest[begins + 1..].find(quote)?;
        (begins + 1..begins + 1 + length, true)
    } else {
        let ends = |c: char| c.is_ascii_whitespace() || c == '>';
        let length = rest[begins..].find(ends)?;
        (begins..begins + length, false)
    };
    let end = value.end + usize::from(quoted);
    let attribute = Attribute {
        name,
        value: &rest[value.clone()],
        at: value,
        quoted,
    };
    Some((attribute, end))
}
