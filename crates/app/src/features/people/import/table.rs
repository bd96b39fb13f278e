//! A file as text, and the text as rows.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use usher_domain::people::import::{
    Cell, Column, Columns, ColumnsError, RowError, RowFault, TableRow,
};

use crate::http::csv::{guarded, unguarded};

/// The largest file, in bytes: some fifty thousand people.
pub(super) const MAX_BYTES: usize = 8 << 20;
/// The most rows.
pub(super) const MOST_ROWS: usize = 50_000;

/// The file as a whole cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotATable {
    /// There is nothing in it.
    Empty,
    /// It is larger than [`MAX_BYTES`].
    TooLarge,
    /// It is a workbook, not a table as text.
    Workbook,
    /// It is no text.
    NotText,
    /// It has more rows than [`MOST_ROWS`].
    TooManyRows,
    /// Its first row names no columns that are known.
    Columns(ColumnsError),
}

/// One row as it was read, with the line on which it begins.
pub(super) struct Read {
    pub(super) line: u64,
    /// The address as it stands in the file, for people to find the row by.
    pub(super) address: String,
    pub(super) row: Result<TableRow, RowError>,
}

/// All of a file.
pub(super) struct Table {
    pub(super) rows: Vec<Read>,
    pub(super) ignored: Vec<String>,
}

