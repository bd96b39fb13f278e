//! Values on their way into a statement.

use usher_domain::{clock::Timestamp, ids};

use crate::Value;

/// One parameter of a statement, borrowed where it can be. Made by [`params!`](crate::params).
#[derive(Clone, Debug)]
pub enum Param<'a> {
    /// `NULL`.
    Null,
    /// A whole number; also booleans (0, 1) and timestamps (microseconds).
    Int(i64),
    /// Text.
    Text(&'a str),
    /// The text of an identifier, held inline.
    Id([u8; 36]),
    /// Bytes.
    Blob(&'a [u8]),
}

impl Param<'_> {
    /// The same as the engines see it.
    pub(crate) fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Int(number) => Value::Int(*number),
            Self::Text(text) => Value::Text(text),
            // The text of a UUID is ASCII, so this cannot come out as NULL.
            Self::Id(text) => std::str::from_utf8(text).map_or(Value::Null, Value::Text),
            Self::Blob(bytes) => Value::Blob(bytes),
        }
    }
}

/// What may stand in [`params!`](crate::params).
pub trait ToParam {
    /// The parameter.
    fn to_param(&self) -> Param<'_>;
}

/// The parameters of a statement, in the order of `$1`, `$2`, …
///
/// `tx.execute("UPDATE tags SET label = $1 WHERE id = $2", params![label, id])`
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$($crate::ToParam::to_param(&$value)),*] as &[$crate::Param<'_>]
    };
}

impl<T: ToParam + ?Sized> ToParam for &T {
    fn to_param(&self) -> Param<'_> {
        (**self).to_param()
    }
}

impl<T: ToParam> ToParam for Option<T> {
    fn to_param(&self) -> Param<'_> {
        self.as_ref().map_or(Param::Null, ToParam::to_param)
    }
}

impl ToParam for Param<'_> {
    fn to_param(&self) -> Param<'_> {
        self.clone()
    }
}

impl ToParam for str {
    fn to_param(&self) -> Param<'_> {
        Param::Text(self)
    }
}

impl ToParam for String {
    fn to_param(&self) -> Param<'_> {
        Param::Text(self)
    }
}

impl ToParam for [u8] {
    fn to_param(&self) -> Param<'_> {
        Param::Blob(self)
    }
}

impl ToParam for Vec<u8> {
    fn to_param(&self) -> Param<'_> {
        Param::Blob(self)
    }
}

impl<const N: usize> ToParam for [u8; N] {
    fn to_param(&self) -> Param<'_> {
        Param::Blob(self)
    }
}

impl ToParam for Timestamp {
    fn to_param(&self) -> Param<'_> {
        Param::Int(self.micros())
    }
}

macro_rules! whole_numbers {
    ($($number:ty),+) => {$(
        impl ToParam for $number {
            fn to_param(&self) -> Param<'_> {
                Param::Int(i64::from(*self))
            }
        }
    )+};
}
whole_numbers!(i64, i32, u32, u16, u8, bool);

macro_rules! identifiers {
    ($($id:ident),+ $(,)?) => {$(
        impl ToParam for ids::$id {
            fn to_param(&self) -> Param<'_> {
                let mut text = [0; 36];
                self.uuid().hyphenated().encode_lower(&mut text);
                Param::Id(text)
            }
        }
    )+};
}
crate::ids::each_id!(identifiers);
