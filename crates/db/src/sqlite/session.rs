//! One connection with what a lane has to know between two closures.

use std::cell::Cell;

use rusqlite::{CachedStatement, Connection, types::ToSqlOutput, types::ValueRef};

use super::failure;
use crate::{Error, Param, Row, Value, steering::refuse_steering};

/// A connection inside a lane's transaction. A closure's writes go into a
/// savepoint that is opened at its first write, so that a closure which only
/// looks costs nothing to undo.
pub(crate) struct Session {
    connection: Connection,
    savepoint: Cell<bool>,
}

impl Session {
    pub(crate) fn new(connection: Connection) -> Self {
        Self {
            connection,
            savepoint: Cell::new(false),
        }
    }

    pub(crate) fn execute(&self, sql: &str, params: &[Param<'_>]) -> Result<u64, Error> {
        let mut statement = self.prepare(sql, params)?;
        let changed = statement.raw_execute().map_err(failure)?;
        Ok(changed as u64)
    }

    pub(crate) fn each_row(
        &self,
        sql: &str,
        params: &[Param<'_>],
        mut visit: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut statement = self.prepare(sql, params)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(failure)? {
            visit(&Row::sqlite(row))?;
        }
        Ok(())
    }

    pub(crate) fn plan(&self, sql: &str) -> Result<Vec<String>, Error> {
        let explain = format!("EXPLAIN QUERY PLAN {sql}");
        let mut statement = self.connection.prepare(&explain).map_err(failure)?;
        let mut rows = statement.raw_query();
        let mut steps = Vec::new();
        while let Some(row) = rows.next().map_err(failure)? {
            steps.push(row.get("detail").map_err(failure)?);
        }
        Ok(steps)
    }

    /// Begins the lane's transaction: `BEGIN IMMEDIATE` where closures write, so
    /// that what they read is what they change; `BEGIN` for a reader's snapshot.
    pub(crate) fn begin(&self, begin: &'static str) -> Result<(), Error> {
        self.savepoint.set(false);
        self.steer(begin)
    }

    /// Makes a closure's writes part of the batch.
    pub(crate) fn keep(&self) -> Result<(), Error> {
        if self.savepoint.replace(false) {
            self.steer("RELEASE closure")?;
        }
        Ok(())
    }

    /// Undoes a closure's writes and leaves its neighbours' alone.
    pub(crate) fn undo(&self) -> Result<(), Error> {
        if self.savepoint.replace(false) {
            self.steer("ROLLBACK TO closure")?;
            self.steer("RELEASE closure")?;
        }
        Ok(())
    }

    pub(crate) fn commit(&self) -> Result<(), Error> {
        self.steer("COMMIT")
    }

    /// Undoes the whole transaction, if SQLite has not done so already.
    pub(crate) fn roll_back(&self) {
        self.savepoint.set(false);
        if self.is_open()
            && let Err(error) = self.steer("ROLLBACK")
        {
            tracing::error!(%error, "rolling back failed");
        }
    }

    /// Whether the lane's transaction still stands. SQLite rolls all of it back
    /// on its own when the disk is full, on an I/O error and on an interrupt.
    pub(crate) fn is_open(&self) -> bool {
        !self.connection.is_autocommit()
    }

    fn steer(&self, sql: &'static str) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(sql).map_err(failure)?;
        statement.raw_execute().map_err(failure)?;
        Ok(())
    }

    fn prepare(&self, sql: &str, params: &[Param<'_>]) -> Result<CachedStatement<'_>, Error> {
        refuse_steering(sql)?;
        let mut statement = self.connection.prepare_cached(sql).map_err(failure)?;
        if !statement.readonly() && !self.savepoint.get() {
            self.steer("SAVEPOINT closure")?;
            self.savepoint.set(true);
        }
        bind(&mut statement, params)?;
        Ok(statement)
    }
}

/// Binds `$n` to the n-th parameter. For SQLite `$n` is a *name*, and names are
/// numbered by their appearance in the text, so the number it would give them is
/// not ours.
fn bind(statement: &mut CachedStatement<'_>, params: &[Param<'_>]) -> Result<(), Error> {
    let count = statement.parameter_count();
    if count != params.len() {
        return Err(Error::Other(format!(
            "the statement has {count} parameters, {} were given",
            params.len()
        )));
    }
    for slot in 1..=count {
        let param = statement
            .parameter_name(slot)
            .and_then(|name| name.strip_prefix('$'))
            .and_then(|number| number.parse::<usize>().ok())
            .and_then(|number| params.get(number.checked_sub(1)?))
            .ok_or_else(|| Error::Other(format!("parameters are $1 to ${count}, each used")))?;
        let value = ToSqlOutput::Borrowed(match param.value() {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        });
        statement.raw_bind_parameter(slot, value).map_err(failure)?;
    }
    Ok(())
}
