//! A password in a file of its own, for settings and options that name one.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use crate::failure::{Failure, Outcome};

/// The first line of a file that nobody else may read. No sentence repeats it.
pub(crate) fn read(file: &Path) -> Outcome<String> {
    let shown = file.display();
    let unreadable = |error| {
        Failure::usage(format!(
            "The password file {shown} cannot be read ({error})."
        ))
    };
    let mode = fs::metadata(file).map_err(unreadable)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(Failure::usage(format!(
            "The password file {shown} may be read by others (mode {mode:03o}). Close it with \
             chmod 600 {shown}."
        )));
    }
    let text = fs::read_to_string(file).map_err(unreadable)?;
    match text.lines().next().map(str::trim) {
        Some(line) if !line.is_empty() => Ok(line.to_owned()),
        _ => Err(Failure::usage(format!(
            "The password file {shown} is empty. Write the password on its first line."
        ))),
    }
}
