//! Tables as people send them: in whatever encoding and with whatever separator their programs write.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use usher_domain::table::Cell;

use super::{guarded, unguarded};

/// A file cannot be used as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReadable {
    /// There is nothing in it.
    Empty,
    /// It is larger than it may be.
    TooLarge,
    /// It is a workbook, not a table as text.
    Workbook,
    /// It is no text, or a damaged one.
    NotText,
}

/// The file as text, and how that was written: UTF-8, UTF-16, or what Western European programs write otherwise.
pub fn decode(bytes: &[u8], most: usize) -> Result<(String, &'static str), NotReadable> {
    if bytes.len() > most {
        return Err(NotReadable::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(NotReadable::Workbook);
    }
    let encoding = encoding_of(bytes);
    let (text, _, damaged): (Cow<'_, str>, _, _) = encoding.decode(bytes);
    let odd = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if damaged || text.chars().any(odd) {
        return Err(NotReadable::NotText);
    }
    if text.trim().is_empty() {
        return Err(NotReadable::Empty);
    }
    Ok((text.into_owned(), encoding.name()))
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    // Without a mark: a table is mostly ASCII, of which UTF-16 makes every other byte nothing.
    let begin = &bytes[..bytes.len().min(512)];
    let nothing = |at: usize| {
        begin
            .iter()
            .skip(at)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (nothing(0), nothing(1));
    if odd > begin.len() / 4 {
        UTF_16LE
    } else if even > begin.len() / 4 {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    }
}

/// What separates the cells: what the first row has most of outside of quotes.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let mut counts = [(b';', 0), (b',', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in first.unwrap_or_default().bytes() {
        quoted ^= byte == b'"';
        for (mark, count) in &mut counts {
            *count += usize::from(!quoted && byte == *mark);
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count > 0)
        .map_or(b',', |(mark, _)| mark)
}

/// Spreadsheet programs say by such a first line what separates the cells.
fn without_hint(text: &str) -> &str {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim();
    if first.len() <= 6 && first.to_ascii_lowercase().starts_with("sep=") {
        rest
    } else {
        text
    }
}

/// A table whose rows are still to be read.
pub struct Sheet<'a> {
    /// The first row.
    pub head: ::csv::StringRecord,
    text: &'a str,
    /// Lines of a hint before the table.
    skipped: u64,
    records: ::csv::StringRecordsIntoIter<&'a [u8]>,
}

impl<'a> Sheet<'a> {
    /// Reads the first row; nothing if there is none.
    pub fn of(text: &'a str) -> Option<Self> {
        let table = without_hint(text);
        let skipped = text[..text.len() - table.len()].matches('\n').count() as u64;
        let mut records = ::csv::ReaderBuilder::new()
            .delimiter(separator(table))
            .has_headers(false)
            .flexible(true)
            .from_reader(table.as_bytes())
            .into_records();
        let head = records.next()?.ok()?;
        Some(Self {
            head,
            text: table,
            skipped,
            records,
        })
    }

    /// Every row that has something in it, with the line on which it begins.
    pub fn rows(
        self,
    ) -> impl Iterator<Item = Result<(u64, ::csv::StringRecord), NotReadable>> + use<'a> {
        let (text, skipped) = (self.text, self.skipped);
        let empty = |record: &::csv::StringRecord| record.iter().all(|cell| cell.trim().is_empty());
        self.records.filter_map(move |record| match record {
            Err(_) => Some(Err(NotReadable::NotText)),
            Ok(record) if empty(&record) => None,
            Ok(record) => Some(Ok((line_of(&record, text) + skipped, record))),
        })
    }
}

/// The line on which a record begins, past the empty ones before it.
fn line_of(record: &::csv::StringRecord, table: &str) -> u64 {
    let Some(at) = record.position() else {
        return 0;
    };
    let before = usize::try_from(at.byte())
        .ok()
        .and_then(|byte| table.as_bytes().get(byte..));
    let empty = before.unwrap_or_default().iter();
    let empty = empty.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    at.line() + empty.filter(|byte| **byte == b'\n').count() as u64
}

/// A cell that our own export guarded is what it was; one that a spreadsheet would compute is no text.
pub fn cell(text: &str) -> Cell<'_> {
    let plain = unguarded(text);
    let computed = plain == text && matches!(guarded(text), Cow::Owned(_));
    // What begins with a space or a line break and not with a sign is only untidy.
    let begins = text.trim().chars().next();
    match begins {
        Some(c) if computed && !c.is_alphanumeric() => Cell::Formula,
        _ => Cell::Text(plain),
    }
}
