//! Installs what a command needs on a fresh machine, or says what to install.

mod debian;
mod node;
mod python;

pub(crate) use debian::{BENCH, DEMO, TEST};
pub(crate) use node::{STAMP, npm_ci};
pub(crate) use python::python_venv;

use crate::repository::on_path;

/// The programs that no command installs by itself.
pub(crate) fn tools() -> Result<(), String> {
    let missing: Vec<_> = [
        ("cc", "a C compiler (Debian: apt-get install gcc libc6-dev)"),
        ("node", "Node 20 or newer"),
        ("npm", "npm"),
    ]
    .into_iter()
    .filter(|(program, _)| !on_path(program))
    .map(|(_, what)| what)
    .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "please install {} and start again",
            missing.join(", ")
        ))
    }
}

/// Installs the Debian packages that are missing; `Err` names those that still are.
pub(crate) fn packages(wanted: &[debian::Package]) -> Result<(), String> {
    debian::install(wanted)
}
