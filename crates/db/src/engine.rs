//! Which engine a transaction runs on.

use std::rc::Rc;

use crate::{Error, Param, Row, postgres, sqlite};

/// A lane's connection, as the closures' [`Tx`](crate::Tx) sees it.
pub(crate) enum Engine {
    /// A file on this machine.
    Sqlite(Rc<sqlite::Session>),
    /// A server.
    Postgres(Rc<postgres::Session>),
}

impl Engine {
    pub(crate) fn execute(&self, sql: &'static str, params: &[Param<'_>]) -> Result<u64, Error> {
        match self {
            Self::Sqlite(session) => session.execute(sql, params),
            Self::Postgres(session) => session.execute(sql, params),
        }
    }

    pub(crate) fn put(&self, sql: &'static str, params: &[Param<'_>]) -> Result<(), Error> {
        match self {
            Self::Sqlite(session) => session.execute(sql, params).map(drop),
            Self::Postgres(session) => session.put(sql, params),
        }
    }

    pub(crate) fn each_row(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
        visit: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match self {
            Self::Sqlite(session) => session.each_row(sql, params, visit),
            Self::Postgres(session) => session.each_row(sql, params, visit),
        }
    }

    pub(crate) fn plan(&self, sql: &str) -> Result<Vec<String>, Error> {
        match self {
            Self::Sqlite(session) => session.plan(sql),
            Self::Postgres(session) => session.plan(sql),
        }
    }
}
