//! `usher doctor`: looks at everything that serving needs, changes nothing,
//! and says what to do.

mod asking;
mod bucket;
mod certificate;
mod database;
mod disk;
mod finding;
mod folder;
mod moment;
mod network;
mod reach;
mod soundness;
mod tools;

use clap::Args;
use usher_domain::clock::Clock;
use usher_media_tools::Tools;

use self::{
    database::Look,
    finding::{Finding, Findings},
};
use crate::{
    args::WhereAndListen,
    clock::SystemClock,
    failure::{Failure, Outcome},
    screen::say,
    settings::{self, Settings},
};

/// Check this machine and the settings, and say what to do.
///
/// Looks at the settings, the data folder, the key file, the disk, the clock, the database, the media
/// tools, the base URL, the TLS certificate and the port; where a server of ours is running, also whether
/// the base URL leads to it and whether its proxy is trusted. Each line begins with ok, warn or fail. Nothing is made or
/// changed. The exit code is 1 if anything fails.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    place: WhereAndListen,
    /// Print one line of JSON: {"ok": …, "checks": [{"check", "result", "says", "advice"}]}
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Outcome {
    let findings = match settings::load(&options.place.asked(), super::environment()) {
        Ok(settings) => examine(&settings, &SystemClock),
        Err(failure) => Findings::from(vec![Finding::fail(
            "settings",
            "they cannot be used",
            failure,
        )]),
    };
    if options.json {
        say(findings.as_json());
    } else {
        say(&findings);
    }
    match findings.failed() {
        0 => Ok(()),
        1 => Err(Failure::runtime("One check failed.")),
        n => Err(Failure::runtime(format!("{n} checks failed."))),
    }
}

/// Every check, in the order in which a person would mend things.
fn examine(settings: &Settings, clock: &dyn Clock) -> Findings {
    let look = Look::at(settings);
    let mut findings = vec![
        settings_file(settings),
        folder::data(&settings.data),
        folder::key(settings, &look.used()),
        folder::disk(&settings.data),
        moment::clock(clock.now(), look.mark()),
        look.finding(settings),
    ];
    findings.extend(soundness::check(settings));
    findings.extend(disk::check(settings));
    findings.extend(bucket::check(settings));
    findings.extend(settings.ignored.iter().map(|name| ignored_variable(name)));
    findings.extend(tools::check(&Tools::find()));
    findings.push(network::base_url(settings));
    findings.extend(network::nginx(settings));
    findings.extend(certificate::check(settings, clock.now()));
    let (port, is_ours) = network::port(settings);
    findings.push(port);
    if is_ours {
        findings.extend(reach::check(settings));
    }
    Findings::from(findings)
}

fn settings_file(settings: &Settings) -> Finding {
    Finding::ok(
        "settings",
        match &settings.file {
            Some(file) => format!("read from {}", file.display()),
            None => "no configuration file; the environment and the defaults count".to_owned(),
        },
    )
}

fn ignored_variable(name: &str) -> Finding {
    Finding::warn(
        "settings",
        format!("the variable {name} is set, but is no setting of Usher"),
        "Unset it, unless something else needs it.",
    )
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;
    use crate::settings::Asked;

    fn settings_in(folder: &Path) -> Settings {
        let asked = Asked {
            data: Some(folder.to_owned()),
            listen: Some("127.0.0.1:0".to_owned()),
            ..Asked::default()
        };
        settings::load(&asked, []).expect("valid")
    }

    #[test]
    fn a_new_folder_on_a_sane_machine_passes_and_stays_empty() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("data");
        let findings = examine(&settings_in(&folder), &SystemClock);
        assert_eq!(findings.failed(), 0, "{findings}");
        assert!(!folder.exists(), "nothing is made");
    }

    #[test]
    fn a_database_without_its_key_file_fails_with_what_to_do() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("usher.db"), "").expect("written");
        let findings = examine(&settings_in(folder.path()), &SystemClock);
        assert!(
            findings
                .to_string()
                .contains("put the file back from your backup"),
            "{findings}"
        );
        assert!(findings.failed() > 0);
    }

    #[test]
    fn a_variable_that_means_nothing_is_a_warning() {
        let mut settings = settings_in(Path::new("/nowhere-yet"));
        settings.ignored.push("USHER_COLOUR".to_owned());
        assert!(
            examine(&settings, &SystemClock)
                .to_string()
                .contains("USHER_COLOUR is set")
        );
    }
}
