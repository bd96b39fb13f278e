//! Servers as child processes on core 0, and what they use.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::stopwatch::Stopwatch;

/// The core that servers and limits run on; we run on another.
pub(crate) const SERVER_CORE: &str = "0";
/// How long a server may take to come up, and to go.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// A command that will run on the servers' core.
pub(crate) fn pinned(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", SERVER_CORE]).arg(program);
    command.stdin(Stdio::null());
    command
}

/// A server, stopped when dropped.
pub(crate) struct Server {
    child: Child,
    name: String,
    /// Where it listens.
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts it and waits until it takes connections; what it says goes to `log`.
    pub(crate) fn start(
        name: &str,
        mut command: Command,
        address: SocketAddr,
        log: &Path,
    ) -> Result<Self, String> {
        let file = fs::File::create(log).map_err(|why| format!("{}: {why}", log.display()))?;
        let same = file.try_clone().map_err(|why| why.to_string())?;
        command.stdout(file).stderr(same);
        let child = command
            .spawn()
            .map_err(|why| format!("cannot start {name}: {why}"))?;
        let mut server = Self {
            child,
            name: name.to_owned(),
            address,
        };
        let watch = Stopwatch::start();
        while TcpStream::connect(address).is_err() {
            if watch.elapsed() > PATIENCE || server.child.try_wait().is_ok_and(|end| end.is_some())
            {
                let said = fs::read_to_string(log).unwrap_or_default();
                return Err(format!("{name} did not come up: {}", said.trim()));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    /// Starts it and waits for a line on its standard output that contains `ready`; gives the
    /// time until then as well.
    pub(crate) fn start_saying(
        name: &str,
        mut command: Command,
        address: SocketAddr,
        ready: &str,
        log: &Path,
    ) -> Result<(Self, Duration), String> {
        let file = fs::File::create(log).map_err(|why| format!("{}: {why}", log.display()))?;
        command.stdout(Stdio::piped()).stderr(file);
        let watch = Stopwatch::start();
        let mut child = command
            .spawn()
            .map_err(|why| format!("cannot start {name}: {why}"))?;
        let out = child.stdout.take().ok_or("a child without an output")?;
        let mut lines = BufReader::new(out).lines();
        let is_ready = lines
            .by_ref()
            .map_while(Result::ok)
            .any(|line| line.contains(ready));
        let took = watch.elapsed();
        if !is_ready {
            let _ = child.kill();
            let said = fs::read_to_string(log).unwrap_or_default();
            return Err(format!("{name} did not come up: {}", said.trim()));
        }
        // Whatever else it says must have somewhere to go.
        thread::spawn(move || lines.for_each(drop));
        let name = name.to_owned();
        Ok((
            Self {
                child,
                name,
                address,
            },
            took,
        ))
    }

    /// The process that was started.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What the processes of this server have used so far.
    pub(crate) fn usage(&self) -> Usage {
        let mut usage = Usage::default();
        let stats = all_processes();
        let mut tree = vec![self.child.id()];
        let mut next = 0;
        while let Some(&parent) = tree.get(next) {
            tree.extend(
                stats
                    .iter()
                    .filter(|(_, stat)| stat.parent == parent)
                    .map(|(id, _)| *id),
            );
            next += 1;
        }
        for id in tree {
            if let Some(stat) = stats.get(&id) {
                usage.cpu += stat.cpu;
                let memory = memory(id);
                usage.resident += memory.0;
                usage.own += memory.1;
            }
        }
        usage
    }

    /// Asks it to stop and waits until it has.
    pub(crate) fn stop(mut self) -> Result<(), String> {
        self.end()
    }

    fn end(&mut self) -> Result<(), String> {
        if let Some(pid) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process(pid, Signal::TERM);
        }
        let watch = Stopwatch::start();
        while watch.elapsed() < PATIENCE {
            match self.child.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(10)),
                Ok(Some(_)) => return Ok(()),
                Err(why) => return Err(format!("lost {}: {why}", self.name)),
            }
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        Err(format!("{} had to be killed", self.name))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|end| end.is_none()) {
            let _ = self.end();
        }
    }
}

/// What processes have used.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    /// Time on a core.
    pub(crate) cpu: Duration,
    /// Bytes of memory, shared pages counted once where the kernel tells.
    pub(crate) resident: u64,
    /// Of those, bytes that are no file's.
    pub(crate) own: u64,
}

/// In a second, as Linux tells times to programs.
const TICKS: u64 = 100;

struct Stat {
    parent: u32,
    cpu: Duration,
}

fn all_processes() -> HashMap<u32, Stat> {
    let Ok(folders) = fs::read_dir("/proc") else {
        return HashMap::new();
    };
    folders
        .flatten()
        .filter_map(|folder| {
            let id: u32 = folder.file_name().to_str()?.parse().ok()?;
            Some((id, stat(&id.to_string())?))
        })
        .collect()
}

fn stat(process: &str) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in parentheses may hold anything; state, parent, … follow it.
    let fields: Vec<_> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    let ticks = number(11)? + number(12)?;
    Some(Stat {
        parent: u32::try_from(number(1)?).ok()?,
        cpu: Duration::from_millis(ticks * 1000 / TICKS),
    })
}

/// Proportional and private bytes of a process.
fn memory(id: u32) -> (u64, u64) {
    let text = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let of = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(name))
            .and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok())
            .unwrap_or(0)
            * 1024
    };
    (of("Pss:"), of("Anonymous:"))
}
