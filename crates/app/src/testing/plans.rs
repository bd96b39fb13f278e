//! The plan of every statement that a request runs: each finds its rows by an
//! index, whatever the test that sent the request is about.

use std::{collections::BTreeSet, sync::LazyLock};

use axum::{extract::Request, middleware::Next, response::Response};
use parking_lot::Mutex;
use usher_db::{Db, Error, Statements};

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
        statement: "ORDER BY term LIMIT 200",
        because: "two hundred hits at most",
    },
];

/// Looks at the plans of what the requests to one hub run.
#[derive(Clone)]
pub(crate) struct Plans {
    db: Db,
    ran: Statements,
}

impl Plans {
    pub(super) fn of(db: Db, ran: Statements) -> Self {
        Self { db, ran }
    }

    /// The middleware around the whole router.
    pub(super) async fn looked_at(self, request: Request, next: Next) -> Response {
        // What the test itself ran before.
        self.ran.take();
        let response = next.run(request).await;
        let flaws = self.flaws(self.ran.take()).await;
        assert!(flaws.is_empty(), "{}", flaws.join("\n"));
        response
    }

    /// What is wrong with the plans of these statements.
    async fn flaws(&self, statements: BTreeSet<&'static str>) -> Vec<String> {
        let mut flaws = Vec::new();
        for sql in statements {
            if !SEEN.lock().insert(sql) {
                continue;
            }
            let plan: Result<Vec<String>, Error> = self.db.read(move |tx| tx.plan(sql)).await;
            // A test may have closed the database, or taken it away.
            let Ok(plan) = plan else { continue };
            let steps = plan.iter().filter(|step| !is_good(step, &plan, sql));
            flaws.extend(steps.map(|step| format!("{step}: {sql}")));
        }
        flaws
    }
}

/// Whether a step finds its rows by an index, sorts nothing, or is allowed.
fn is_good(step: &str, plan: &[String], sql: &str) -> bool {
    let step = step.trim().trim_start_matches("->").trim_start();
    let bad = match step.split_once(' ') {
        Some(("SCAN", what)) => !is_made_here(what, plan),
        Some(("USE", what)) => what.starts_with("TEMP B-TREE"),
        Some(("SEARCH", what)) => what.contains("AUTOMATIC"),
        // PostgreSQL, which was told not to if there is any other way.
        Some(("Seq", what)) => what.starts_with("Scan"),
        _ => false,
    };
    let allowed =
        |allowed: &Allowed| step.starts_with(allowed.step) && sql.contains(allowed.statement);
    !bad || ALLOWED.iter().any(allowed)
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
        let plans = Plans::of(hub.app.parts.db.clone(), Statements::default());
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
            let good = good || (sql.ends_with("title") && !plans.db.is_sqlite());
            let flaws = plans.flaws([sql].into()).await;
            assert_eq!(flaws.is_empty(), good, "{sql}: {flaws:?}");
        }
    }
}
