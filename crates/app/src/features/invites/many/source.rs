//! What was pasted or sent, as rows: a table where its first row names a column for the address, else lines.

use std::collections::HashSet;

use usher_domain::{
    config::Languages,
    invite::many::{Column, Columns, ColumnsError, RowError, RowFault, Wish, lines},
    table,
};

use super::row::{Row, What};
use crate::http::{csv, fault::FieldFault, time};

/// The largest text, in bytes.
pub(in super::super) const MAX_BYTES: usize = 4 << 20;
/// The most people at once.
pub(in super::super) const MOST: usize = 10_000;
/// How much of a cell is shown, in characters.
const SHOWN: usize = 200;

/// The text as a whole cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum NotAList {
    /// It is no text, or nobody is in it.
    Unreadable(csv::NotReadable),
    /// There are more people than [`MOST`].
    TooMany,
    /// Two columns are the same.
    Twice(Column),
}

impl From<csv::NotReadable> for NotAList {
    fn from(why: csv::NotReadable) -> Self {
        Self::Unreadable(why)
    }
}

impl NotAList {
    /// As a fault of the field that it came by.
    pub(in super::super) fn fault(&self, field: &str) -> FieldFault {
        let plain = |code| FieldFault::new(field, code);
        match self {
            Self::Unreadable(csv::NotReadable::Empty) => plain("many_empty"),
            Self::Unreadable(csv::NotReadable::TooLarge) => {
                plain("import_too_large").with("max", MAX_BYTES >> 20)
            }
            Self::Unreadable(csv::NotReadable::Workbook) => plain("import_workbook"),
            Self::Unreadable(csv::NotReadable::NotText) => plain("import_not_text"),
            Self::TooMany => plain("many_too_many").with("max", MOST),
            Self::Twice(column) => plain("import_column_twice").with("column", column),
        }
    }
}

/// Everybody in it.
pub(in super::super) struct Source {
    pub(in super::super) rows: Vec<Row>,
    /// Names of columns that are not read.
    pub(in super::super) ignored: Vec<String>,
}

/// Reads everybody. Times without a zone are of `zone`, languages some of `languages`.
pub(in super::super) fn read(
    text: &str,
    zone: &str,
    languages: &Languages,
) -> Result<Source, NotAList> {
    let mut source = match head(text)? {
        Some((sheet, columns)) => of_table(sheet, columns, zone, languages)?,
        None => of_lines(text, languages)?,
    };
    if source.rows.is_empty() {
        return Err(csv::NotReadable::Empty.into());
    }
    let mut seen = HashSet::new();
    for row in &mut source.rows {
        let wish = row.wish.as_ref();
        if wish.is_some_and(|wish| !seen.insert(wish.email.as_str().to_owned())) {
            row.what = RowFault::Duplicate.into();
            row.wish = None;
        }
    }
    Ok(source)
}

/// The first row, if it names columns. One in which an address stands is a person.
fn head(text: &str) -> Result<Option<(csv::Sheet<'_>, Columns)>, NotAList> {
    let Some(sheet) = csv::Sheet::of(text) else {
        return Ok(None);
    };
    match Columns::read(sheet.head.iter()) {
        Ok(columns) => Ok(Some((sheet, columns))),
        Err(table::ColumnsError::Twice(column))
            if !sheet.head.iter().any(|it| it.contains('@')) =>
        {
            Err(NotAList::Twice(column))
        }
        Err(ColumnsError::Twice(_) | ColumnsError::NoEmail) => Ok(None),
    }
}

fn of_table(
    sheet: csv::Sheet<'_>,
    columns: Columns,
    zone: &str,
    languages: &Languages,
) -> Result<Source, NotAList> {
    let email = (0..sheet.head.len()).find(|at| columns.at(*at) == Some(Column::Email));
    let moment = |text: &str| time::parse_written(text, zone);
    let mut rows = Vec::new();
    for record in sheet.rows() {
        let (at, record) = record?;
        if rows.len() == MOST {
            return Err(NotAList::TooMany);
        }
        let address = email.and_then(|at| record.get(at)).unwrap_or_default();
        let wish = Wish::read(&columns, record.iter().map(csv::cell), moment, languages);
        rows.push(row(at, address, wish, languages));
    }
    Ok(Source {
        rows,
        ignored: columns.ignored,
    })
}

fn of_lines(text: &str, languages: &Languages) -> Result<Source, NotAList> {
    let mut rows = Vec::new();
    for line in lines(text) {
        if rows.len() == MOST {
            return Err(NotAList::TooMany);
        }
        rows.push(row(line.at, &line.written, line.wish, languages));
    }
    Ok(Source {
        rows,
        ignored: Vec::new(),
    })
}

/// A row as it was read.
pub(in super::super) fn row(
    at: u64,
    written: &str,
    wish: Result<Wish, RowError>,
    languages: &Languages,
) -> Row {
    let (wish, what) = match wish {
        Ok(wish) => (Some(wish), What::Open),
        Err(error) => (None, What::from(error)),
    };
    let languages = match &what {
        What::Wrong(_, RowFault::UnknownLanguage) => languages.listed(),
        _ => String::new(),
    };
    let who = wish
        .as_ref()
        .map_or(written.trim(), |wish| wish.email.written());
    Row {
        at,
        who: who.chars().take(SHOWN).collect(),
        named: String::new(),
        wish,
        invite: None,
        what,
        mail: false,
        done: false,
        latest: None,
        languages,
    }
}
