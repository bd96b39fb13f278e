//! One connection with what its lane has to know while a closure runs.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
};

use futures_util::TryStreamExt;
use tokio_postgres::{Client, Statement};

use super::{
    Link,
    failure::{Trouble, failure},
    value::{self, Kept, Sent},
};
use crate::{Error, Param, Row, steering::refuse_steering};

/// A connection inside a lane's transaction. Statements are prepared once and
/// kept. The transaction's beginning and the statements that nobody waits for are
/// held back and leave in one packet with the next that somebody does wait for.
pub(crate) struct Session {
    pub(super) state: RefCell<State>,
    trouble: Cell<Option<Trouble>>,
    /// Whether the closure only looks.
    pub(super) looks: Cell<bool>,
}

pub(super) struct State {
    pub(super) link: Option<Link>,
    /// By the address of the text, which never moves.
    statements: HashMap<(usize, usize), Statement>,
    /// What opens the transaction, until it is sent.
    pub(super) opening: Option<String>,
    pub(super) held_back: Vec<HeldBack>,
    /// Whether the server may have a transaction open for us.
    pub(super) begun: bool,
    round_trips: u64,
}

/// A statement on which nobody waits.
pub(super) struct HeldBack {
    statement: Statement,
    params: Vec<Kept>,
}

/// What is asked of the server last in a packet.
pub(super) enum Last<'a> {
    Query(&'a Statement, &'a [Param<'a>]),
    Prepare(&'a str),
    Simple(&'static str),
    /// The commit, and before it the transaction's number.
    Commit(&'a Statement),
}

/// What the server answered.
pub(super) enum Answer {
    Done,
    Prepared(Statement),
    Rows(Vec<tokio_postgres::Row>, u64),
}

pub(super) type Answered = Result<Answer, tokio_postgres::Error>;
type Step<'a> = Pin<Box<dyn Future<Output = Answered> + 'a>>;

impl Session {
    pub(crate) fn new() -> Self {
        Self {
            state: RefCell::new(State {
                link: None,
                statements: HashMap::new(),
                opening: None,
                held_back: Vec::new(),
                begun: false,
                round_trips: 0,
            }),
            trouble: Cell::new(None),
            looks: Cell::new(true),
        }
    }

    /// Whether the closure may lock rows: one that only looks sees one snapshot anyway.
    pub(crate) fn locks(&self) -> bool {
        !self.looks.get()
    }

    /// Runs a statement at once; how many rows it changed.
    pub(crate) fn execute(&self, sql: &'static str, params: &[Param<'_>]) -> Result<u64, Error> {
        match self.ask(sql, params)? {
            Answer::Rows(_, changed) => Ok(changed),
            Answer::Done | Answer::Prepared(_) => Ok(0),
        }
    }

    /// Holds a statement back until the next one that somebody waits for.
    pub(crate) fn put(&self, sql: &'static str, params: &[Param<'_>]) -> Result<(), Error> {
        let statement = self.statement(sql)?;
        fits(&statement, params)?;
        let params = params.iter().map(Kept::of).collect();
        let mut state = self.state.borrow_mut();
        state.held_back.push(HeldBack { statement, params });
        Ok(())
    }

    pub(crate) fn each_row(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
        mut visit: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if let Answer::Rows(rows, _) = self.ask(sql, params)? {
            for row in &rows {
                visit(&Row::postgres(row))?;
            }
        }
        Ok(())
    }

    /// What a failure of the last closure asks of the lane, once.
    pub(super) fn take_trouble(&self) -> Option<Trouble> {
        self.trouble.take()
    }

    /// How many times somebody has waited for the server.
    pub(crate) fn round_trips(&self) -> u64 {
        self.state.borrow().round_trips
    }

    fn ask(&self, sql: &'static str, params: &[Param<'_>]) -> Result<Answer, Error> {
        let statement = self.statement(sql)?;
        fits(&statement, params)?;
        self.fly(Last::Query(&statement, params))
    }

    /// The statement, prepared the first time that this connection sees it.
    pub(super) fn statement(&self, sql: &'static str) -> Result<Statement, Error> {
        let key = (sql.as_ptr() as usize, sql.len());
        if let Some(known) = self.state.borrow().statements.get(&key) {
            return Ok(known.clone());
        }
        refuse_steering(sql)?;
        let statement = self.prepare(sql)?;
        let mut state = self.state.borrow_mut();
        state.statements.insert(key, statement.clone());
        Ok(statement)
    }

    /// A statement that is not kept.
    pub(super) fn prepare(&self, sql: &str) -> Result<Statement, Error> {
        match self.fly(Last::Prepare(sql))? {
            Answer::Prepared(statement) => Ok(statement),
            Answer::Done | Answer::Rows(..) => Err(Error::Other("it was not prepared".into())),
        }
    }

    /// Sends what was held back and `last`, waits, and gives its answer; or the
    /// first thing that went wrong.
    pub(super) fn fly(&self, last: Last<'_>) -> Result<Answer, Error> {
        let answers = self.state.borrow_mut().fly(last);
        let mut answer = Answer::Done;
        for one in answers {
            answer = one.map_err(|error| self.failed(&error))?;
        }
        Ok(answer)
    }

    /// Remembers what the lane has to do about it.
    pub(super) fn failed(&self, error: &tokio_postgres::Error) -> Error {
        let (error, trouble) = failure(error);
        if self.trouble.get().is_none() {
            self.trouble.set(trouble);
        }
        error
    }
}

impl State {
    /// One packet out, its answers back, in order. Without a connection there are none, not
    /// even errors: the lane does not run a closure then.
    pub(super) fn fly(&mut self, last: Last<'_>) -> Vec<Answered> {
        let Some(link) = &mut self.link else {
            return Vec::new();
        };
        let opening = self.opening.take();
        let held_back = std::mem::take(&mut self.held_back);
        self.begun |= opening.is_some();
        self.round_trips += 1;
        link.run(|client| in_order(steps(client, opening.as_deref(), &held_back, last)))
    }

    /// Takes a fresh connection; what was prepared on the old one is gone.
    pub(super) fn renew(&mut self, link: Option<Link>) {
        self.statements.clear();
        self.held_back.clear();
        self.opening = None;
        self.begun = false;
        self.link = link;
    }
}

fn steps<'a>(
    client: &'a Client,
    opening: Option<&'a str>,
    held_back: &'a [HeldBack],
    last: Last<'a>,
) -> Vec<Step<'a>> {
    let mut steps: Vec<Step<'a>> = Vec::with_capacity(held_back.len() + 2);
    if let Some(opening) = opening {
        steps.push(Box::pin(simple(client, opening)));
    }
    for put in held_back {
        steps.push(Box::pin(async {
            let params = put.params.iter().map(Kept::sent);
            client.execute_raw(&put.statement, params).await?;
            Ok(Answer::Done)
        }));
    }
    if let Last::Commit(number) = last {
        steps.push(query(client, number, &[]));
    }
    steps.push(match last {
        Last::Commit(_) => Box::pin(simple(client, "COMMIT")),
        Last::Simple(text) => Box::pin(simple(client, text)),
        Last::Prepare(sql) => {
            Box::pin(async move { Ok(Answer::Prepared(client.prepare(sql).await?)) })
        }
        Last::Query(statement, params) => query(client, statement, params),
    });
    steps
}

