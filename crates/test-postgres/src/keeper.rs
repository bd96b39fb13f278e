//! Ends a server whose owner is gone.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
};

/// A small process that holds the other end of a pipe to us: when we end, however
/// we end, it reads the end of the pipe, stops the server and removes its folder.
const WATCH: &str = r#"
trap '' INT TERM HUP
if read -r word && [ "$word" = done ]; then exit 0; fi
kill -QUIT "$1" 2>/dev/null
for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null || break; sleep 0.2; done
rm -rf -- "$2"
"#;

pub(crate) fn watch(server: u32, folder: &Path) -> Result<Child, String> {
    Command::new("sh")
        .args(["-c", WATCH, "usher-test-postgres"])
        .arg(server.to_string())
        .arg(folder)
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|why| format!("nobody could be set to watch PostgreSQL: {why}"))
}

pub(crate) fn dismiss(keeper: &mut Child) {
    use std::io::Write;
    if let Some(mut pipe) = keeper.stdin.take() {
        let _ = pipe.write_all(b"done\n");
    }
    let _ = keeper.wait();
}
