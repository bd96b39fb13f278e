//! `cargo xtask bench`: the hub beside its peers and the limits of the machine.

use std::path::Path;
use std::process::{Command, ExitCode};

use clap::Args;

use crate::child::Child;
use crate::repository::Repository;
use crate::{say, setup, web};

/// What to measure.
#[derive(Args)]
pub(crate) struct Bench {
    /// A smoke run of a minute, which shows that the bench works and judges nothing
    #[arg(long)]
    quick: bool,
    /// redeem, postgres, media, start, growth, console, invites, processing; everything unless given
    sections: Vec<String>,
}

impl Bench {
    /// Installs what the peers need, builds, and measures from core 1.
    pub(crate) fn run(self) -> Result<ExitCode, String> {
        let repository = Repository::find()?;
        let root = repository.root();
        say::heading("what the bench needs");
        setup::tools()?;
        setup::packages(setup::BENCH)?;
        setup::npm_ci(&repository.at("bench/peers/better-auth"))?;
        setup::python_venv(
            &repository.at("target/bench/django-venv"),
            &repository.at("bench/peers/django/requirements.txt"),
        )?;
        if !Child::new(Path::new("/"), "taskset", &["-c", "1", "true"]).succeeds() {
            return Err(
                "the bench needs two cores, one for servers and one for the load".to_owned(),
            );
        }
        say::heading("web");
        web::build(&repository)?;
        say::heading("binaries");
        let build = [
            "build",
            "--release",
            "--package",
            "usher",
            "--package",
            "usher-bench",
        ];
        Child::cargo(root, &build).run()?;
        say::heading("bench");
        let status = Command::new("taskset")
            .args(["-c", "1"])
            .arg(repository.at("target/release/usher-bench"))
            .arg("run")
            .arg("--root")
            .arg(root)
            .args(self.quick.then_some("--quick"))
            .args(self.sections)
            .status()
            .map_err(|why| format!("cannot run the bench: {why}"))?;
        Ok(if status.success() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
