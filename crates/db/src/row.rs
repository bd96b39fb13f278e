//! Values on their way out of a row.

use std::{any::type_name, cell::Cell, str::FromStr};

use usher_domain::{clock::Timestamp, ids};

use crate::{Error, postgres};

/// One value of a row, or a parameter as the engines see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// `NULL`.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
}

/// What [`Row::get`] can make out of a column.
pub trait FromColumn: Sized {
    /// The value, or `None` if the column does not hold one of this type.
    fn from_column(value: Value<'_>) -> Option<Self>;
}

/// One row of an answer.
pub struct Row<'a> {
    cells: Cells<'a>,
    /// Where to look first: columns are mostly read in the order they were named.
    next: Cell<usize>,
}

impl<'a> Row<'a> {
    pub(crate) fn sqlite(cells: &'a rusqlite::Row<'a>) -> Self {
        Self::new(Cells::Sqlite(cells))
    }

    pub(crate) fn postgres(cells: &'a tokio_postgres::Row) -> Self {
        Self::new(Cells::Postgres(cells))
    }

    fn new(cells: Cells<'a>) -> Self {
        let next = Cell::new(0);
        Self { cells, next }
    }

    /// The value of a column by its name (or its `AS` name). Refuses a name that
    /// the statement does not have, a `NULL` unless `T` is an `Option`, and a
    /// value that is not a `T`.
    pub fn get<T: FromColumn>(&self, column: &'static str) -> Result<T, Error> {
        self.value(column)
            .and_then(T::from_column)
            .ok_or_else(|| mismatch::<T>(column))
    }

    /// The value of a `TEXT` column that holds a `T` as written by its `Display`
    /// or `as_str`: an enum, an address.
    pub fn parse<T: FromStr>(&self, column: &'static str) -> Result<T, Error> {
        match self.value(column) {
            Some(Value::Text(text)) => text.parse().map_err(|_| mismatch::<T>(column)),
            _ => Err(mismatch::<T>(column)),
        }
    }

    /// As [`Row::parse`], where `NULL` is `None`.
    pub fn parse_opt<T: FromStr>(&self, column: &'static str) -> Result<Option<T>, Error> {
        match self.value(column) {
            Some(Value::Null) => Ok(None),
            _ => self.parse(column).map(Some),
        }
    }

    fn value(&self, column: &str) -> Option<Value<'_>> {
        self.cells.value(self.position(column)?)
    }

    fn position(&self, column: &str) -> Option<usize> {
        let count = self.cells.count();
        let start = self.next.get();
        let found = (start..count)
            .chain(0..start.min(count))
            .find(|&at| self.cells.name(at) == Some(column))?;
        self.next.set(found + 1);
        Some(found)
    }
}

/// A row as its engine gives it.
enum Cells<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl Cells<'_> {
    fn count(&self) -> usize {
        match self {
            Self::Sqlite(row) => row.as_ref().column_count(),
            Self::Postgres(row) => row.len(),
        }
    }

    fn name(&self, at: usize) -> Option<&str> {
        match self {
            Self::Sqlite(row) => row.as_ref().column_name(at).ok(),
            Self::Postgres(row) => row.columns().get(at).map(tokio_postgres::Column::name),
        }
    }

    fn value(&self, at: usize) -> Option<Value<'_>> {
        use rusqlite::types::ValueRef;
        match self {
            Self::Sqlite(row) => match row.get_ref(at).ok()? {
                ValueRef::Null => Some(Value::Null),
                ValueRef::Integer(number) => Some(Value::Int(number)),
                ValueRef::Text(text) => std::str::from_utf8(text).ok().map(Value::Text),
                ValueRef::Blob(bytes) => Some(Value::Blob(bytes)),
                ValueRef::Real(_) => None,
            },
            Self::Postgres(row) => row.try_get::<_, postgres::Cell<'_>>(at).ok()?.0,
        }
    }
}

fn mismatch<T>(column: &'static str) -> Error {
    Error::Column {
        column,
        wanted: type_name::<T>(),
    }
}

impl<T: FromColumn> FromColumn for Option<T> {
    fn from_column(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_column(value).map(Some),
        }
    }
}

impl FromColumn for i64 {
    fn from_column(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Int(number) => Some(number),
            _ => None,
        }
    }
}

impl FromColumn for bool {
    fn from_column(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Int(0) => Some(false),
            Value::Int(1) => Some(true),
            _ => None,
        }
    }
}

impl FromColumn for String {
    fn from_column(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.to_owned()),
            _ => None,
        }
    }
}

impl FromColumn for Vec<u8> {
    fn from_column(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Blob(bytes) => Some(bytes.to_vec()),
            _ => None,
        }
    }
}

impl<const N: usize> FromColumn for [u8; N] {
    fn from_column(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Blob(bytes) => bytes.try_into().ok(),
            _ => None,
        }
    }
}

impl FromColumn for Timestamp {
    fn from_column(value: Value<'_>) -> Option<Self> {
        i64::from_column(value).map(Self::from_micros)
    }
}

macro_rules! whole_numbers {
    ($($number:ty),+) => {$(
        impl FromColumn for $number {
            fn from_column(value: Value<'_>) -> Option<Self> {
                i64::from_column(value)?.try_into().ok()
            }
        }
    )+};
}
whole_numbers!(i32, u32, u16, u8);

macro_rules! identifiers {
    ($($id:ident),+ $(,)?) => {$(
        impl FromColumn for ids::$id {
            fn from_column(value: Value<'_>) -> Option<Self> {
                match value {
                    Value::Text(text) => text.parse().ok(),
                    _ => None,
                }
            }
        }
    )+};
}
crate::ids::each_id!(identifiers);
