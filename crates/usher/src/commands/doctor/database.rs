//! The database, its schema, and how its server sees us.

use usher_app::{high_water, marks};
use usher_db::{Db, MIGRATIONS, Standing};
use usher_domain::clock::Timestamp;

use super::finding::Finding;
use crate::{
    failure::Outcome,
    settings::{Database, Settings},
    site,
};

const CHECK: &str = "database";
const UNUSABLE: &str = "it cannot be used";

/// The database, opened beside a server that may be running.
pub(super) struct Look(Outcome<Option<Db>>);

/// Whether a database is there that somebody has used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Used {
    Never,
    /// With the key that tells itself by this, if it was noted.
    ByKey(Option<String>),
    /// It cannot be reached.
    Unknown,
}

impl Look {
    pub(super) fn at(settings: &Settings) -> Self {
        Self(site::existing(settings))
    }

    fn db(&self) -> Option<&Db> {
        self.0.as_ref().ok().and_then(Option::as_ref)
    }

    /// The latest moment that the site has told, if it can be read.
    pub(super) fn mark(&self) -> Option<Timestamp> {
        self.db()?.read_blocking(high_water::read).ok().flatten()
    }

    pub(super) fn used(&self) -> Used {
        match &self.0 {
            Ok(None) => Used::Never,
            Ok(Some(db)) => {
                let check = db.read_blocking::<_, usher_db::Error>(marks::key_check);
                Used::ByKey(check.ok().flatten())
            }
            Err(_) => Used::Unknown,
        }
    }

    pub(super) fn finding(&self, settings: &Settings) -> Finding {
        let shown = site::database_shown(settings);
        let db = match &self.0 {
            Ok(Some(db)) => db,
            Ok(None) => return unused(settings, &shown),
            Err(why) => return Finding::fail(CHECK, UNUSABLE, why),
        };
        let standing = match db.standing() {
            Ok(standing) => standing,
            Err(why) => return Finding::fail(CHECK, UNUSABLE, format!("{why}.")),
        };
        let pending = match db.pending(MIGRATIONS) {
            Ok(pending) => pending.len(),
            Err(why) => return Finding::fail(CHECK, UNUSABLE, why),
        };
        if let Some(refused) = standing.as_ref().and_then(not_permitted) {
            return refused;
        }
        let server = standing.as_ref().map(server).unwrap_or_default();
        if pending > 0 {
            return Finding::warn(
                CHECK,
                format!("the schema of {shown}{server} is {pending} steps behind this version"),
                "The next start brings it up to date; make a backup before.",
            );
        }
        Finding::ok(
            CHECK,
            format!("{shown}{server} opens, and its schema is current"),
        )
    }
}

/// What will be made at the first start, if it can be.
fn unused(settings: &Settings, shown: &str) -> Finding {
    if settings.database == Database::Sqlite {
        return Finding::ok(CHECK, format!("{shown} will be made at the first start"));
    }
    let standing = Db::open(site::options(settings).shared())
        .map_err(site::refused)
        .and_then(|db| Ok(db.standing()?));
    match standing {
        Err(why) => Finding::fail(CHECK, UNUSABLE, why),
        Ok(Some(standing)) => not_permitted(&standing).unwrap_or_else(|| {
            Finding::ok(
                CHECK,
                format!(
                    "{shown}{} is empty; its tables will be made at the first start",
                    server(&standing)
                ),
            )
        }),
        Ok(None) => Finding::ok(CHECK, format!("{shown} is empty")),
    }
}

fn not_permitted(standing: &Standing) -> Option<Finding> {
    let role = &standing.role;
    if let Some(closed) = &standing.closed {
        return Some(Finding::fail(
            CHECK,
            format!("the role {role} may not read and write these tables: {closed}"),
            format!("Let it own them: ALTER TABLE … OWNER TO {role}."),
        ));
    }
    (!standing.may_create).then(|| {
        Finding::fail(
            CHECK,
            format!("the role {role} may not make tables"),
            format!("Let it own the database: ALTER DATABASE … OWNER TO {role}."),
        )
    })
}

fn server(standing: &Standing) -> String {
    let version = standing.version.split(' ').next().unwrap_or_default();
    let tls = if standing.encrypted { ", TLS" } else { "" };
    format!(" (PostgreSQL {version}{tls})")
}
