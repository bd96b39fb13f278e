//! One measurement: what was sent, what it cost the server.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use crate::http::{Answer, Load, Request, load};
use crate::process::Server;
use crate::stopwatch::Stopwatch;

/// What one run of a load gave.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) load: Load,
    /// Core time of the server over the run.
    pub(crate) cpu: Duration,
    /// Share of its core that the server used.
    pub(crate) server: f64,
}

impl Measured {
    /// Requests a second, of the clock.
    pub(crate) fn rate(&self) -> f64 {
        self.load.rate()
    }

    /// Requests for each second of the server's core.
    pub(crate) fn per_core(&self) -> f64 {
        self.load.latencies.len() as f64 / self.cpu.as_secs_f64()
    }

    /// Bytes for each second of the server's core.
    pub(crate) fn bytes_per_core(&self) -> f64 {
        self.load.bytes as f64 / self.cpu.as_secs_f64()
    }

    /// Milliseconds below which `share` of the answers came.
    pub(crate) fn within(&self, share: f64) -> f64 {
        self.load.within(share).as_secs_f64() * 1000.0
    }

    /// Core time for one request, in microseconds.
    pub(crate) fn cost(&self) -> f64 {
        1e6 / self.per_core()
    }

    /// Whether something else than the server's core set the pace: we, the disk, or a neighbour.
    pub(crate) fn server_waited(&self) -> bool {
        self.server < 0.9
    }

    /// Refuses a measurement in which anything failed: it would flatter whoever failed.
    pub(crate) fn sound(self, what: &str) -> Result<Self, String> {
        match (&self.load.why, self.load.failed) {
            (Some(why), failed) => Err(format!(
                "{what}: {failed} of {} requests failed ({why})",
                failed + self.load.latencies.len()
            )),
            (None, _) => Ok(self),
        }
    }
}

/// Loads a server and looks what it cost.
pub(crate) fn measure(
    server: &Server,
    connections: usize,
    expect: u16,
    next: impl Fn(usize) -> Option<Request> + 'static,
    heard: impl FnMut(usize, &Answer) + 'static,
) -> Result<Measured, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|why| why.to_string())?;
    let before = server.usage().cpu;
    let watch = Stopwatch::start();
    let load = runtime.block_on(load(server.address, connections, expect, next, heard));
    let took = watch.elapsed().as_secs_f64();
    let cpu = server.usage().cpu.saturating_sub(before);
    Ok(Measured {
        server: cpu.as_secs_f64() / took,
        load,
        cpu,
    })
}

/// Sends one request; where it leads, and after how many seconds.
pub(crate) fn redirected(
    server: &Server,
    request: Request,
    what: &str,
) -> Result<(String, f64), String> {
    let leads = Rc::new(RefCell::new(String::new()));
    let heard = leads.clone();
    let run = measure(server, 1, 303, each(vec![request]), move |_, answer| {
        heard.borrow_mut().clone_from(&answer.location);
    })?
    .sound(what)?;
    Ok((leads.take(), run.load.took.as_secs_f64()))
}

/// The requests of a list, each once.
pub(crate) fn each(list: Vec<Request>) -> impl Fn(usize) -> Option<Request> {
    move |at| list.get(at).cloned()
}

/// The requests of a list, over and over, until the time is up.
pub(crate) fn again(list: Vec<Request>, time: Duration) -> impl Fn(usize) -> Option<Request> {
    let watch = Stopwatch::start();
    move |at| (watch.elapsed() < time).then(|| list[at % list.len()].clone())
}
