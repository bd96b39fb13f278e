//! Where the server's programs are.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The folder with `initdb` and `postgres`.
#[derive(Clone, Debug)]
pub struct Binaries(PathBuf);

impl Binaries {
    /// On the `PATH`, or where Debian puts them; the newest there are.
    pub fn find() -> Option<Self> {
        let path = env::var_os("PATH").unwrap_or_default();
        let mut folders: Vec<_> = env::split_paths(&path).collect();
        folders.extend(debian());
        let found = folders.into_iter().find(|folder| holds_both(folder))?;
        // A link on the PATH leads to where the other programs are.
        let real = found.join("initdb").canonicalize().ok()?;
        real.parent().map(|folder| Self(folder.to_owned()))
    }

    /// What to say where there are none.
    pub const MISSING: &'static str = "PostgreSQL is not installed: no initdb and postgres on the PATH or in \
         /usr/lib/postgresql. Install it (on Debian: apt-get install postgresql), or run `cargo xtask test`, which does.";

    /// Where the program called `name` is.
    pub fn program(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

fn debian() -> Vec<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|folder| {
            let version = folder.file_name().to_str()?.parse().ok()?;
            Some((version, folder.path().join("bin")))
        })
        .collect();
    versions.sort_unstable_by_key(|(version, _)| std::cmp::Reverse(*version));
    versions.into_iter().map(|(_, folder)| folder).collect()
}

fn holds_both(folder: &Path) -> bool {
    ["initdb", "postgres"]
        .iter()
        .all(|name| folder.join(name).is_file())
}
