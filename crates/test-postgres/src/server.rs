//! Starting and stopping a server.

use std::{
    fs::{self, File},
    io::{self, Read},
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use rustix::fs::statvfs;
use tempfile::TempDir;

use crate::{Binaries, keeper};

/// Whether what was committed survives a crash of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// `fsync` is off: quick, and right for everything but measuring.
    None,
    /// As an installed server: commits wait for the disk.
    Full,
}

/// A server in a temporary folder; stopped and removed when dropped, and also when
/// the process that started it ends in any other way.
pub struct Server {
    process: Child,
    keeper: Child,
    folder: TempDir,
    binaries: Binaries,
    port: u16,
    durability: Durability,
}

/// Attempts, a tenth of a second apart.
const PATIENCE: u32 = 600;

impl Server {
    /// Makes a cluster and starts a server on it.
    pub fn start(durability: Durability) -> Result<Self, String> {
        let binaries = Binaries::find().ok_or(Binaries::MISSING)?;
        let folder = tempfile::Builder::new()
            .prefix("usher-postgres-")
            .tempdir_in(place(durability))
            .map_err(|why| format!("no temporary folder for PostgreSQL: {why}"))?;
        make_cluster(&binaries, folder.path())?;
        // Somebody else may take the free port before the server does.
        let mut last = String::new();
        for _ in 0..5 {
            let port = free_port().map_err(|why| format!("no free port: {why}"))?;
            match run(&binaries, folder.path(), port, durability) {
                Ok(process) => {
                    let keeper = keeper::watch(process.id(), folder.path())?;
                    return Ok(Self {
                        process,
                        keeper,
                        folder,
                        binaries,
                        port,
                        durability,
                    });
                }
                Err(why) => last = why,
            }
        }
        Err(last)
    }

    /// `postgres://postgres@127.0.0.1:PORT`, without a database.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}", self.port)
    }

    /// The folder of the cluster.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The server's process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Ends the server at once, as a crash would; [`Server::start_again`] brings it
    /// back on the same port.
    pub fn kill(&mut self) -> Result<(), String> {
        // Its children notice and end by themselves.
        self.process.kill().map_err(|why| why.to_string())?;
        self.process.wait().map_err(|why| why.to_string())?;
        Ok(())
    }

    /// Stops the server as an administrator would: connections are ended, what was
    /// committed is kept.
    pub fn stop(&mut self) -> Result<(), String> {
        signal(&self.process, rustix::process::Signal::INT);
        self.process.wait().map_err(|why| why.to_string())?;
        Ok(())
    }

    /// Starts the server again after [`Server::kill`] or [`Server::stop`].
    pub fn start_again(&mut self) -> Result<(), String> {
        let mut last = String::new();
        for _ in 0..50 {
            match run(
                &self.binaries,
                self.folder.path(),
                self.port,
                self.durability,
            ) {
                Ok(process) => {
                    keeper::dismiss(&mut self.keeper);
                    self.keeper = keeper::watch(process.id(), self.folder.path())?;
                    self.process = process;
                    return Ok(());
                }
                // After a kill, its children may hold the folder for a moment.
                Err(why) => last = why,
            }
            thread::sleep(Duration::from_millis(100));
        }
        Err(last)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        keeper::dismiss(&mut self.keeper);
        signal(&self.process, rustix::process::Signal::QUIT);
        let _ = self.process.wait();
        // Its files belong to another user when we are root, which may remove them all the same.
    }
}

fn signal(process: &Child, signal: rustix::process::Signal) {
    if let Some(id) = i32::try_from(process.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        let _ = rustix::process::kill_process(id, signal);
    }
}

/// PostgreSQL refuses to run as root: then it runs as `nobody`.
fn command(program: &Path) -> Command {
    let mut command;
    if rustix::process::geteuid().is_root() {
        command = Command::new("setpriv");
        command
            .args(["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"])
            .arg(program);
    } else {
        command = Command::new(program);
    }
    command.env("LC_ALL", "C").stdin(Stdio::null());
    command
}

fn make_cluster(binaries: &Binaries, folder: &Path) -> Result<(), String> {
    let failed = |why: io::Error| format!("PostgreSQL's folder: {why}");
    if rustix::process::geteuid().is_root() {
        // The temporary folder is ours; `nobody` makes its cluster in a folder within.
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).map_err(failed)?;
        let data = folder.join("data");
        fs::create_dir(&data).map_err(failed)?;
        let given = Command::new("chown")
            .arg("nobody:nogroup")
            .arg(&data)
            .status();
        if !given.map_err(failed)?.success() {
            return Err("PostgreSQL's folder could not be given to nobody".to_owned());
        }
    }
    let made = command(&binaries.program("initdb"))
        .args([
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C",
        ])
        .args(["--no-sync", "--no-instructions", "-D"])
        .arg(folder.join("data"))
        .current_dir("/")
        .output()
        .map_err(|why| format!("initdb could not be run: {why}"))?;
    if made.status.success() {
        Ok(())
    } else {
        Err(format!(
            "initdb failed: {}",
            String::from_utf8_lossy(&made.stderr)
        ))
    }
}

/// In memory where nothing has to last and there is room: a database for each test is hundreds of files made and
/// deleted, which takes a file system on a disk longer than all else that a test does.
fn place(durability: Durability) -> PathBuf {
    const MEMORY: &str = "/dev/shm";
    /// Some databases at a time, and what the server writes ahead.
    const ROOM: u64 = 3 << 30;
    let free = statvfs(MEMORY).map_or(0, |about| about.f_bavail.saturating_mul(about.f_frsize));
    if durability == Durability::None && free >= ROOM {
        PathBuf::from(MEMORY)
    } else {
        std::env::temp_dir()
    }
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

fn run(
    binaries: &Binaries,
    folder: &Path,
    port: u16,
    durability: Durability,
) -> Result<Child, String> {
    let log = folder.join("log");
    let file = File::create(&log).map_err(|why| format!("PostgreSQL's log: {why}"))?;
    let second = file.try_clone().map_err(|why| why.to_string())?;
    let mut command = command(&binaries.program("postgres"));
    command.arg("-D").arg(folder.join("data"));
    let port_setting = format!("port={port}");
    let mut settings = vec![
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        &port_setting,
        "max_connections=500",
        "shared_buffers=64MB",
        "max_wal_size=1GB",
    ];
    if durability == Durability::None {
        settings.extend(["fsync=off", "full_page_writes=off", "autovacuum=off"]);
    }
    for setting in settings {
        command.args(["-c", setting]);
    }
    let mut process = command
        .current_dir("/")
        .stdout(file)
        .stderr(second)
        .spawn()
        .map_err(|why| format!("PostgreSQL could not be run: {why}"))?;
    for _ in 0..PATIENCE {
        if process.try_wait().map_err(|why| why.to_string())?.is_some() {
            return Err(format!("PostgreSQL ended: {}", tail(&log)));
        }
        if tail(&log).contains("ready to accept connections")
            && TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
        {
            return Ok(process);
        }
        thread::sleep(Duration::from_millis(50));
    }
    let _ = process.kill();
    let _ = process.wait();
    Err(format!("PostgreSQL did not start in time: {}", tail(&log)))
}

fn tail(log: &Path) -> String {
    let mut text = String::new();
    let _ = File::open(log).and_then(|mut log| log.read_to_string(&mut text));
    text
}
