//! Values on their way to PostgreSQL and back, in its binary form.

use std::{error::Error as StdError, fmt};

use bytes::{BufMut, BytesMut};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::{Param, Value};

type Failed = Box<dyn StdError + Sync + Send>;

/// A parameter as the statement wants it. What the statement infers decides the
/// width; a value that does not fit is refused before it is sent.
pub(crate) struct Sent<'a>(pub(crate) Value<'a>);

/// Never the value: the driver logs its parameters.
impl fmt::Debug for Sent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl ToSql for Sent<'_> {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> Result<IsNull, Failed> {
        fits(&self.0, wanted)?;
        match (self.0, wanted) {
            (Value::Null, _) => return Ok(IsNull::Yes),
            (Value::Int(number), &Type::INT8) => out.put_i64(number),
            (Value::Int(number), &Type::INT4) => out.put_i32(number as i32),
            (Value::Int(number), &Type::INT2) => out.put_i16(number as i16),
            (Value::Int(number), _) => out.put_i8(number as i8),
            (Value::Text(text), _) => out.put_slice(text.as_bytes()),
            (Value::Blob(bytes), _) => out.put_slice(bytes),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Whether a value can be sent where the statement wants that type.
pub(crate) fn fits(value: &Value<'_>, wanted: &Type) -> Result<(), String> {
    let fits = match (value, wanted) {
        (Value::Null, _) | (Value::Int(_), &Type::INT8) | (Value::Blob(_), &Type::BYTEA) => true,
        (Value::Int(number), &Type::INT4) => i32::try_from(*number).is_ok(),
        (Value::Int(number), &Type::INT2) => i16::try_from(*number).is_ok(),
        (Value::Int(number), &Type::BOOL) => (0..=1).contains(number),
        // PostgreSQL keeps no NUL in a text.
        (Value::Text(text), &Type::TEXT | &Type::VARCHAR | &Type::NAME) => !text.contains('\0'),
        _ => false,
    };
    let given = match value {
        Value::Null => "nothing",
        Value::Int(_) => "that number",
        Value::Text(_) => "that text",
        Value::Blob(_) => "bytes",
    };
    if fits {
        Ok(())
    } else {
        Err(format!("{wanted} cannot hold {given}"))
    }
}

/// A column's value; `None` is a type that we have no word for.
pub(crate) struct Cell<'a>(pub(crate) Option<Value<'a>>);

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(found: &Type, raw: &'a [u8]) -> Result<Self, Failed> {
        Ok(Self(match *found {
            Type::INT8 => Some(Value::Int(i64::from_be_bytes(raw.try_into()?))),
            Type::INT4 => Some(Value::Int(i32::from_be_bytes(raw.try_into()?).into())),
            Type::INT2 => Some(Value::Int(i16::from_be_bytes(raw.try_into()?).into())),
            Type::BOOL => Some(Value::Int(i64::from(raw != [0]))),
            Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => {
                Some(Value::Text(std::str::from_utf8(raw)?))
            }
            Type::BYTEA => Some(Value::Blob(raw)),
            _ => None,
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Failed> {
        Ok(Self(Some(Value::Null)))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A parameter that is kept until its statement is sent.
#[derive(Clone)]
pub(super) enum Kept {
    Null,
    Int(i64),
    Text(Box<str>),
    Id([u8; 36]),
    Blob(Box<[u8]>),
}

impl Kept {
    pub(super) fn of(param: &Param<'_>) -> Self {
        match *param {
            Param::Null => Self::Null,
            Param::Int(number) => Self::Int(number),
            Param::Text(text) => Self::Text(text.into()),
            Param::Id(text) => Self::Id(text),
            Param::Blob(bytes) => Self::Blob(bytes.into()),
        }
    }

    pub(super) fn sent(&self) -> Sent<'_> {
        Sent(match self {
            Self::Null => Value::Null,
            Self::Int(number) => Value::Int(*number),
            Self::Text(text) => Value::Text(text),
            // The text of a UUID is ASCII, so this cannot come out as NULL.
            Self::Id(text) => std::str::from_utf8(text).map_or(Value::Null, Value::Text),
            Self::Blob(bytes) => Value::Blob(bytes),
        })
    }
}
