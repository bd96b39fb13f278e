//! `usher invite`: the invites of an entry from a terminal. These may run beside a server.

mod options;

pub(crate) use options::Options;

use std::{
    fs,
    io::{self, Read},
    path::Path,
    sync::Arc,
};

use serde_json::Value;
use usher_app::features::invites::terminal::{Choices, Clerk, NotDone, Person, entry_of};
use usher_domain::{
    clock::Clock,
    email::Email,
    ids::{EntryId, InviteId},
};

use self::options::{Deed, Which};
use crate::{
    clock::{SystemClock, SystemEntropy},
    failure::{Failure, Outcome},
    logs, nodes,
    screen::say,
    settings, site,
};

/// What the deeds need.
struct Desk {
    /// What links begin with.
    base: String,
    opened: site::Opened,
    by: Option<Email>,
    json: bool,
}

/// Runs the command.
pub(crate) fn run(options: Options) -> Outcome {
    let settings = settings::load(&options.place.asked(), super::environment())?;
    logs::start(settings.log.quieter());
    let opened = site::open_beside(&settings)?;
    let base = (settings.base_url).resolved(settings.listen, settings.tls.is_some())?;
    let desk = Desk {
        base: base.to_string(),
        opened,
        by: options.by,
        json: options.json,
    };
    let db = desk.opened.db.clone();
    let done = desk.does(options.deed);
    nodes::tell_in_passing(&db, &SystemEntropy);
    done
}

impl Desk {
    fn does(&self, deed: Deed) -> Outcome {
        match deed {
            Deed::Create {
                entry,
                email,
                first_name,
                last_name,
                terms,
            } => {
                let person = Person {
                    email,
                    first_name,
                    last_name,
                };
                let made = self.clerk(entry)?.create(&person, &terms.chosen(false));
                self.tell(made.map_err(failure)?);
                Ok(())
            }
            Deed::Renew {
                invite,
                until,
                language,
            } => {
                let clerk = self.clerk_of(invite)?;
                let made = clerk.renew(invite, until.as_deref(), language.as_deref());
                self.tell(made.map_err(failure)?);
                Ok(())
            }
            Deed::Resend { invites } => self.each(&invites, Clerk::resend),
            Deed::Revoke { invites } => self.each(&invites, Clerk::revoke),
            Deed::List { entry, which } => {
                let listed = self
                    .clerk(entry)?
                    .list((&which.state, &which.search), |invite| self.tell(invite));
                listed.map_err(failure)
            }
            Deed::Export { entry, which } => self.export(entry, &which),
            Deed::Import {
                entry,
                file,
                terms,
                revoked_too,
                dry_run,
            } => self.import(entry, &file, &terms.chosen(revoked_too), dry_run),
        }
    }
}

fn failure(why: NotDone) -> Failure {
    match why {
        NotDone::Refused(sentence) => Failure::usage(sentence),
        NotDone::NoInvite(id) => Failure::usage(format!(
            "There is no invite {id}. See who was invited by usher invite list ENTRY."
        )),
        NotDone::NoEntry(id) => Failure::usage(format!(
            "There is no entry {id}. Its id stands in the address of its page."
        )),
        NotDone::Nobody => Failure::usage("Nobody has the address that --as names."),
        NotDone::NoState(name) => Failure::usage(format!(
            "There is no state {name}. Name one of open, waiting, joined, refused, over, revoked."
        )),
        NotDone::Failed(error) => error.into(),
    }
}

impl Desk {
    fn clerk(&self, entry: EntryId) -> Outcome<Clerk> {
        let means = (&SystemClock as &dyn Clock, Arc::new(SystemEntropy) as _);
        let (db, key) = (self.opened.db.clone(), self.opened.key.clone());
        Clerk::at(db, key, means, entry, self.by.clone()).map_err(failure)
    }

    fn clerk_of(&self, invite: InviteId) -> Outcome<Clerk> {
        self.clerk(entry_of(&self.opened.db, invite).map_err(failure)?)
    }

