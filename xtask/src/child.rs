//! Child processes: shown before they run, waited for, their lines read on the way when somebody needs them.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::thread;

use crate::say;

/// A command about to run.
pub(crate) struct Child {
    program: String,
    command: Command,
}

impl Child {
    /// `program` with `args`, in the folder `at`.
    pub(crate) fn new(at: &Path, program: &str, args: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.args(args).current_dir(at).stdin(Stdio::null());
        Self {
            program: program.to_owned(),
            command,
        }
    }

    /// The cargo that runs us.
    pub(crate) fn cargo(at: &Path, args: &[&str]) -> Self {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut child = Self::new(at, &cargo, args);
        "cargo".clone_into(&mut child.program);
        child
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Adds arguments.
    pub(crate) fn args(mut self, args: impl IntoIterator<Item = String>) -> Self {
        self.command.args(args);
        self
    }

    /// Runs with our own output; `Err` when it fails or cannot be started.
    pub(crate) fn run(mut self) -> Result<(), String> {
        let told = self.announce();
        let status = self
            .command
            .status()
            .map_err(|why| format!("cannot run {}: {why}", self.program))?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("`{told}` failed ({status})"))
        }
    }

    /// Whether it succeeds; nothing is shown.
    pub(crate) fn succeeds(mut self) -> bool {
        self.command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// What it prints on standard output; nothing is shown.
    pub(crate) fn output(mut self) -> Result<String, String> {
        let output = self
            .command
            .output()
            .map_err(|why| format!("cannot run {}: {why}", self.program))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(format!(
                "{} failed: {}",
                self.program,
                String::from_utf8_lossy(&output.stderr).trim()
            ))
        }
    }

    /// Runs, shows every line of both outputs and gives it to `read` without its colours.
    pub(crate) fn read_lines(mut self, mut read: impl FnMut(&str)) -> Result<(), String> {
        let told = self.announce();
        if say::is_terminal() {
            self.command.env("CARGO_TERM_COLOR", "always");
        }
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self
            .command
            .spawn()
            .map_err(|why| format!("cannot run {}: {why}", self.program))?;
        let (sender, lines) = mpsc::channel();
        let readers = [
            child.stdout.take().map(|out| forward(out, sender.clone())),
            child.stderr.take().map(|err| forward(err, sender)),
        ];
        for line in lines {
            say::line(&line);
            read(&without_colours(&line));
        }
        for reader in readers.into_iter().flatten() {
            let _ = reader.join();
        }
        let status = child
            .wait()
            .map_err(|why| format!("lost {}: {why}", self.program))?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("`{told}` failed ({status})"))
        }
    }

    fn announce(&self) -> String {
        let args: Vec<_> = self
            .command
            .get_args()
            .map(OsStr::to_string_lossy)
            .collect();
        let told = format!("{} {}", self.program, args.join(" "));
        say::note(&format!("$ {told}"));
        told
    }
}

fn forward(from: impl Read + Send + 'static, to: Sender<String>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        while from.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            let text = String::from_utf8_lossy(&line)
                .trim_end_matches(['\n', '\r'])
                .to_owned();
            if to.send(text).is_err() {
                return;
            }
            line.clear();
        }
    })
}

/// The text without the terminal's colour sequences (`ESC [ … m`).
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_off_before_a_line_is_read() {
        assert_eq!(
            without_colours("\u{1b}[32;1mPASS\u{1b}[0m [ 0.1s] one"),
            "PASS [ 0.1s] one"
        );
        assert_eq!(without_colours("plain"), "plain");
    }
}
