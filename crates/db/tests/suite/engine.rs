//! The engines under test, and a store on each.

use tempfile::TempDir;
use usher_db::{Db, Migration, Options};
use usher_domain::clock::Timestamp;
use usher_test_postgres::Database;

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
    /// A PostgreSQL database of its own.
    Postgres,
}

/// What must be kept for as long as a database is used.
pub enum Place {
    /// Its folder.
    Folder(TempDir),
    /// Its database.
    Database(Database),
}

/// An empty database with the suite's tables, gone when dropped.
pub struct Store {
    /// The database.
    pub db: Db,
    options: Options,
    place: Place,
}

impl Engine {
    /// A new store.
    pub fn store(self) -> Store {
        self.store_with(|options| options)
    }

    /// A new store, opened with other options.
    pub fn store_with(self, change: impl FnOnce(Options) -> Options) -> Store {
        let store = self.empty(change);
        store.db.migrate(TABLES, Timestamp::from_secs(1)).unwrap();
        store
    }

    /// A new store without any tables.
    pub fn empty(self, change: impl FnOnce(Options) -> Options) -> Store {
        match self {
            Self::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                let options = change(Options::sqlite(folder.path().join("usher.db")));
                Store {
                    db: Db::open(options.clone()).unwrap(),
                    options,
                    place: Place::Folder(folder),
                }
            }
            Self::Postgres => {
                let database = usher_test_postgres::database().unwrap();
                let options = change(Options::postgres(database.url().parse().unwrap()));
                Store {
                    db: Db::open(options.clone()).unwrap(),
                    options,
                    place: Place::Database(database),
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

    /// The database, how it was opened, and what must be kept for as long as it is used.
    pub fn into_parts(self) -> (Db, Options, Place) {
        (self.db, self.options, self.place)
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

        mod postgres {
            $(#[test]
            fn $test() {
                super::$test($crate::Engine::Postgres);
            })+
        }
    };
}
