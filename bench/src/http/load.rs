//! Many connections that take turns at a list of requests.

use std::cell::{Cell, RefCell};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use tokio::task::LocalSet;

use super::{Answer, Connection, Request};
use crate::stopwatch::Stopwatch;

/// What came of a load.
#[derive(Debug, Default)]
pub(crate) struct Load {
    /// How long it took from the first request to the last answer.
    pub(crate) took: Duration,
    /// Of every request that was answered as expected, in no order.
    pub(crate) latencies: Vec<Duration>,
    /// Those that were answered otherwise, or not at all.
    pub(crate) failed: usize,
    /// One of the failures, in words.
    pub(crate) why: Option<String>,
    /// Bytes of all bodies.
    pub(crate) bytes: u64,
}

impl Load {
    /// The latency below which `share` of the requests stayed.
    pub(crate) fn within(&self, share: f64) -> Duration {
        let mut sorted = self.latencies.clone();
        sorted.sort_unstable();
        let at = ((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1));
        sorted.get(at).copied().unwrap_or_default()
    }

    /// Requests a second.
    pub(crate) fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.took.as_secs_f64()
    }
}

/// Sends what `next` gives for 0, 1, 2, … until it gives nothing, over so many connections.
/// `expect` is the status that counts as success; `heard` is told each answer.
pub(crate) async fn load(
    address: SocketAddr,
    connections: usize,
    expect: u16,
    next: impl Fn(usize) -> Option<Request> + 'static,
    heard: impl FnMut(usize, &Answer) + 'static,
) -> Load {
    let next = Rc::new(next);
    let heard = Rc::new(RefCell::new(heard));
    let turn = Rc::new(Cell::new(0));
    let load = Rc::new(RefCell::new(Load::default()));
    let started = Stopwatch::start();
    let local = LocalSet::new();
    // We have a core of our own and never sleep on it: a server that has to wake another core pays for
    // that, and pays more the less busy we are.
    local.spawn_local(async {
        loop {
            tokio::task::yield_now().await;
        }
    });
    let mut visitors = Vec::with_capacity(connections);
    for _ in 0..connections {
        let (next, heard, turn, load) = (next.clone(), heard.clone(), turn.clone(), load.clone());
        visitors.push(local.spawn_local(async move {
            let mut connection = Connection::new(address);
            loop {
                let mine = turn.replace(turn.get() + 1);
                let Some(request) = next(mine) else { return };
                let watch = Stopwatch::start();
                let answer = connection.ask(&request, false).await;
                let took = watch.elapsed();
                let mut load = load.borrow_mut();
                match answer {
                    Ok(answer) if answer.status == expect => {
                        load.latencies.push(took);
                        load.bytes += answer.bytes;
                        (heard.borrow_mut())(mine, &answer);
                    }
                    Ok(answer) => {
                        load.failed += 1;
                        load.why.get_or_insert(format!("status {}", answer.status));
                    }
                    Err(error) => {
                        load.failed += 1;
                        load.why.get_or_insert(error.to_string());
                        connection = Connection::new(address);
                    }
                }
            }
        }));
    }
    local
        .run_until(async {
            for visitor in visitors {
                let _ = visitor.await;
            }
        })
        .await;
    let took = started.elapsed();
    let mut load = load.take();
    load.took = took;
    load
}
