//! `cargo xtask check`: formatting, lints, types and the rules of the house. Each step counts one.

use std::process::ExitCode;

use crate::child::Child;
use crate::repository::Repository;
use crate::tally::Tally;
use crate::{dependencies, house, lints, setup, web};

/// Runs the command.
pub(crate) fn run() -> Result<ExitCode, String> {
    let repository = Repository::find()?;
    setup::tools()?;
    let mut tally = Tally::default();
    tally.part("web", |tally| {
        tally.step("web build", web::build(&repository));
    });
    tally.part("check: lints", |tally| lints::look(&repository, tally));
    checks(&repository, &mut tally);
    Ok(tally.conclude())
}

/// All steps but the lints, whatever the earlier ones gave. The web part is expected to be built: the binary embeds it.
pub(crate) fn checks(repository: &Repository, tally: &mut Tally) {
    let root = repository.root();
    tally.part("check: format", |tally| {
        tally.step(
            "cargo fmt",
            Child::cargo(root, &["fmt", "--all", "--check"]).run(),
        );
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
        dependencies::check(repository, tally);
    });
}

fn typescript(repository: &Repository, folder: &str) -> Result<(), String> {
    let folder = repository.at(folder);
    setup::npm_ci(&folder)?;
    Child::new(&folder, "npm", &["run", "--silent", "check"]).run()
}
