//! The site's rules as a file.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, Subcommand};
use usher_app::{
    features::admin::{self, NotImported},
    sealed::Sealer,
};
use usher_domain::{
    clock::Clock,
    config::{Control, shown_module},
};

use crate::{
    clock::{SystemClock, SystemEntropy},
    failure::{Failure, Outcome},
    screen::say,
    site::Opened,
};

/// The most that is read of a file, in bytes.
const LONGEST: u64 = 1 << 20;

/// Write or read the site's rules as TOML: what the console shows, a table for each module.
#[derive(Debug, Args)]
pub(super) struct Configuration {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Print every rule as it is now
    Export,
    /// Set what a file names, all of it or nothing; what it does not name stays as it is
    ///
    /// A server that is running follows within seconds.
    Import {
        /// The file; - for standard input
        file: PathBuf,
    },
}

/// `usher admin config`
pub(super) fn run(configuration: Configuration, open: impl FnOnce() -> Outcome<Opened>) -> Outcome {
    match configuration.deed {
        Deed::Export => {
            say(open()?.db.read_blocking(admin::export)?.trim_end());
            Ok(())
        }
        Deed::Import { file } => {
            let text = read(&file)?;
            let now = SystemClock.now();
            let opened = open()?;
            let sealer = Sealer::new(opened.key, Arc::new(SystemEntropy));
            let imported = (opened.db)
                .write_blocking(move |tx| admin::import(tx, &text, None, &sealer, now))?;
            report(imported)
        }
    }
}

fn report(imported: Result<Vec<String>, Vec<NotImported>>) -> Outcome {
    match imported {
        Ok(changed) if changed.is_empty() => say("Nothing to change: it is all as the file says."),
        Ok(changed) => say(format!("Changed: {}.", changed.join(", "))),
        Err(faults) => {
            let faults: Vec<String> = faults.iter().map(sentence).collect();
            return Err(Failure::usage(format!(
                "Nothing was changed. {}",
                faults.join(" ")
            )));
        }
    }
    Ok(())
}

fn read(file: &Path) -> Outcome<String> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        io::stdin().take(LONGEST + 1).read_to_string(&mut text)
    } else {
        fs::File::open(file).and_then(|file| file.take(LONGEST + 1).read_to_string(&mut text))
    };
    match read {
        Ok(bytes) if bytes as u64 > LONGEST => Err(Failure::usage(format!(
            "{} is no configuration: it has more than a megabyte.",
            file.display()
        ))),
        Ok(_) => Ok(text),
        Err(error) => Err(Failure::usage(format!(
            "{} cannot be read: {error}.",
            file.display()
        ))),
    }
}

/// What is wrong, and what to write instead.
fn sentence(fault: &NotImported) -> String {
    match fault {
        NotImported::NotToml(why) => format!("It is no TOML: {}.", why.trim_end()),
        NotImported::NoModule(name) => {
            format!("There is no module {name}; usher admin config export names them all.")
        }
        NotImported::Field {
            module,
            field,
            code,
        } => {
            let control =
                shown_module(module).and_then(|module| Some(module.field(field)?.control));
            format!("{module}.{field}: {}.", instead(code, control.as_ref()))
        }
    }
}

fn instead(code: &str, control: Option<&Control>) -> String {
    match (code, control) {
        ("unknown_field", _) => "there is no such field".to_owned(),
        ("no_such_subject", _) => "names an account or a group that is not here".to_owned(),
        ("not_a_host", _) => "write the name or the address of a server alone".to_owned(),
        ("not_an_address", _) => "write an e-mail address".to_owned(),
        ("needed", _) => "write something; without it the rest cannot work".to_owned(),
        ("password_in_the_clear", _) => {
            "write \"starttls\" or \"tls\": a password would go over the network for everybody to read"
                .to_owned()
        }
        ("not_a_colour", _) => "write a colour, such as \"#0b6b66\"".to_owned(),
        ("not_a_link", _) => {
            "write a whole address, such as \"https://uni.edu/help\" or \"mailto:help@uni.edu\"; a link of the header as \"Library | https://library.uni.edu\""
                .to_owned()
        }
        ("too_many_links", _) => "has too many links for the header".to_owned(),
        ("not_a_zone", _) => "write the name of a time zone, such as \"Europe/Vienna\"".to_owned(),
        ("no_such_template", _) => "names a mail template that is not here".to_owned(),
        ("not_a_template_name", _) => {
            "a template is named by small letters, digits and hyphens".to_owned()
        }
        ("not_a_language", _) => "write a language's tag, such as en or pt-BR".to_owned(),
        ("template_no_english", _) => "every template has a text in en".to_owned(),
        ("template_unreadable", _) => "write subject, html and text".to_owned(),
        ("template_url_missing", _) => "{URL} is missing".to_owned(),
        ("template_unknown_token" | "template_misspelt_token", _) => {
            "it names a token that does not exist".to_owned()
        }
        ("beyond_maximum", _) => "is longer than MaxLinkDuration".to_owned(),
        (_, Some(Control::Toggle)) => "write true or false".to_owned(),
        (_, Some(Control::Number { min, max, or, .. })) => {
            let or = or.map_or_else(String::new, |or| format!(", or {or}"));
            format!("write a whole number from {min} to {max}{or}")
        }
        (_, Some(Control::Choice { options })) => {
            format!("write one of \"{}\"", options.join("\", \""))
        }
        (_, Some(Control::Domains)) => {
            "write a list of domains, such as [\"uni.edu\", \"*.uni.edu\"]".to_owned()
        }
        (_, Some(Control::Subjects)) => {
            "write a list of \"account:ID\" and \"group:ID\"".to_owned()
        }
        (_, Some(Control::Secret)) => "write a text of at most 1000 characters".to_owned(),
        (code, _) => format!("cannot be set so ({code})"),
    }
}
