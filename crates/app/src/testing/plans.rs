//! The plan of every statement that a request runs: each finds its rows by an
//! index, whatever the test that sent the request is about.

use std::{
    collections::BTreeSet,
    sync::{Arc, LazyLock, OnceLock},
};

use axum::{extract::Request, middleware::Next, response::Response};
use parking_lot::Mutex;
use usher_db::{Db, Error, Statements};

use super::{filled, on_postgres};

/// A step that is not by an index, and why that is well.
struct Allowed {
    /// How the step begins.
    step: &'static str,
    /// What stands in the statement.
    statement: &'static str,
    /// Why.
    #[allow(dead_code, reason = "for whoever reads the list")]
    because: &'static str,
}

/// What was looked at already in this process.
static SEEN: LazyLock<Mutex<BTreeSet<&'static str>>> = LazyLock::new(Mutex::default);

/// How many statements were looked at so far.
pub(crate) fn looked_at() -> usize {
    SEEN.lock().len()
}

const ALLOWED: &[Allowed] = &[
    Allowed {
        step: "SCAN config",
        statement: "SUM(version)",
        because: "a row for each module of the console, and all are wanted",
    },
    Allowed {
        step: "SCAN t",
        statement: "FROM mail_templates t",
        because: "a hundred templates at most, and all are wanted",
    },
    Allowed {
        step: "Index Scan using mail_templates_pkey on mail_templates t",
        statement: "FROM mail_templates t",
        because: "the same on PostgreSQL, in order",
    },
    Allowed {
        step: "SCAN webhooks USING INDEX",
        statement: "FROM webhooks ORDER BY id",
        because: "twenty webhooks at most, and all are wanted",
    },
    Allowed {
        step: "Index Scan using webhooks_pkey on webhooks",
        statement: "FROM webhooks ORDER BY id",
        because: "the same on PostgreSQL, in order",
    },
    Allowed {
        step: "SCAN captions",
        statement: "DELETE FROM blobs WHERE id = $1",
        because: "a track that is taken away, seldom; looks whether another refers to its bytes",
    },
    Allowed {
        step: "Seq Scan on config",
        statement: "SUM(version)",
        because: "the same on PostgreSQL",
    },
    Allowed {
        step: "USE TEMP B-TREE FOR ORDER BY",
        statement: "FROM entry_tags WHERE entry_id = $1",
        because: "the tags of one entry, a few",
    },
    Allowed {
        step: "USE TEMP B-TREE FOR ORDER BY",
        statement: "FROM uploads WHERE account_id = $1 AND finished_at IS NULL",
        because: "what one account has begun, as many as it may at once",
    },
    Allowed {
        step: "USE TEMP B-TREE FOR ORDER BY",
        statement: "FROM grants WHERE",
        because: "the grants of one person to one entry",
    },
    Allowed {
        step: "USE TEMP B-TREE",
        statement: "ORDER BY lower(i.last_name)",
        because: "the invites of one entry, sorted as its owner asks",
    },
    Allowed {
        step: "USE TEMP B-TREE",
        statement: "ORDER BY i.expires_at, i.id",
        because: "the invites of one entry, sorted as its owner asks",
    },
    Allowed {
        step: "USE TEMP B-TREE",
        statement: "ORDER BY CASE WHEN t.last_at > g.last_seen_at",
        because: "the invites of one entry, sorted as its owner asks",
    },
    Allowed {
        step: "USE TEMP B-TREE",
        statement: "ORDER BY COALESCE(t.percent",
        because: "the invites of one entry, sorted as its owner asks",
    },
    Allowed {
        step: "USE TEMP B-TREE FOR GROUP BY",
        statement: "SELECT t.percent FROM attendance t",
        because: "the attendance of one entry, by percent",
    },
    Allowed {
        step: "USE TEMP B-TREE FOR GROUP BY",
        statement: "FROM audience_days WHERE entry_id = $1",
        because: "the days of one entry, by how people came: some ways",
    },
    Allowed {
        step: "USE TEMP B-TREE",
        statement: "ORDER BY own.id DESC LIMIT $4",
        because: "what one person is invited to, by some addresses: the newest first",
    },
    Allowed {
        step: "USE TEMP B-TREE",
        statement: "ORDER BY came_at DESC LIMIT $3",
        because: "what one browser holds, by invites and by guest links",
    },
    Allowed {
        step: "USE TEMP B-TREE",
        statement: "verified_how IS NULL ORDER BY written LIMIT 1",
        because: "the addresses of one person, a few",
    },
    Allowed {
        step: "USE TEMP B-TREE FOR DISTINCT",
        statement: "SELECT DISTINCT entry_id FROM entry_terms",
        because: "a rare word's rows, a thousand at most: it was counted before",
    },
    Allowed {
        step: "USE TEMP B-TREE",
        statement: ") in_order JOIN entries e",
        because: "what stands in one channel, sorted as its reader asks; then the page of it",
    },
    Allowed {
        step: "USE TEMP B-TREE",
        statement: "ORDER BY term LIMIT 200",
        because: "two hundred hits at most",
    },
];

