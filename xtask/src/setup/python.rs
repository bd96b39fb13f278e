//! A Python environment of its own, installed again only when its requirements changed.

use std::fs;
use std::path::Path;

use crate::child::Child;
use crate::say;

/// Brings the environment at `folder` to what `requirements` says.
pub(crate) fn python_venv(folder: &Path, requirements: &Path) -> Result<(), String> {
    let wanted =
        fs::read(requirements).map_err(|why| format!("{}: {why}", requirements.display()))?;
    let stamp = folder.join("installed-requirements");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        say::note("Python modules are as the requirements say");
        return Ok(());
    }
    let (here, place) = (Path::new("/"), folder.display().to_string());
    Child::new(here, "python3", &["-m", "venv", "--clear", &place]).run()?;
    let pip = folder.join("bin/pip").display().to_string();
    let file = requirements.display().to_string();
    Child::new(here, &pip, &["install", "--quiet", "--requirement", &file]).run()?;
    fs::write(&stamp, wanted).map_err(|why| format!("{}: {why}", stamp.display()))
}
