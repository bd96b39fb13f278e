//! What a closure works with: one transaction on either engine.

use std::cell::RefCell;

use crate::{Error, Param, Row, sqlite::Session};

/// One transaction. Handed to the closures of [`Db::read`](crate::Db::read) and
/// [`Db::write`](crate::Db::write); it cannot outlive them.
///
/// **After an error it is poisoned**: every further call fails with the first
/// error, and a closure that returns `Ok` all the same is undone and answered
/// with [`Error::Poisoned`]. (PostgreSQL would answer such a `COMMIT` with "ok"
/// and roll back.) So do not probe by failing: write
/// `INSERT … ON CONFLICT DO NOTHING` and look at the count. Only
/// [`Error::NoRow`] does not poison.
pub struct Tx {
    pub(crate) engine: Session,
    first_error: RefCell<Option<Error>>,
}

impl Tx {
    pub(crate) fn new(engine: Session) -> Self {
        Self {
            engine,
            first_error: RefCell::new(None),
        }
    }

    /// Runs a statement that answers no rows; the number of rows it changed.
    pub fn execute(&self, sql: &'static str, params: &[Param<'_>]) -> Result<u64, Error> {
        self.unless_poisoned(|engine| engine.execute(sql, params))
    }

    /// Every row of the answer, in order.
    pub fn query<T>(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
        mut map: impl FnMut(&Row) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.unless_poisoned(|engine| {
            let mut rows = Vec::new();
            engine.each_row(sql, params, |row| {
                rows.push(map(row)?);
                Ok(())
            })?;
            Ok(rows)
        })
    }

    /// The only row of the answer, or `None`. Refuses an answer of several rows
    /// with [`Error::ManyRows`]: say `LIMIT 1` if any will do.
    pub fn query_opt<T>(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
        mut map: impl FnMut(&Row) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        self.unless_poisoned(|engine| {
            let mut only = None;
            engine.each_row(sql, params, |row| match only {
                None => {
                    only = Some(map(row)?);
                    Ok(())
                }
                Some(_) => Err(Error::ManyRows),
            })?;
            Ok(only)
        })
    }

    /// The only row of the answer; [`Error::NoRow`] if there is none,
    /// [`Error::ManyRows`] if there are several.
    pub fn query_one<T>(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
        map: impl FnMut(&Row) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.query_opt(sql, params, map)?.ok_or(Error::NoRow)
    }

    /// The statement that also locks the rows it loads from the table called
    /// `alias` until the transaction ends, for facts that a decision rests on:
    ///
    /// `tx.query_opt(tx.lock("i", LOAD_INVITE), params![mac], invite)`
    ///
    /// `FOR UPDATE OF alias` on PostgreSQL; on SQLite the statement itself,
    /// because there one write closure runs at a time.
    pub fn lock(&self, _alias: &'static str, sql: &'static str) -> &'static str {
        sql
    }

    /// How the engine would go about a statement, a line per step, for tests
    /// that read query plans (`SCAN t` in SQLite's plan is a table without an
    /// index to help). The statement is not run and needs no parameters.
    pub fn plan(&self, sql: &str) -> Result<Vec<String>, Error> {
        self.unless_poisoned(|engine| engine.plan(sql))
    }

    /// Forgets the previous closure's error and says what it was.
    pub(crate) fn take_first_error(&self) -> Option<Error> {
        self.first_error.take()
    }

    fn unless_poisoned<T>(
        &self,
        act: impl FnOnce(&Session) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if let Some(first) = self.first_error.borrow().as_ref() {
            return Err(first.clone());
        }
        act(&self.engine).inspect_err(|error| {
            if *error != Error::NoRow {
                self.first_error.borrow_mut().get_or_insert(error.clone());
            }
        })
    }
}
