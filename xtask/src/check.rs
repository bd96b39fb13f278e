//! `cargo xtask check`: formatting, lints, types and the rules of the house. Each step counts one.

use std::process::ExitCode;

use crate::child::Child;
use crate::repository::{Repository, on_path};
use crate::tally::Tally;
use crate::{house, say, setup, web};

/// Runs the command.
pub(crate) fn run() -> Result<ExitCode, String> {
    let repository = Repository::find()?;
    setup::tools()?;
    let mut tally = Tally::default();
    tally.part("web", |tally| {
        tally.step("web build", web::build(&repository));
    });
    checks(&repository, &mut tally);
    Ok(tally.conclude())
}

/// All steps, whatever the earlier ones gave. The web part is expected to be built: the binary embeds it.
pub(crate) fn checks(repository: &Repository, tally: &mut Tally) {
    let root = repository.root();
    tally.part("check: format", |tally| {
        tally.step(
            "cargo fmt",
            Child::cargo(root, &["fmt", "--all", "--check"]).run(),
        );
    });
    tally.part("check: lints", |tally| {
        let clippy = [
            "clippy",
            "--workspace",
            "--all-targets",
            "--keep-going",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ];
        tally.step("cargo clippy", Child::cargo(root, &clippy).run());
    });
    tally.part("check: TypeScript", |tally| {
        for folder in ["web", "e2e"] {
            tally.step(
                &format!("npm run check in {folder}/"),
                typescript(repository, folder),
            );
        }
    });
    tally.part("check: house rules", |tally| {
        house::check(repository, tally);
    });
    tally.part("check: dependencies", |tally| {
        dependencies(repository, tally);
    });
}

fn typescript(repository: &Repository, folder: &str) -> Result<(), String> {
    let folder = repository.at(folder);
    setup::npm_ci(&folder)?;
    Child::new(&folder, "npm", &["run", "--silent", "check"]).run()
}

/// Bans, licences and sources need no network; the advisories' database may be out of reach.
fn dependencies(repository: &Repository, tally: &mut Tally) {
    if !on_path("cargo-deny") {
        say::note("not run: cargo-deny is not installed (cargo install cargo-deny)");
        return;
    }
    let root = repository.root();
    let local = [
        "deny",
        "--log-level",
        "error",
        "check",
        "bans",
        "licenses",
        "sources",
    ];
    tally.step(
        "cargo deny: bans, licences, sources",
        Child::cargo(root, &local).run(),
    );
    let mut unreachable = false;
    let advisories = Child::cargo(
        root,
        &["deny", "--log-level", "error", "check", "advisories"],
    )
    .read_lines(|line| unreachable |= line.contains("failed to fetch advisory database"));
    if unreachable {
        say::note("advisories not run: their database cannot be reached from here");
    } else {
        tally.step("cargo deny: advisories", advisories);
    }
}
