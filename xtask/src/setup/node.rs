//! npm modules, installed again only when the lock file changed.

use std::fs;
use std::path::Path;

use crate::child::Child;
use crate::say;

/// Holds the lock file that `node_modules` was installed from.
pub(crate) const STAMP: &str = "node_modules/.installed-lock";

const HEADERS: &str = "/usr/include/node/node_version.h";

/// Brings `node_modules` of this folder to what its lock file says.
pub(crate) fn npm_ci(folder: &Path) -> Result<(), String> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let lock = fs::read(folder.join("package-lock.json"))
        .map_err(|why| format!("{name}/package-lock.json: {why}"))?;
    let stamp = folder.join(STAMP);
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        say::note(&format!("{name}: npm modules are as the lock file says"));
        return Ok(());
    }
    let mut install = Child::new(
        folder,
        "npm",
        &["ci", "--no-audit", "--no-fund", "--loglevel=error"],
    );
    // Where Node's headers are installed, a module in C needs no download to be built.
    if Path::new(HEADERS).is_file() {
        install = install.env("npm_config_nodedir", "/usr");
    }
    install.run()?;
    fs::write(&stamp, lock).map_err(|why| format!("{}: {why}", stamp.display()))
}
