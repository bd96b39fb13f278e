//! Clippy, alone or in the compiler's place.
//!
//! `cargo clippy` looks at the workspace without making anything of it, so that everything below it is built
//! twice: once to be looked at and once to be run. Whoever runs it anyway has clippy compile it: one build, and
//! what was looked at is what runs.

use std::fs;

use crate::child::Child;
use crate::repository::Repository;
use crate::tally::Tally;

/// What the lint step is called.
const STEP: &str = "cargo clippy";
/// `-D warnings`, as clippy's driver reads it.
const DENY_WARNINGS: &str = "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__";

/// Who compiles the workspace, and how.
#[derive(Clone, Copy)]
pub(crate) struct Compiler {
    /// Clippy in rustc's place: a warning fails.
    lints: bool,
    /// What a later build could begin from is not kept: there is nothing of the kind here, such as in a new clone,
    /// and to write it takes longer than to do without.
    afresh: bool,
}

impl Compiler {
    /// Builds the workspace and all its tests, and counts whether clippy had nothing to say. If it had, they are
    /// built without it: the other parts run all the same.
    pub(crate) fn build(repository: &Repository, tally: &mut Tally) -> Self {
        let compiler = Self {
            lints: true,
            afresh: !was_built(repository),
        };
        let build = [
            "test",
            "--workspace",
            "--all-targets",
            "--no-run",
            "--quiet",
        ];
        let built = compiler
            .used_by(Child::cargo(repository.root(), &build))
            .run();
        let lints = built.is_ok();
        tally.step(STEP, built);
        Self { lints, ..compiler }
    }

    /// Lets a cargo, and whatever it runs, compile by this.
    pub(crate) fn used_by(self, mut child: Child) -> Child {
        if self.lints {
            child = child
                .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
                .env("CLIPPY_ARGS", DENY_WARNINGS);
        }
        if self.afresh {
            child = child.env("CARGO_INCREMENTAL", "0");
        }
        child
    }
}

/// Whether somebody built the product here before, and not only us.
fn was_built(repository: &Repository) -> bool {
    fs::read_dir(repository.at("target/debug/incremental"))
        .into_iter()
        .flatten()
        .flatten()
        .any(|folder| {
            folder
                .file_name()
                .to_string_lossy()
                .starts_with("usher_app-")
        })
}

/// Looks without building what could run.
pub(crate) fn look(repository: &Repository, tally: &mut Tally) {
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
    tally.step(STEP, Child::cargo(repository.root(), &clippy).run());
}