/// Looks at the plans of what the requests to one hub run. On SQLite it always does; on
/// PostgreSQL, where that takes a database of its own, for the hubs whose test asks for it.
#[derive(Clone)]
pub(crate) struct Plans {
    db: Db,
    ran: Statements,
    filled: Arc<OnceLock<Db>>,
}

impl Plans {
    pub(super) fn of(db: Db, ran: Statements) -> Self {
        let filled = Arc::default();
        Self { db, ran, filled }
    }

    /// Looks at what runs from now on, whatever the engine.
    pub(super) async fn look(&self) {
        if on_postgres() && self.filled.get().is_none() {
            let opened = tokio::task::spawn_blocking(filled::open).await.unwrap();
            self.filled.get_or_init(|| opened);
        }
    }

    /// Where plans are asked for.
    fn planner(&self) -> Option<&Db> {
        if on_postgres() {
            self.filled.get()
        } else {
            Some(&self.db)
        }
    }

    /// The middleware around the whole router.
    pub(super) async fn looked_at(self, request: Request, next: Next) -> Response {
        // What the test itself ran before.
        self.ran.take();
        let response = next.run(request).await;
        let mut flaws = Vec::new();
        for sql in self.ran.take() {
            if self.planner().is_some() && SEEN.lock().insert(sql) {
                flaws.extend(self.flaws(sql).await);
            }
        }
        assert!(flaws.is_empty(), "{}", flaws.join("\n"));
        response
    }

    /// What is wrong with the plan of a statement.
    pub(super) async fn flaws(&self, sql: &'static str) -> Vec<String> {
        let Some(db) = self.planner() else {
            return Vec::new();
        };
        let plan: Result<Vec<String>, Error> = db.read(move |tx| tx.plan(sql)).await;
        let plan = match plan {
            Ok(plan) => plan,
            // It is no SQL, or there is no such table or column.
            Err(Error::Other(why)) => return vec![format!("{why}: {sql}")],
            // A test may have closed the database, or taken it away.
            Err(_) => Vec::new(),
        };
        let bad = (0..plan.len()).filter(|&at| !is_good(at, &plan, sql));
        bad.map(|at| format!("{}: {sql}", plan[at])).collect()
    }
}

/// Whether a step finds its rows by an index, sorts nothing, or is allowed.
fn is_good(at: usize, plan: &[String], sql: &str) -> bool {
    let step = plan[at].trim().trim_start_matches("->").trim_start();
    let bad = match step.split_once(' ') {
        Some(("SCAN", what)) => !is_made_here(what, plan),
        Some(("USE", what)) => what.starts_with("TEMP B-TREE"),
        Some(("SEARCH", what)) => what.contains("AUTOMATIC"),
        // PostgreSQL, which was told not to if there is any other way.
        Some(("Seq", what)) => what.starts_with("Scan"),
        Some(("Index", _)) if step.contains(" using ") => !has_condition(at, plan),
        Some(("Bitmap", what)) => what.starts_with("Index") && !has_condition(at, plan),
        _ => false,
    };
    let allowed =
        |allowed: &Allowed| step.starts_with(allowed.step) && sql.contains(allowed.statement);
    !bad || ALLOWED.iter().any(allowed)
}

/// Whether PostgreSQL looks for something in the index, instead of reading all of it:
/// `Index Cond: …` stands below the step.
fn has_condition(at: usize, plan: &[String]) -> bool {
    let below = plan[at + 1..].iter().map(|line| line.trim());
    below
        .take_while(|line| !line.starts_with("->"))
        .any(|line| line.starts_with("Index Cond:"))
}

/// Whether what is scanned is no table, but rows that the statement itself made.
fn is_made_here(what: &str, plan: &[String]) -> bool {
    let name = what.split(' ').next().unwrap_or_default();
    let makes = |step: &String| {
        let step = step.trim();
        ["CO-ROUTINE ", "MATERIALIZE "]
            .iter()
            .any(|how| step.strip_prefix(how) == Some(name))
    };
    what == "CONSTANT ROW" || plan.iter().any(makes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Hub;

    #[tokio::test]
    async fn a_statement_without_an_index_is_found_out() {
        let hub = Hub::new();
        for (sql, good) in [
            ("SELECT first_name FROM accounts WHERE id = $1", true),
            ("SELECT id FROM accounts WHERE first_name = $1", false),
            (
                "SELECT id FROM entries WHERE owner_id = $1 AND trashed_at IS NULL ORDER BY id",
                true,
            ),
            (
                "SELECT id FROM entries WHERE owner_id = $1 AND trashed_at IS NULL ORDER BY title",
                false,
            ),
            (
                "SELECT a.id FROM accounts a JOIN addresses d ON d.written = a.first_name WHERE a.id = $1",
                false,
            ),
        ] {
            // PostgreSQL's sorts are not looked at: they are the same statements'.
            let good = good || (sql.ends_with("title") && on_postgres());
            let flaws = hub.flaws(sql).await;
            assert_eq!(flaws.is_empty(), good, "{sql}: {flaws:?}");
        }
    }
}
