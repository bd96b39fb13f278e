//! `cargo xtask test`: everything that can fail, counted. Every part runs, even after an earlier one failed.

use std::process::ExitCode;

use crate::lints::Compiler;
use crate::repository::Repository;
use crate::tally::Tally;
use crate::{check, rust_tests, setup, stories, web};

/// Runs the command; its last line is `N passed, N failed`.
pub(crate) fn run() -> Result<ExitCode, String> {
    let repository = Repository::find()?;
    let mut tally = Tally::default();
    tally.part("setup", |tally| {
        tally.step("setup: tools", setup::tools());
        tally.step("setup: Debian packages", setup::packages(setup::TEST));
    });
    tally.part("web", |tally| {
        tally.step("web build", web::build(&repository));
    });
    check::checks(&repository, &mut tally);
    let compiler = tally.part("build and lints", |tally| {
        Compiler::build(&repository, tally)
    });
    tally.part("rust tests", |tally| {
        rust_tests::run(&repository, compiler, tally);
    });
    tally.part("browser stories", |tally| {
        stories::run(&repository, compiler, tally);
    });
    Ok(tally.conclude())
}
