//! The engines under test, and a store on each.

use std::time::Duration;

use tempfile::TempDir;
use usher_db::{Db, Migration, Options};
use usher_domain::clock::Timestamp;

/// The tables that the suite works on, in the product's own dialect.
pub const TABLES: &[Migration] = &[Migration::new(
    "0001_suite",
    "CREATE TABLE things (
        id TEXT PRIMARY KEY,
        number BIGINT,
        small BIGINT CHECK (small < 1000),
        bytes BYTEA,
        at BIGINT
    );
    CREATE TABLE parts (
        id TEXT PRIMARY KEY,
        thing TEXT NOT NULL REFERENCES things (id)
    );
    CREATE TABLE counters (
        name TEXT PRIMARY KEY,
        count BIGINT NOT NULL
    );",
)];

/// A database engine.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    /// SQLite in a folder of its own.
    Sqlite,
}

/// An empty database with the suite's tables, gone when dropped.
pub struct Store {
    /// The database.
    pub db: Db,
    options: Options,
    _folder: TempDir,
}

impl Engine {
    /// A new store.
    pub fn store(self) -> Store {
        match self {
            Self::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                let options = Options::sqlite(folder.path().join("usher.db"))
                    .patience(Duration::from_millis(200));
                let db = Db::open(options.clone()).unwrap();
                db.migrate(TABLES, Timestamp::from_secs(1)).unwrap();
                Store {
                    db,
                    options,
                    _folder: folder,
                }
            }
        }
    }
}

impl Store {
    /// Closes the database and opens it again.
    pub fn reopened(self) -> Self {
        drop(self.db);
        Self {
            db: Db::open(self.options.clone()).unwrap(),
            ..self
        }
    }

    /// How the database was opened.
    pub fn options(&self) -> Options {
        self.options.clone()
    }
}

/// One test per engine for each function named.
#[macro_export]
macro_rules! on_every_engine {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test]
            fn $test() {
                super::$test($crate::Engine::Sqlite);
            })+
        }
    };
}
