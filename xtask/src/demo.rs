//! `cargo xtask demo`: from a clean clone to a running hub with people and media.

use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

use clap::Args;

use crate::child::Child;
use crate::repository::Repository;
use crate::{say, setup, web};

/// Options of the demo.
#[derive(Args)]
pub(crate) struct Demo {
    /// Optimised build: slower to build, faster to run
    #[arg(long)]
    release: bool,
    /// Passed on to `usher demo`, such as `--listen 127.0.0.1:9000`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    further: Vec<String>,
}

impl Demo {
    /// Builds, then becomes `usher demo`, so that signals and the terminal are its own.
    pub(crate) fn run(self) -> Result<ExitCode, String> {
        let repository = Repository::find()?;
        say::heading("what the demo needs");
        setup::tools()?;
        if let Err(advice) = setup::packages(setup::DEMO) {
            say::note(&format!(
                "going on without them: some media will have no poster or rendition; {advice}"
            ));
        }
        say::heading("web");
        web::build(&repository)?;
        say::heading("binary");
        // Measured on two cores from nothing: 169 s without optimising, 260 s with. The tests use the quick build
        // too, and the crates that compute (hashing, compressing) are optimised in it as well.
        let (profile, flag) = if self.release {
            ("release", &["--release"][..])
        } else {
            ("debug", &[][..])
        };
        Child::cargo(
            repository.root(),
            &[&["build", "--package", "usher", "--bin", "usher"], flag].concat(),
        )
        .run()?;
        say::heading("usher demo");
        let binary = repository.binary(profile);
        let why = Command::new(&binary)
            .args(self.arguments(&repository))
            .exec();
        Err(format!("cannot start {}: {why}", binary.display()))
    }

    /// The demo's folder and address, unless others were given.
    fn arguments(&self, repository: &Repository) -> Vec<String> {
        let given = |name: &str| {
            self.further
                .iter()
                .any(|word| word == name || word.starts_with(&format!("{name}=")))
        };
        let mut arguments = vec!["demo".to_owned()];
        if !given("--data") {
            arguments.extend([
                "--data".to_owned(),
                repository.at("data/demo").display().to_string(),
            ]);
        }
        if !given("--listen") {
            arguments.extend(["--listen".to_owned(), "127.0.0.1:8484".to_owned()]);
        }
        arguments.extend(self.further.iter().cloned());
        arguments
    }
}
