//! A closure on its way through a lane, with somebody waiting for its answer.

use std::{
    any::type_name,
    panic::{AssertUnwindSafe, catch_unwind},
};

use tokio::sync::oneshot;

use crate::{Error, Statements, Tx};

/// How a run of a closure ended, as far as the lane has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Its writes are to be kept.
    Keep,
    /// Its writes are to be undone.
    Undo,
    /// It panicked: undo, and never run it again.
    Panicked,
}

/// What a closure was promised about the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It looks at one snapshot.
    Read,
    /// It runs as if alone.
    Write,
    /// It locks what it decides on.
    Locking,
}

impl Mode {
    /// What to call it in a log and in metrics.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Locking => "write_locking",
        }
    }
}

/// A closure with its result type hidden.
pub(crate) trait Job: Send {
    /// What it was promised.
    fn mode(&self) -> Mode;
    /// Whether somebody still waits for the answer.
    fn wanted(&self) -> bool;
    /// Runs the closure, once more if it ran before; keeps the result.
    fn run(&mut self, tx: &Tx) -> Ended;
    /// Answers with the result of the last run.
    fn answer(self: Box<Self>);
    /// Answers with an error of the lane.
    fn refuse(self: Box<Self>, error: Error);
    /// What to call it in a log.
    fn name(&self) -> &'static str;
}

/// The one implementation of [`Job`].
pub(crate) struct Call<F, T, E> {
    mode: Mode,
    closure: F,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
    /// Told what it runs.
    watcher: Option<Statements>,
}

impl<F, T, E> Call<F, T, E>
where
    F: FnMut(&Tx) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    /// The job, and where its answer will come.
    pub(crate) fn job(
        mode: Mode,
        closure: F,
        watcher: Option<Statements>,
    ) -> (Box<dyn Job>, oneshot::Receiver<Result<T, E>>) {
        let (reply, answer) = oneshot::channel();
        let call = Self {
            mode,
            closure,
            result: None,
            reply,
            watcher,
        };
        (Box::new(call), answer)
    }
}

impl<F, T, E> Job for Call<F, T, E>
where
    F: FnMut(&Tx) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn mode(&self) -> Mode {
        self.mode
    }

    fn wanted(&self) -> bool {
        !self.reply.is_closed()
    }

    fn run(&mut self, tx: &Tx) -> Ended {
        tx.watch(self.watcher.as_ref());
        let ran = catch_unwind(AssertUnwindSafe(|| (self.closure)(tx)));
        let first_error = tx.take_first_error();
        let (ended, result) = match (ran, first_error) {
            (Ok(Ok(value)), None) => (Ended::Keep, Ok(value)),
            (Ok(Ok(_)), Some(error)) => (Ended::Undo, Err(Error::Poisoned(Box::new(error)).into())),
            (Ok(Err(error)), _) => (Ended::Undo, Err(error)),
            (Err(_), _) => {
                tracing::error!(closure = self.name(), "a database closure panicked");
                (Ended::Panicked, Err(Error::Panicked.into()))
            }
        };
        self.result = Some(result);
        ended
    }

    fn answer(self: Box<Self>) {
        let Self {
            closure,
            result,
            reply,
            ..
        } = *self;
        // First, since it may hold a clone of the database: whoever hears the answer may drop theirs
        // as the last, and wait for the file to be closed.
        drop(closure);
        if let Some(result) = result {
            // Whoever asked may have left; what was committed stays.
            let _ = reply.send(result);
        }
    }

    fn refuse(self: Box<Self>, error: Error) {
        let Self { closure, reply, .. } = *self;
        drop(closure);
        let _ = reply.send(Err(error.into()));
    }

    fn name(&self) -> &'static str {
        type_name::<F>()
    }
}