/// The file as text, and how that was written: UTF-8, UTF-16, or what Western European programs write otherwise.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, &'static str), NotATable> {
    if bytes.len() > MAX_BYTES {
        return Err(NotATable::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(NotATable::Workbook);
    }
    let encoding = encoding_of(bytes);
    let (text, _, damaged): (Cow<'_, str>, _, _) = encoding.decode(bytes);
    let odd = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if damaged || text.chars().any(odd) {
        return Err(NotATable::NotText);
    }
    if text.trim().is_empty() {
        return Err(NotATable::Empty);
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

/// Reads every row.
pub(super) fn read(text: &str) -> Result<Table, NotATable> {
    let table = without_hint(text);
    let skipped = text[..text.len() - table.len()].matches('\n').count() as u64;
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(separator(table))
        .has_headers(false)
        .flexible(true)
        .from_reader(table.as_bytes());
    let mut records = reader.records();
    let Some(Ok(head)) = records.next() else {
        return Err(NotATable::Empty);
    };
    let columns = Columns::read(head.iter()).map_err(NotATable::Columns)?;
    let email = (0..head.len()).find(|at| columns.at(*at) == Some(Column::Email));
    let (mut rows, mut seen) = (Vec::new(), std::collections::HashSet::new());
    for record in records {
        let record = record.map_err(|_| NotATable::NotText)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() == MOST_ROWS {
            return Err(NotATable::TooManyRows);
        }
        let mut row = TableRow::read(&columns, record.iter().map(cell));
        if let Ok(read) = &row
            && !seen.insert(read.email.as_str().to_owned())
        {
            row = Err(RowError {
                column: Column::Email,
                fault: RowFault::Duplicate,
            });
        }
        let address = email.and_then(|at| record.get(at)).unwrap_or_default();
        rows.push(Read {
            line: line_of(&record, table) + skipped,
            address: address.trim().chars().take(200).collect(),
            row,
        });
    }
    if rows.is_empty() {
        return Err(NotATable::Empty);
    }
    Ok(Table {
        rows,
        ignored: columns.ignored,
    })
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
fn cell(text: &str) -> Cell<'_> {
    let plain = unguarded(text);
    let computed = plain == text && matches!(guarded(text), Cow::Owned(_));
    // What begins with a space or a line break and not with a sign is only untidy.
    let begins = text.trim().chars().next();
    match begins {
        Some(c) if computed && !c.is_alphanumeric() => Cell::Formula,
        _ => Cell::Text(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "email;first name;role\r\nzoe@uni.edu;Zoë;viewer\r\n\r\n\"li@uni.edu\";\"Li; \"\"the\"\" one\";\r\n";

    fn names(bytes: &[u8]) -> Vec<String> {
        let (text, _) = decode(bytes).unwrap();
        let rows = read(&text).unwrap().rows;
        let names = rows
            .iter()
            .map(|read| read.row.as_ref().unwrap().first_name.clone());
        names.map(|name| name.unwrap().to_string()).collect()
    }

    #[test]
    fn a_table_is_read_in_every_encoding_that_spreadsheets_write() {
        let utf16 = |units: Vec<u16>, big: bool| -> Vec<u8> {
            let bytes = |unit: u16| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            };
            units.into_iter().flat_map(bytes).collect()
        };
        let marked = |text: &str| format!("\u{feff}{text}").encode_utf16().collect::<Vec<_>>();
        let bare = PLAIN.encode_utf16().collect::<Vec<_>>();
        for bytes in [
            PLAIN.as_bytes().to_vec(),
            format!("\u{feff}{PLAIN}").into_bytes(),
            WINDOWS_1252.encode(PLAIN).0.into_owned(),
            utf16(marked(PLAIN), false),
            utf16(marked(PLAIN), true),
            utf16(bare.clone(), false),
            utf16(bare, true),
        ] {
            assert_eq!(names(&bytes), ["Zoë", "Li; \"the\" one"]);
        }
    }

    #[test]
    fn commas_tabs_and_hints_are_understood_and_lines_are_counted_as_shown() {
        for text in [
            "email,first name\na@uni.edu,Ada\n",
            "email\tfirst name\na@uni.edu\tAda\n",
            "sep=|\nemail|first name\na@uni.edu|Ada\n",
            "\"first name\",\"email, main\",\"E-Mail\"\nAda,x,a@uni.edu",
        ] {
            assert_eq!(names(text.as_bytes()), ["Ada"], "{text}");
        }
        let (text, _) = decode(PLAIN.as_bytes()).unwrap();
        let lines: Vec<u64> = read(&text)
            .unwrap()
            .rows
            .iter()
            .map(|row| row.line)
            .collect();
        assert_eq!(lines, [2, 4]);
    }

    #[test]
    fn what_is_no_table_is_told_apart() {
        let whole = |bytes: &[u8]| decode(bytes).and_then(|(text, _)| read(&text)).map(drop);
        for (bytes, expected) in [
            (&b""[..], NotATable::Empty),
            (b"  \n", NotATable::Empty),
            (b"email,role\n", NotATable::Empty),
            (b"PK\x03\x04....", NotATable::Workbook),
            (b"\x01\x02\x03 email", NotATable::NotText),
            (
                b"name,role\nAda,viewer",
                NotATable::Columns(ColumnsError::NoEmail),
            ),
        ] {
            assert_eq!(whole(bytes), Err(expected));
        }
        assert_eq!(whole(&vec![b'x'; MAX_BYTES + 1]), Err(NotATable::TooLarge));
        let many = format!("email\n{}", "a@uni.edu\n".repeat(MOST_ROWS + 1));
        assert_eq!(whole(many.as_bytes()), Err(NotATable::TooManyRows));
    }

    #[test]
    fn duplicates_and_formulas_are_found_and_our_own_guards_taken_off() {
        let text = "email,first name\nA@uni.edu,'=Ada\na@uni.edu,Ada\nb@uni.edu,=1+1\n-c@uni.edu,Cy\nd@uni.edu,'s Heer\n";
        let rows = read(text).unwrap().rows;
        let fault = |at: usize| rows[at].row.as_ref().err().map(|error| error.fault);
        let name = |at: usize| rows[at].row.as_ref().unwrap().first_name.clone().unwrap();
        assert_eq!(name(0).as_str(), "=Ada");
        assert_eq!(fault(1), Some(RowFault::Duplicate));
        assert_eq!(
            (fault(2), fault(3)),
            (Some(RowFault::Formula), Some(RowFault::Formula))
        );
        assert_eq!(name(4).as_str(), "'s Heer");
    }
}