fn query<'a>(client: &'a Client, statement: &'a Statement, params: &'a [Param<'a>]) -> Step<'a> {
    Box::pin(async move {
        let params = params.iter().map(|param| Sent(param.value()));
        let mut rows = std::pin::pin!(client.query_raw(statement, params).await?);
        let mut found = Vec::new();
        while let Some(row) = rows.try_next().await? {
            found.push(row);
        }
        Ok(Answer::Rows(found, rows.rows_affected().unwrap_or(0)))
    })
}

async fn simple(client: &Client, text: &str) -> Answered {
    client.batch_execute(text).await?;
    Ok(Answer::Done)
}

/// Lets every step send what it has to say, one after the other, before any waits.
async fn in_order(mut steps: Vec<Step<'_>>) -> Vec<Answered> {
    let mut answers: Vec<Option<Answered>> = steps.iter().map(|_| None).collect();
    poll_fn(|context| {
        let mut waiting = false;
        for (step, answer) in steps.iter_mut().zip(&mut answers) {
            if answer.is_none() {
                match step.as_mut().poll(context) {
                    Poll::Ready(done) => *answer = Some(done),
                    Poll::Pending => waiting = true,
                }
            }
        }
        if waiting {
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    })
    .await;
    answers.into_iter().flatten().collect()
}

/// Checked before anything is sent: a statement that was held back and cannot be
/// sent must not let the commit behind it go out alone.
fn fits(statement: &Statement, params: &[Param<'_>]) -> Result<(), Error> {
    let wanted = statement.params();
    if wanted.len() != params.len() {
        return Err(Error::Other(format!(
            "the statement has {} parameters, {} were given",
            wanted.len(),
            params.len()
        )));
    }
    for (number, (param, wanted)) in (1..).zip(params.iter().zip(wanted)) {
        value::fits(&param.value(), wanted)
            .map_err(|why| Error::Other(format!("parameter ${number}: {why}")))?;
    }
    Ok(())
}
