//! Running one program within limits.

use std::{
    ffi::{OsStr, OsString},
    io,
    os::unix::process::ExitStatusExt,
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use rustix::process::Signal;
use tokio::{
    io::{AsyncRead, AsyncReadExt},
    process::{Child, Command},
    sync::OnceCell,
    time::timeout,
};

use crate::{MediaError, Program, Tools};

/// What the system calls a full disk.
const NO_ROOM: &[u8] = b"No space left on device";

/// How much of what a program complains about is kept for the log, in bytes.
const COMPLAINT: usize = 4 << 10;

/// Takes on the limits, stands back for everybody else, and becomes the program:
/// there is no moment in which it runs without them. (A hook between fork and exec
/// would need `unsafe`.)
const RESTRAIN: &str = "ulimit -v \"$1\" && ulimit -t \"$2\" && ulimit -f \"$3\" && \
    ulimit -c 0 && ulimit -n 64 && shift 3 && exec nice -n 10 \"$@\"";

/// Where programs of the system are.
const PATH: &str = "/usr/local/bin:/usr/bin:/bin";

/// In front of a program: it ends with the thread that started it, so also with a
/// server that is killed.
const MORTAL: [&str; 3] = ["setpriv", "--pdeathsig", "KILL"];

/// What a child may use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Address space, in bytes.
    pub(crate) memory: u64,
    /// Processor time over all its threads.
    pub(crate) cpu: Duration,
    /// Time on the wall.
    pub(crate) wall: Duration,
    /// The longest file it may write, in bytes.
    pub(crate) file: u64,
}

impl Limits {
    /// For looking and for posters: security.md T18 allows 512 MiB and 30 s.
    pub(crate) const LOOKING: Self = Self {
        memory: 512 << 20,
        cpu: Duration::from_secs(30),
        wall: Duration::from_secs(30),
        file: 64 << 20,
    };

    /// In the units of [`RESTRAIN`]: KiB, seconds, blocks of 512 bytes.
    fn as_arguments(self) -> [String; 3] {
        [
            self.memory / 1024,
            self.cpu.as_secs().max(1),
            self.file / 512,
        ]
        .map(|limit| limit.to_string())
    }
}

/// What a child does with its standard output.
pub(crate) trait Sink: Send {
    /// Takes what came; an error ends the child.
    fn take(&mut self, bytes: &[u8]) -> Result<(), MediaError>;
}

/// Keeps the output, up to a limit in bytes; more is [`MediaError::TooBig`].
pub(crate) struct Keep {
    pub(crate) bytes: Vec<u8>,
    limit: usize,
}

impl Keep {
    pub(crate) fn up_to(limit: usize) -> Self {
        Self {
            bytes: Vec::new(),
            limit,
        }
    }

    /// What was kept, if it is a JPEG: tools end well without having drawn anything.
    pub(crate) fn jpeg(self) -> Result<Vec<u8>, MediaError> {
        if self.bytes.starts_with(b"\xFF\xD8") {
            Ok(self.bytes)
        } else {
            Err(MediaError::Broken)
        }
    }
}

