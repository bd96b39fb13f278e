//! Those we measure ourselves beside: small honest apps in `bench/peers`, pinned to versions.

mod better_auth;
mod django;
mod nginx;

pub(crate) use better_auth::BetterAuth;
pub(crate) use django::Django;
pub(crate) use nginx::{Nginx, Serving, before_usher};

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;

/// A port that was free a moment ago.
pub(crate) fn free_address() -> Result<SocketAddr, String> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map_err(|why| format!("no port is free: {why}"))
}

/// A database file that does not exist.
fn fresh_file(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let _ = fs::remove_file(name);
    }
}
