//! A file as text, and the text as rows.

use usher_domain::people::import::{Column, Columns, ColumnsError, RowError, RowFault, TableRow};

use crate::http::csv;

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

/// The file as text, and how that was written.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, &'static str), NotATable> {
    csv::decode(bytes, MAX_BYTES).map_err(NotATable::from)
}

/// Reads every row.
pub(super) fn read(text: &str) -> Result<Table, NotATable> {
    let sheet = csv::Sheet::of(text).ok_or(NotATable::Empty)?;
    let columns = Columns::read(sheet.head.iter()).map_err(NotATable::Columns)?;
    let email = (0..sheet.head.len()).find(|at| columns.at(*at) == Some(Column::Email));
    let (mut rows, mut seen) = (Vec::new(), std::collections::HashSet::new());
    for row in sheet.rows() {
        let (line, record) = row.map_err(NotATable::from)?;
        if rows.len() == MOST_ROWS {
            return Err(NotATable::TooManyRows);
        }
        let mut row = TableRow::read(&columns, record.iter().map(csv::cell));
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
            line,
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

impl From<csv::NotReadable> for NotATable {
    fn from(why: csv::NotReadable) -> Self {
        match why {
            csv::NotReadable::Empty => Self::Empty,
            csv::NotReadable::TooLarge => Self::TooLarge,
            csv::NotReadable::Workbook => Self::Workbook,
            csv::NotReadable::NotText => Self::NotText,
        }
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

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
