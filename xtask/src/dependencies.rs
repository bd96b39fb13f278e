//! T26: what may come into the product (`deny.toml`), asked of cargo-deny.

use crate::child::Child;
use crate::repository::{Repository, on_path};
use crate::say;
use crate::tally::Tally;

/// Installs cargo-deny from its source, which takes minutes: `cargo xtask soak` does it.
pub(crate) fn install(repository: &Repository) -> Result<(), String> {
    if on_path("cargo-deny") {
        return Ok(());
    }
    Child::cargo(repository.root(), &["install", "--locked", "cargo-deny"]).run()
}

/// Checks where cargo-deny is installed; what there is to say for the figure, if all is well.
/// Bans, licences and sources need no network; the advisories' database may be out of reach.
pub(crate) fn check(repository: &Repository, tally: &mut Tally) -> Option<String> {
    if !on_path("cargo-deny") {
        say::note("not run: cargo-deny is not installed (cargo install --locked cargo-deny)");
        return None;
    }
    let deny = |what: &[&str]| {
        let arguments = [&["deny", "--log-level", "error", "check"], what].concat();
        Child::cargo(repository.root(), &arguments)
    };
    let local = deny(&["bans", "licenses", "sources"]).run();
    let local_pass = local.is_ok();
    tally.step("cargo deny: bans, licences, sources", local);
    let mut unreachable = false;
    let advisories = deny(&["advisories"])
        .read_lines(|line| unreachable |= line.contains("failed to fetch advisory database"));
    let told = if unreachable {
        say::note("advisories not run: their database cannot be reached from here");
        "advisories not run: their database could not be reached"
    } else {
        let pass = advisories.is_ok();
        tally.step("cargo deny: advisories", advisories);
        if pass {
            "advisories pass"
        } else {
            "advisories fail"
        }
    };
    local_pass.then(|| format!("bans, licences and sources pass; {told}"))
}
