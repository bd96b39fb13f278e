//! How a database server sees us, for whoever looks after it.

use crate::{Db, Error, Row};

/// What a PostgreSQL server is, and what we may do in our database there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The server's version.
    pub version: String,
    /// The role that we are logged in as.
    pub role: String,
    /// Whether the connection is protected by TLS.
    pub encrypted: bool,
    /// Whether we may make tables.
    pub may_create: bool,
    /// Tables that we may not read and write, by name.
    pub closed: Option<String>,
}

const LOOK: &str = "
    SELECT current_setting('server_version') AS version,
           CAST(current_user AS TEXT) AS role,
           COALESCE((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted,
           COALESCE(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create,
           (SELECT string_agg(CAST(c.relname AS TEXT), ', ' ORDER BY c.relname)
            FROM pg_class c
            WHERE c.relkind = 'r'
              AND c.relnamespace = to_regnamespace(quote_ident(current_schema()))
              AND NOT (has_table_privilege(c.oid, 'SELECT')
                       AND has_table_privilege(c.oid, 'INSERT')
                       AND has_table_privilege(c.oid, 'UPDATE')
                       AND has_table_privilege(c.oid, 'DELETE'))) AS closed";

impl Db {
    /// How the server sees us; nothing on SQLite. Blocks: for the command line.
    pub fn standing(&self) -> Result<Option<Standing>, Error> {
        if self.is_sqlite() {
            return Ok(None);
        }
        self.read_blocking(|tx| tx.query_opt(LOOK, &[], standing))
    }
}

fn standing(row: &Row<'_>) -> Result<Standing, Error> {
    Ok(Standing {
        version: row.get("version")?,
        role: row.get("role")?,
        encrypted: row.get("encrypted")?,
        may_create: row.get("may_create")?,
        closed: row.get("closed")?,
    })
}
