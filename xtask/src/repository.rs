//! Where the repository, its folders and what cargo builds are.

use std::env;
use std::path::{Path, PathBuf};

/// The repository this command was started from.
pub(crate) struct Repository {
    root: PathBuf,
}

impl Repository {
    /// Found through the variable that cargo sets for `cargo xtask`.
    pub(crate) fn find() -> Result<Self, String> {
        let here =
            env::var_os("CARGO_MANIFEST_DIR").ok_or("start this command as `cargo xtask …`")?;
        let root = Path::new(&here)
            .parent()
            .ok_or("the folder of xtask has no parent")?
            .to_path_buf();
        Ok(Self { root })
    }

    /// The folder that holds everything.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A folder or file by its path in the repository.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The binary as `cargo build --bin usher` leaves it, `profile` being `debug` or `release`.
    pub(crate) fn binary(&self, profile: &str) -> PathBuf {
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.at("target"), PathBuf::from);
        target.join(profile).join("usher")
    }
}

/// Whether a program of this name is on PATH.
pub(crate) fn on_path(program: &str) -> bool {
    env::var_os("PATH")
        .is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}
