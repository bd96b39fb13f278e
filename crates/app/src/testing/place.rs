//! Where a hub's data lie: in a folder, and on PostgreSQL, where the run asks for it, in a
//! database of its own.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use usher_db::{Db, MIGRATIONS, Options, Statements};
use usher_domain::clock::Timestamp;
use usher_test_postgres::{Database, ENGINE, copy_of};

/// As many lanes as show what happens when several write at once.
const CONNECTIONS: usize = 4;

/// Gone with the last hub that uses it.
pub(super) struct Place {
    folder: TempDir,
    database: Option<Database>,
}

/// Whether the hubs of this process are on PostgreSQL.
pub(crate) fn on_postgres() -> bool {
    std::env::var_os(ENGINE).is_some_and(|engine| engine == "postgres")
}

/// What a walk over every route tries: all of it, but on PostgreSQL every third, beginning elsewhere
/// each `turn`. Whoever tries has tried all of it on SQLite; what may differ is what the SQL says.
/// `USHER_SOAK=1` tries all of it on both.
pub(crate) fn share<T>(all: impl IntoIterator<Item = T>, turn: usize) -> Vec<T> {
    let soak = std::env::var_os("USHER_SOAK").is_some_and(|set| set == "1");
    let step = if on_postgres() && !soak { 3 } else { 1 };
    all.into_iter().skip(turn % step).step_by(step).collect()
}

/// Makes the tables in an empty database on PostgreSQL.
pub(super) fn migrated(url: &str, now: Timestamp) -> Result<Db, String> {
    let options = Options::postgres(url.parse().unwrap()).connections(1);
    let db = Db::open(options).map_err(|why| why.to_string())?;
    db.migrate(MIGRATIONS, now).map_err(|why| why.to_string())?;
    Ok(db)
}

impl Place {
    /// A place that nobody has used yet, with the schema of now.
    pub(super) fn fresh(now: Timestamp) -> Self {
        let fill = |url: &str| migrated(url, now).map(drop);
        Self {
            folder: tempfile::tempdir().unwrap(),
            database: on_postgres().then(|| copy_of("hub", fill).unwrap()),
        }
    }

    /// Opens the database.
    pub(super) fn open(&self, watcher: &Statements, now: Timestamp) -> Db {
        let options = match &self.database {
            Some(database) => {
                Options::postgres(database.url().parse().unwrap()).connections(CONNECTIONS)
            }
            None => Options::sqlite(self.folder().join("usher.db")),
        };
        let db = Db::open(options.watched_by(watcher.clone())).unwrap();
        if self.database.is_none() {
            db.migrate(MIGRATIONS, now).unwrap();
        }
        db
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where uploads and objects lie.
    pub(super) fn media(&self) -> PathBuf {
        self.folder().join("media")
    }
}
