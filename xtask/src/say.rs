//! What the commands print: plain lines, bold headings on a terminal.

use std::io::{IsTerminal, Write};

/// A new part begins.
pub(crate) fn heading(text: &str) {
    if is_terminal() {
        line(&format!("\n\u{1b}[1m== {text}\u{1b}[0m"));
    } else {
        line(&format!("\n== {text}"));
    }
}

/// A fact within a part.
pub(crate) fn note(text: &str) {
    line(&format!("   {text}"));
}

/// A line as it stands.
pub(crate) fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    // A closed pipe (`| head`) is no reason to stop the work.
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

/// Why the command ends here.
pub(crate) fn fault(text: &str) {
    let _ = writeln!(std::io::stderr(), "\nxtask: {text}");
}

/// Whether a person is reading.
pub(crate) fn is_terminal() -> bool {
    std::io::stdout().is_terminal()
}
