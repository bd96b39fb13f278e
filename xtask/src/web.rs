//! `cargo xtask web`: the islands and styles, bundled into `web/dist`, which the binary embeds.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::SystemTime;

use crate::child::Child;
use crate::repository::Repository;
use crate::{say, setup};

/// Folders of `web/` that are made, not written.
const MADE: &[&str] = &["node_modules", "dist"];

/// Runs the command.
pub(crate) fn run() -> Result<ExitCode, String> {
    setup::tools()?;
    build(&Repository::find()?)?;
    Ok(ExitCode::SUCCESS)
}

/// Installs the modules and builds, each only when something changed.
pub(crate) fn build(repository: &Repository) -> Result<(), String> {
    let web = repository.at("web");
    setup::npm_ci(&web)?;
    let built = modified(&web.join("dist/manifest.json"));
    let changed = newest_input(&web).max(modified(&web.join(setup::STAMP)));
    if built.is_some() && built >= changed {
        say::note("web: nothing changed since the last build");
        return Ok(());
    }
    Child::new(&web, "npm", &["run", "--silent", "build"]).run()?;
    if modified(&web.join("dist/manifest.json")).is_none() {
        return Err("the web build left no dist/manifest.json".to_owned());
    }
    Ok(())
}

/// The newest change below `web/`: a folder's own time tells of files that were removed.
fn newest_input(web: &Path) -> Option<SystemTime> {
    fs::read_dir(web)
        .ok()?
        .flatten()
        .filter(|item| !MADE.iter().any(|made| item.file_name() == *made))
        .filter_map(|item| newest_within(&item.path()))
        .max()
}

fn newest_within(path: &Path) -> Option<SystemTime> {
    let below = fs::read_dir(path).ok().and_then(|items| {
        items
            .flatten()
            .filter_map(|item| newest_within(&item.path()))
            .max()
    });
    modified(path).max(below)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|facts| facts.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_deep_in_the_tree_is_seen_and_what_is_made_is_not() -> std::io::Result<()> {
        let web = std::env::temp_dir().join(format!("xtask-web-{}", std::process::id()));
        fs::create_dir_all(web.join("styles/parts"))?;
        fs::create_dir_all(web.join("dist"))?;
        fs::write(web.join("styles/parts/a.css"), "")?;
        let before = newest_input(&web);
        let later = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(4_000_000_000);
        fs::File::create(web.join("dist/manifest.json"))?.set_modified(later)?;
        assert_eq!(newest_input(&web), before);
        fs::File::options()
            .write(true)
            .open(web.join("styles/parts/a.css"))?
            .set_modified(later)?;
        assert_eq!(newest_input(&web), Some(later));
        fs::remove_dir_all(&web)
    }
}
