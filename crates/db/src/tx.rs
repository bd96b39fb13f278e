//! What a closure works with: one transaction on either engine.

use std::cell::RefCell;

use crate::{Error, Param, Row, Statements, Underway, engine::Engine, lock, underway};

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
    pub(crate) engine: Engine,
    first_error: RefCell<Option<Error>>,
    watcher: RefCell<Option<Statements>>,
}

impl Tx {
    pub(crate) fn new(engine: Engine) -> Self {
        Self {
            engine,
            first_error: RefCell::new(None),
            watcher: RefCell::new(None),
        }
    }

    /// Runs a statement that answers no rows; the number of rows it changed.
    pub fn execute(&self, sql: &'static str, params: &[Param<'_>]) -> Result<u64, Error> {
        self.tell(sql);
        self.unless_poisoned(|engine| engine.execute(sql, params))
    }

    /// Runs a statement on which nobody waits: no rows, and a count that nobody
    /// needs. On PostgreSQL it leaves with the next statement that somebody does wait
    /// for, or with the commit, and what goes wrong with it comes up there: the
    /// closure is undone all the same. On SQLite it runs at once.
    pub fn put(&self, sql: &'static str, params: &[Param<'_>]) -> Result<(), Error> {
        self.tell(sql);
        self.unless_poisoned(|engine| engine.put(sql, params))
    }

    /// Every row of the answer, in order.
    pub fn query<T>(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.tell(sql);
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
        mut map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        self.tell(sql);
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
        map: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.query_opt(sql, params, map)?.ok_or(Error::NoRow)
    }

    /// The statement that also locks the rows it loads from the table called
    /// `alias` until the transaction ends, for facts that a decision rests on:
    ///
    /// `tx.query_opt(tx.lock("i", LOAD_INVITE), params![mac], invite)`
    ///
    /// `FOR UPDATE OF alias` on PostgreSQL; the statement itself on SQLite, because
    /// there one write closure runs at a time, and in a closure that only looks.
    ///
    /// In a closure of [`Db::write_locking`](crate::Db::write_locking) it is not enough
    /// where the statement joins other tables: whoever had to wait sees the locked row
    /// as it is now and the joined ones as they were. There, [`Tx::hold`] first.
    pub fn lock(&self, alias: &'static str, sql: &'static str) -> &'static str {
        match &self.engine {
            Engine::Postgres(session) if session.locks() => {
                lock::text(sql, &["FOR UPDATE OF", alias])
            }
            Engine::Sqlite(_) | Engine::Postgres(_) => sql,
        }
    }

    /// Locks the rows that `sql` names until the transaction ends, without loading
    /// them; the statements after it see what is there once they are locked. For
    /// closures of [`Db::write_locking`](crate::Db::write_locking). Nothing on SQLite,
    /// where one write closure runs at a time, nor in a closure that only looks. Nobody
    /// waits for its answer: it leaves with the next statement.
    pub fn hold(&self, sql: &'static str, params: &[Param<'_>]) -> Result<(), Error> {
        self.tell(sql);
        self.unless_poisoned(|engine| match engine {
            Engine::Postgres(session) if session.locks() => {
                session.put(lock::text(sql, &["FOR UPDATE"]), params)
            }
            Engine::Sqlite(_) | Engine::Postgres(_) => Ok(()),
        })
    }

    /// Keeps everybody else who claims the same thing out until the transaction ends,
    /// for what has no row to lock: "what this browser holds". `sort` says which sort
    /// of thing, `which` says which one. Claim before [`Tx::hold`], and several sorts
    /// always in the same order, or two closures wait for each other. As `hold`,
    /// nothing on SQLite, and nobody waits for its answer.
    pub fn claim(&self, sort: &'static str, which: &[u8]) -> Result<(), Error> {
        self.unless_poisoned(|engine| match engine {
            Engine::Postgres(session) if session.locks() => {
                let key = lock::key(sort, which);
                session.put(lock::CLAIM, &[Param::Int(key)])
            }
            Engine::Sqlite(_) | Engine::Postgres(_) => Ok(()),
        })
    }

    /// Which transactions of others may not be over yet.
    pub fn underway(&self) -> Result<Underway, Error> {
        match &self.engine {
            // There one writes at a time, and a reader sees those who are done.
            Engine::Sqlite(_) => Ok(Underway::NOBODY),
            Engine::Postgres(_) => self.query_one(underway::ASK, &[], Underway::of),
        }
    }

    /// How the engine would go about a statement, a line per step, for tests
    /// that read query plans. SQLite's `SCAN t` and PostgreSQL's `Seq Scan on t` are
    /// a table without an index to help. The statement is not run and needs no
    /// parameters.
    pub fn plan(&self, sql: &str) -> Result<Vec<String>, Error> {
        self.unless_poisoned(|engine| engine.plan(sql))
    }

    /// How many times this connection has waited for a server's answer, for tests and
    /// measurements: the difference is what a closure cost. 0 on SQLite.
    pub fn round_trips(&self) -> u64 {
        match &self.engine {
            Engine::Sqlite(_) => 0,
            Engine::Postgres(session) => session.round_trips(),
        }
    }

    /// Who is told from now on which statements run.
    pub(crate) fn watch(&self, watcher: Option<&Statements>) {
        self.watcher.replace(watcher.cloned());
    }

    fn tell(&self, sql: &'static str) {
        if let Some(watcher) = self.watcher.borrow().as_ref() {
            watcher.ran(sql);
        }
    }

    /// Forgets the previous closure's error and says what it was.
    pub(crate) fn take_first_error(&self) -> Option<Error> {
        self.first_error.take()
    }

    fn unless_poisoned<T>(
        &self,
        act: impl FnOnce(&Engine) -> Result<T, Error>,
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
