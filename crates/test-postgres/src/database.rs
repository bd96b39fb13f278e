//! A database of a test's own.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use crate::{Binaries, Durability, Server, VARIABLE};

/// A database that is dropped with this.
pub struct Database {
    server: String,
    name: String,
}

/// An empty database on the run's server, or on one of this process.
pub fn database() -> Result<Database, String> {
    Database::on(&server()?, None)
}

/// A server of this test's own, which may be killed.
pub fn own_server(durability: Durability) -> Result<Server, String> {
    Server::start(durability)
}

/// The address of the run's server, or of one that is started for this process.
fn server() -> Result<String, String> {
    static OWN: OnceLock<Result<Server, String>> = OnceLock::new();
    if let Some(url) = std::env::var(VARIABLE).ok().filter(|url| !url.is_empty()) {
        return Ok(url);
    }
    match OWN.get_or_init(|| Server::start(Durability::None)) {
        Ok(server) => Ok(server.url()),
        Err(why) => Err(why.clone()),
    }
}

/// A copy of the database called `name`, on the run's server or on one of this process.
/// `fill` makes the tables of the first one, at the address that it is given, and leaves
/// no connection open; whoever comes later copies what it left, which is cheaper.
pub fn copy_of(
    name: &str,
    fill: impl FnOnce(&str) -> Result<(), String>,
) -> Result<Database, String> {
    let server = server()?;
    let original = original(name);
    match Database::copied(&server, &original) {
        Err(why) if why.contains("does not exist") => {
            make(&server, &original, fill)?;
            Database::copied(&server, &original)
        }
        copied => copied,
    }
}

/// The address of the database called `name`, which is the same for everybody who asks and
/// goes away with the server: to be looked at only. `fill` is as for [`copy_of`].
pub fn shared(name: &str, fill: impl FnOnce(&str) -> Result<(), String>) -> Result<String, String> {
    let server = server()?;
    let original = original(name);
    let look = format!("SELECT 1 FROM pg_database WHERE datname = '{original}'");
    if statements(&server, "postgres", &look)?.is_empty() {
        make(&server, &original, fill)?;
    }
    Ok(format!("{server}/{original}"))
}

fn original(name: &str) -> String {
    format!("usher_original_{name}")
}

/// Filled under a name of its own, so that nobody takes half of it for the whole; of several
/// who fill one at the same time, the first gives theirs the name.
fn make(
    server: &str,
    original: &str,
    fill: impl FnOnce(&str) -> Result<(), String>,
) -> Result<(), String> {
    let filled = Database::on(server, None)?;
    fill(&filled.url())?;
    let rename = format!("ALTER DATABASE {} RENAME TO {original}", filled.name);
    match statements(server, "postgres", &rename) {
        Err(why) if !why.contains("already exists") => Err(why),
        _ => Ok(()),
    }
}

impl Database {
    /// A new database on a server, a copy of `template` if one is named.
    pub fn on(server: &str, template: Option<&Self>) -> Result<Self, String> {
        Self::copied(server, template.map_or("template0", |other| &other.name))
    }

    fn copied(server: &str, template: &str) -> Result<Self, String> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::SeqCst);
        let name = format!("usher_test_{}_{number}", std::process::id());
        statements(
            server,
            "postgres",
            &format!("DROP DATABASE IF EXISTS {name}; CREATE DATABASE {name} TEMPLATE {template}"),
        )?;
        Ok(Self {
            server: server.to_owned(),
            name,
        })
    }

    /// `postgres://postgres@127.0.0.1:PORT/NAME`.
    pub fn url(&self) -> String {
        format!("{}/{}", self.server, self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // The server goes away with everything anyway.
        let _ = statements(&self.server, "postgres", &drop);
    }
}

/// Runs statements by `psql`, apart from what is under test; what it prints, a line
/// per row.
pub fn statements(server: &str, database: &str, sql: &str) -> Result<String, String> {
    let psql = Binaries::find().map_or_else(|| PathBuf::from("psql"), |all| all.program("psql"));
    let mut command = Command::new(psql);
    command
        .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"])
        .args(["--set=ON_ERROR_STOP=1"])
        .arg(format!("--dbname={server}/{database}"))
        .env("PGOPTIONS", "-c client_min_messages=warning")
        .stdin(Stdio::null());
    for statement in sql.split(';').filter(|part| !part.trim().is_empty()) {
        command.args(["--command", statement.trim()]);
    }
    let told = command
        .output()
        .map_err(|why| format!("psql could not be run: {why}"))?;
    if told.status.success() {
        Ok(String::from_utf8_lossy(&told.stdout).trim().to_owned())
    } else {
        Err(String::from_utf8_lossy(&told.stderr).trim().to_owned())
    }
}
