//! One throw-away PostgreSQL for a whole run. Its tests find it by a variable; it ends with us.

use usher_test_postgres::{Durability, Server, VARIABLE, statements};

use crate::child::Child;
use crate::tally::Tally;

/// The run's server, or why there is none.
pub(crate) struct Postgres(Result<Server, String>);

impl Postgres {
    /// Starts it, and counts whether it started.
    pub(crate) fn start(tally: &mut Tally) -> Self {
        let server = Server::start(Durability::None);
        let started = server.as_ref().map(drop).map_err(String::clone);
        tally.step("PostgreSQL for this run", started);
        Self(server)
    }

    /// Lets a child and the tests in it know the server.
    pub(crate) fn known_to(&self, child: Child) -> Child {
        match &self.0 {
            Ok(server) => child.env(VARIABLE, server.url()),
            Err(_) => child,
        }
    }

    /// Whether tests worked on it: the product's own leave the database that each of theirs is a copy of.
    pub(crate) fn was_used(&self) -> Result<(), String> {
        let server = self.0.as_ref().map_err(String::clone)?;
        let originals = "SELECT count(*) FROM pg_database WHERE datname LIKE 'usher_original_%'";
        match &*statements(&server.url(), "postgres", originals)? {
            "0" => Err("no test of the product ran on it".to_owned()),
            _ => Ok(()),
        }
    }
}
