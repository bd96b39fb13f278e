//! A data folder of its own and the binary to run on it.

use std::{
    ffi::OsString,
    fs,
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Output, Stdio},
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;
use usher_db::{Db, Options};

/// A machine with nothing on it.
pub(crate) struct Machine {
    folder: TempDir,
    /// Where programs are looked for.
    path: OsString,
    /// Where the data folder is, if not beside everything else.
    disk: Option<PathBuf>,
    /// Where the database is, if not in the data folder.
    postgres: Option<String>,
    /// What else stands in the environment.
    environment: Vec<(&'static str, OsString)>,
}

impl Machine {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            path: std::env::var_os("PATH").unwrap_or_default(),
            disk: None,
            postgres: None,
            environment: Vec::new(),
        }
    }

    /// A machine on which nothing is installed that prepares media.
    pub(crate) fn without_programs() -> Self {
        Self {
            path: OsString::new(),
            ..Self::new()
        }
    }

    /// Sets a variable for everything that runs from now on.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<OsString>) {
        self.environment.push((name, value.into()));
    }

    /// The same machine with its database on a PostgreSQL server, at that address.
    pub(crate) fn with_postgres(mut self, url: &str) -> Self {
        self.set("USHER_DATABASE", url);
        self.postgres = Some(url.to_owned());
        self
    }

    /// The database, beside a server.
    pub(crate) fn database(&self) -> Db {
        let options = match &self.postgres {
            Some(url) => Options::postgres(url.parse().expect("an address")),
            None => Options::sqlite(self.data().join("usher.db")),
        };
        Db::open(options.shared()).expect("a database")
    }

    /// The same machine with its data on another disk.
    pub(crate) fn on(mut self, disk: &Path) -> Self {
        self.disk = Some(disk.to_owned());
        self
    }

    pub(crate) fn data(&self) -> PathBuf {
        let disk = self.disk.as_deref().unwrap_or(self.folder.path());
        disk.join("data")
    }

    /// A file of this name beside everything else.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `usher` with arguments separated by spaces, in an environment without settings.
    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_usher"));
        command
            .env_clear()
            .env("PATH", &self.path)
            .env("USHER_DATA", self.data())
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(self.folder.path())
            .args(line.split_whitespace());
        command
    }

    pub(crate) fn run(&self, line: &str) -> Output {
        self.command(line)
            .stdin(Stdio::null())
            .output()
            .expect("the binary runs")
    }

    /// Runs it with `input` on standard input.
    pub(crate) fn run_with(&self, line: &str, input: &str) -> Output {
        let mut child = self
            .command(line)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut stdin = child.stdin.take().expect("piped");
        stdin.write_all(input.as_bytes()).expect("taken");
        drop(stdin);
        child.wait_with_output().expect("it ends")
    }

    /// Makes the account `email` with the password `correct horse`.
    pub(crate) fn make_account(&self, email: &str) {
        self.make_member(email, "viewer");
    }

    /// The same, with an application role.
    pub(crate) fn make_member(&self, email: &str, role: &str) {
        let line =
            format!("admin create-user {email} --first-name Ann --role {role} --password-stdin");
        let made = self.run_with(&line, "correct horse\n");
        assert!(made.status.success(), "{}", text(&made.stderr));
    }

    /// `usher serve` on a free port.
    pub(crate) fn serve(&self) -> Server {
        self.serve_at("127.0.0.1:0")
    }

    /// `usher serve` on an address.
    pub(crate) fn serve_at(&self, address: &str) -> Server {
        let (child, stdout, line) = self.start(&format!("serve --listen {address}"));
        let base_url = line.trim_end().strip_prefix("Usher is ready at ");
        Server {
            base_url: base_url.unwrap_or_else(|| self.silent(&line)).to_owned(),
            child,
            stdout,
        }
    }

    /// `usher demo` on a free port, and what it says.
    pub(crate) fn demo(&self) -> (Server, Value) {
        let (child, stdout, line) = self.start("demo --listen 127.0.0.1:0 --json");
        let said: Value = serde_json::from_str(&line).unwrap_or_else(|_| self.silent(&line));
        let server = Server {
            base_url: said["base_url"].as_str().expect("a text").to_owned(),
            child,
            stdout,
        };
        (server, said)
    }

    /// Starts a server and waits for the first line it says.
    fn start(&self, line: &str) -> (Child, BufReader<ChildStdout>, String) {
        let mut child = self
            .command(line)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(fs::File::create(self.log()).expect("a log"))
            .spawn()
            .expect("the binary runs");
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("text");
        (child, stdout, line)
    }

    fn silent(&self, line: &str) -> ! {
        panic!("said {line:?}, logged {}", self.logged())
    }

    /// What the last server logged.
    pub(crate) fn logged(&self) -> String {
        fs::read_to_string(self.log()).expect("a log")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }
}

/// A server that said that it is ready; killed when the test is over.
pub(crate) struct Server {
    child: Child,
    pub(crate) base_url: String,
    stdout: BufReader<ChildStdout>,
}

impl Server {
    /// Its process.
    pub(crate) fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("it runs");
    }

    /// Everything further that it says until it ends.
    pub(crate) fn rest(mut self) -> String {
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).expect("text");
        rest
    }

    /// Asks it to stop by a signal and gives its exit code.
    pub(crate) fn stopped_by(&mut self, signal: Signal) -> Option<i32> {
        self.signal(signal);
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a command wrote.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