impl Sink for Keep {
    fn take(&mut self, bytes: &[u8]) -> Result<(), MediaError> {
        if self.bytes.len() + bytes.len() > self.limit {
            return Err(MediaError::TooBig);
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }
}

impl Tools {
    /// Runs `program` in `folder` until it ends well. If it ends badly: what its
    /// end tells ([`MediaError::TimedOut`], [`MediaError::TooBig`], …), else
    /// [`MediaError::Broken`]. Dropped half-way, the child is killed.
    pub(crate) async fn run(
        &self,
        program: Program,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>> + Send,
        folder: &Path,
        limits: Limits,
        sink: &mut dyn Sink,
    ) -> Result<(), MediaError> {
        let program_file = self.path_of(program)?;
        let arguments: Vec<OsString> = arguments
            .into_iter()
            .map(|argument| argument.as_ref().to_owned())
            .collect();
        let mortal = mortal().await?;
        let mut child = Command::new("/bin/sh")
            .args(["-c", RESTRAIN, "sh"])
            .args(limits.as_arguments())
            .args(mortal)
            .arg(program_file)
            .args(arguments)
            .current_dir(folder)
            .env_clear()
            .env("PATH", PATH)
            .env("LC_ALL", "C.UTF-8")
            .env("TMPDIR", folder)
            // One heap: glibc otherwise reserves 64 MiB of address space per thread.
            .env("MALLOC_ARENA_MAX", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut complaint = Vec::new();
        let outcome = timeout(limits.wall, attend(&mut child, sink, &mut complaint)).await;
        let ended = match outcome {
            Ok(Ok(status)) => judge(status, &complaint),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(MediaError::TimedOut),
        };
        if let Err(error) = &ended {
            // Already dead in most cases; then there is nothing to kill.
            let _ = child.kill().await;
            let said = String::from_utf8_lossy(&complaint);
            tracing::warn!(%program, %error, said = %said.trim(), "a media tool failed");
        }
        ended
    }
}

/// [`MORTAL`] where the system can do it, which is asked once: util-linux need not be
/// there. A question that was not answered is asked again by the next child.
async fn mortal() -> io::Result<&'static [&'static str]> {
    static CAN: OnceCell<bool> = OnceCell::const_new();
    let can = CAN.get_or_try_init(|| can_run(PATH, &MORTAL)).await?;
    let words: &'static [&'static str] = if *can { &MORTAL } else { &[] };
    Ok(words)
}

/// Whether `true` runs behind these words, with the programs of `path`.
async fn can_run(path: &str, words: &[&str]) -> io::Result<bool> {
    let asked = Command::new("/bin/sh")
        .args(["-c", "exec \"$@\" true", "sh"])
        .args(words)
        .env_clear()
        .env("PATH", path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .status()
        .await?;
    let code = asked.code();
    code.map(|code| code == 0)
        .ok_or_else(|| io::Error::other("a question to the system was cut off"))
}

/// Reads both outputs to their ends, then the status.
async fn attend(
    child: &mut Child,
    sink: &mut dyn Sink,
    complaint: &mut Vec<u8>,
) -> Result<ExitStatus, MediaError> {
    let (Some(mut out), Some(err)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(io::Error::other("the child has no outputs").into());
    };
    let listen = async {
        let mut buffer = vec![0; 16 << 10];
        loop {
            match out.read(&mut buffer).await? {
                0 => return Ok::<_, MediaError>(()),
                n => sink.take(&buffer[..n])?,
            }
        }
    };
    tokio::try_join!(listen, keep_the_end(err, complaint))?;
    Ok(child.wait().await?)
}

async fn keep_the_end(
    mut from: impl AsyncRead + Unpin,
    end: &mut Vec<u8>,
) -> Result<(), MediaError> {
    let mut buffer = [0; 1024];
    loop {
        match from.read(&mut buffer).await? {
            0 => return Ok(()),
            n => end.extend_from_slice(&buffer[..n]),
        }
        let surplus = end.len().saturating_sub(COMPLAINT);
        end.drain(..surplus);
    }
}

/// What the end of a child means.
fn judge(status: ExitStatus, complaint: &[u8]) -> Result<(), MediaError> {
    let complains = |of: &[u8]| complaint.windows(of.len()).any(|window| window == of);
    if status.success() {
        // ffmpeg ends well although the end of its file found no room.
        let is_cut = complains(NO_ROOM);
        return if is_cut {
            Err(MediaError::DiskFull)
        } else {
            Ok(())
        };
    }
    Err(match status.signal() {
        Some(signal) if signal == Signal::XCPU.as_raw() || signal == Signal::KILL.as_raw() => {
            MediaError::TimedOut
        }
        None if matches!(status.code(), Some(126 | 127)) => {
            io::Error::other("the program could not be started").into()
        }
        Some(signal) if signal == Signal::XFSZ.as_raw() => MediaError::TooBig,
        _ if complains(b"Incorrect password") => MediaError::Encrypted,
        _ if complains(NO_ROOM) => MediaError::DiskFull,
        _ if complains(b"Cannot allocate memory") || complains(b"File too large") => {
            MediaError::TooBig
        }
        _ => MediaError::Broken,
    })
}

#[cfg(test)]
mod tests;
