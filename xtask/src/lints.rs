//! Clippy, alone or in the compiler's place.
//!
//! `cargo clippy` looks at the workspace without making anything of it, so that everything below it is built
//! twice: once to be looked at and once to be run. Whoever runs it anyway has clippy compile it: one build, and
//! what was looked at is what runs.

use crate::child::Child;
use crate::repository::Repository;
use crate::tally::Tally;

/// What the lint step is called.
const STEP: &str = "cargo clippy";
/// `-D warnings`, as clippy's driver reads it.
const DENY_WARNINGS: &str = "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__";

/// Who compiles the workspace.
#[derive(Clone, Copy)]
pub(crate) enum Compiler {
    /// rustc alone.
    Rustc,
    /// rustc with clippy's lints; a warning fails.
    Clippy,
}

impl Compiler {
    /// Builds the workspace and all its tests, and counts whether clippy had nothing to say. If it had, they are
    /// built without it: the other parts run all the same.
    pub(crate) fn build(repository: &Repository, tally: &mut Tally) -> Self {
        let build = [
            "test",
            "--workspace",
            "--all-targets",
            "--no-run",
            "--quiet",
        ];
        let built = Self::Clippy
            .used_by(Child::cargo(repository.root(), &build))
            .run();
        let compiler = if built.is_ok() {
            Self::Clippy
        } else {
            Self::Rustc
        };
        tally.step(STEP, built);
        compiler
    }

    /// Lets a cargo, and whatever it runs, compile by this.
    pub(crate) fn used_by(self, child: Child) -> Child {
        match self {
            Self::Rustc => child,
            Self::Clippy => child
                .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
                .env("CLIPPY_ARGS", DENY_WARNINGS),
        }
    }
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
