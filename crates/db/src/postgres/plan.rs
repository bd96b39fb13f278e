//! How PostgreSQL would go about a statement.

use tokio_postgres::SimpleQueryMessage;

use super::Session;
use crate::{Error, steering::refuse_steering};

impl Session {
    /// The plan that is kept for a prepared statement, whatever its parameters, with
    /// scans of whole tables (and the joins that rest on them) made so dear that one
    /// appears only where no index can help.
    pub(crate) fn plan(&self, sql: &str) -> Result<Vec<String>, Error> {
        refuse_steering(sql)?;
        let count = self.prepare(sql)?.params().len();
        let nulls = match count {
            0 => String::new(),
            count => format!("({})", vec!["NULL"; count].join(", ")),
        };
        let text = format!(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;
             SET LOCAL enable_mergejoin = off; SET LOCAL plan_cache_mode = force_generic_plan;
             PREPARE usher_plan AS {sql};
             EXPLAIN (COSTS OFF) EXECUTE usher_plan{nulls};
             DEALLOCATE usher_plan;
             SET LOCAL enable_seqscan = on; SET LOCAL enable_hashjoin = on;
             SET LOCAL enable_mergejoin = on; SET LOCAL plan_cache_mode = auto"
        );
        let mut state = self.state.borrow_mut();
        let Some(link) = &mut state.link else {
            return Err(Error::Busy);
        };
        let told = link.run(|client| client.simple_query(&text));
        drop(state);
        let steps = told.map_err(|error| self.failed(&error))?;
        Ok(steps
            .iter()
            .filter_map(|step| match step {
                SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
                _ => None,
            })
            .collect())
    }
}
