//! What commands say. A reader that has gone (`| head`) is no error.

use std::{
    fmt::Display,
    io::{self, Write},
};

/// One line on stdout, at once.
pub(crate) fn say(line: impl Display) {
    let mut stdout = io::stdout().lock();
    let _ = writeln!(stdout, "{line}").and_then(|()| stdout.flush());
}

/// One line on stderr: nothing that a script would read.
pub(crate) fn mention(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "usher: {line}");
}