    /// Does it to each; says which were refused, and goes on.
    fn each(
        &self,
        invites: &[InviteId],
        deed: impl Fn(&Clerk, InviteId) -> Result<Value, NotDone>,
    ) -> Outcome {
        let mut refused = 0;
        for invite in invites {
            match self
                .clerk_of(*invite)
                .and_then(|clerk| deed(&clerk, *invite).map_err(failure))
            {
                Ok(told) => self.tell(told),
                Err(why) => {
                    refused += 1;
                    eprintln!("usher: {invite}: {why}");
                }
            }
        }
        if refused > 0 {
            return Err(Failure::usage(format!(
                "{refused} of {} were refused; the rest is done.",
                invites.len()
            )));
        }
        Ok(())
    }

    /// One invite on a line.
    fn tell(&self, mut invite: Value) {
        if let Some(path) = invite["link"].as_str() {
            invite["link"] = format!("{}{path}", self.base.trim_end_matches('/')).into();
        }
        if self.json {
            return say(invite);
        }
        let text = |name: &str| invite[name].as_str().unwrap_or_default().to_owned();
        let line = format!(
            "{}  {:8}  {}  {} {}  until {}  {}",
            text("id"),
            text("state"),
            text("email"),
            text("first_name"),
            text("last_name"),
            text("expires_at"),
            text("link")
        );
        say(line.trim_end());
    }

    fn import(&self, entry: EntryId, file: &Path, choices: &Choices, dry_run: bool) -> Outcome {
        let text = read(file)?;
        let row = |row: Value| {
            if self.json {
                return say(row);
            }
            let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            let line = format!(
                "{:>6}  {:8}  {}  {}",
                row["line"],
                text("result"),
                text("email"),
                text("detail")
            );
            say(line.trim_end());
        };
        let counts = (self.clerk(entry)?)
            .import(&text, choices, dry_run, row)
            .map_err(failure)?;
        if self.json {
            say(&counts);
        } else {
            let would = if dry_run {
                "Nothing is written yet. "
            } else {
                ""
            };
            say(format_args!(
                "{would}New: {}. Changed: {}. Already invited: {}. Left out: {}. Mails: {}.",
                counts["new"], counts["changed"], counts["kept"], counts["wrong"], counts["mails"]
            ));
        }
        if counts["waits_for_mail"] == true {
            eprintln!(
                "usher: as many mails as one person may within an hour; a server that runs goes on with the rest."
            );
        }
        if counts["wrong"] != 0 {
            return Err(Failure::usage(
                "Some rows were left out; their lines say why.",
            ));
        }
        Ok(())
    }

    fn export(&self, entry: EntryId, which: &Which) -> Outcome {
        const COLUMNS: [(&str, &str); 10] = [
            ("email", "email"),
            ("first name", "first_name"),
            ("last name", "last_name"),
            ("role", "role"),
            ("valid until", "expires_at"),
            ("language", "language"),
            ("state", "state"),
            ("joined", "joined_at"),
            ("last seen", "last_seen_at"),
            ("invite", "id"),
        ];
        let line = |cells: Vec<String>| {
            let bytes = usher_app::http::csv::written(&[cells]);
            say(String::from_utf8_lossy(&bytes).trim_end());
        };
        line(COLUMNS.map(|(head, _)| head.to_owned()).to_vec());
        let row = |invite: Value| {
            // Whoever is not known any more is nobody to be invited from a list.
            if invite["state"] == "forgotten" {
                return;
            }
            let cell =
                |(_, name): &(&str, &str)| invite[name].as_str().unwrap_or_default().to_owned();
            line(COLUMNS.iter().map(cell).collect());
        };
        let listed = self.clerk(entry)?.list((&which.state, &which.search), row);
        listed.map_err(failure)
    }
}

/// The most that is read of a file, in bytes.
const LONGEST: u64 = 5 << 20;

fn read(file: &Path) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        io::stdin().take(LONGEST).read_to_end(&mut bytes)
    } else {
        fs::File::open(file).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Failure::usage(format!(
            "{} cannot be read: {error}.",
            file.display()
        ))),
    }
}
