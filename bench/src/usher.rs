//! The hub itself, as it is released.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::peers::free_address;
use crate::process::{Server, pinned};

/// Where things are.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    /// The folder of the repository.
    pub(crate) root: PathBuf,
    /// What benches leave behind for the next run.
    pub(crate) work: PathBuf,
}

impl Places {
    /// Below `root`.
    pub(crate) fn below(root: &Path) -> Result<Self, String> {
        let work = root.join("target/bench");
        std::fs::create_dir_all(&work).map_err(|why| format!("{}: {why}", work.display()))?;
        Ok(Self {
            root: root.to_owned(),
            work,
        })
    }

    /// The released binary.
    pub(crate) fn binary(&self) -> PathBuf {
        self.root.join("target/release/usher")
    }

    /// A folder that benches may fill.
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.work.join(name)
    }

    /// The folder of a peer's sources.
    pub(crate) fn peer(&self, name: &str) -> PathBuf {
        self.root.join("bench/peers").join(name)
    }
}

/// Serves `data` on a free port.
pub(crate) fn serve(places: &Places, data: &Path) -> Result<(Server, Duration), String> {
    serve_on(places, data, None)
}

/// The same with the database at that address of PostgreSQL. The peers write no log of requests, so
/// it does not either.
pub(crate) fn serve_on(
    places: &Places,
    data: &Path,
    postgres: Option<&str>,
) -> Result<(Server, Duration), String> {
    let address = free_address()?;
    let mut command = pinned(places.binary());
    command
        .args(["serve", "--listen", &address.to_string(), "--data"])
        .arg(data)
        // As behind a proxy: requests name the host that people know, whatever port we listen on.
        .env("USHER_BASE_URL", "http://127.0.0.1/")
        .env("USHER_DATABASE", postgres.unwrap_or("sqlite"))
        .env("USHER_LOG_LEVEL", "warn");
    let log = places.at("usher.log");
    Server::start_saying("usher", command, address, "Usher is ready at", &log)
}
