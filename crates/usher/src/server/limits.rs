//! How much one server takes on.

use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Files that are no connections: the database and its readers, media being
/// read, child processes.
const OTHER_FILES: u64 = 512;
/// More connections than this on one node are a mistake or an attack.
const MOST_CONNECTIONS: usize = 16_384;
/// Below this a site is of no use.
const FEWEST_CONNECTIONS: usize = 64;

/// The bounds of the server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Connections at the same time; more wait in the backlog.
    pub(crate) connections: usize,
    /// How long a client may take to send a request's head, and how long it
    /// may be silent between two requests. Longer than the sixty seconds that
    /// common proxies keep an idle connection, so that the proxy is the one
    /// that closes it and no request is lost in between.
    pub(crate) head: Duration,
    /// Bytes of a request's head, and of an answer that waits to be sent.
    pub(crate) buffer: usize,
    /// Lines of a request's head.
    pub(crate) headers: usize,
    /// Requests at the same time on one connection of HTTP/2.
    pub(crate) streams: u32,
    /// How long running requests may go on once the server was asked to stop.
    pub(crate) finish: Duration,
}

impl Limits {
    /// What this process may take on, after raising its own limit of open
    /// files as far as the administrator lets it.
    pub(crate) fn of_this_process() -> Self {
        Self {
            connections: connections_for(raised_open_files()),
            ..Self::default()
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: FEWEST_CONNECTIONS,
            head: Duration::from_secs(65),
            buffer: 64 * 1024,
            headers: 100,
            streams: 128,
            finish: Duration::from_secs(10),
        }
    }
}

/// How many files this process may open at the same time; `None` is endless.
fn raised_open_files() -> Option<u64> {
    let now = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: now.maximum,
        maximum: now.maximum,
    };
    match setrlimit(Resource::Nofile, raised) {
        Ok(()) => now.maximum,
        Err(_) => now.current,
    }
}

fn connections_for(open_files: Option<u64>) -> usize {
    open_files.map_or(MOST_CONNECTIONS, |files| {
        usize::try_from(files.saturating_sub(OTHER_FILES))
            .unwrap_or(MOST_CONNECTIONS)
            .clamp(FEWEST_CONNECTIONS, MOST_CONNECTIONS)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_files_for_everything_else() {
        for (files, connections) in [
            (Some(0), 64),
            (Some(1024), 512),
            (Some(4096), 3584),
            (Some(1_000_000), 16_384),
            (None, 16_384),
        ] {
            assert_eq!(connections_for(files), connections, "{files:?}");
        }
    }
}
