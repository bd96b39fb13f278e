//! How many rows were written, whether they stayed or not: to show that something wrote none.

use usher_db::{Db, Error, Tx};

use super::{
    on_postgres,
    tables::{fixed, tables},
};

/// Counts the rows that are written to one database.
pub(crate) struct Touches(Db);

impl Touches {
    /// Begins to count. SQLite does it by itself, on its one writing connection; on PostgreSQL
    /// a sequence does, which takes nothing back when a transaction is undone.
    pub(crate) async fn count(db: &Db) -> Self {
        if on_postgres() {
            db.write(set_up).await.unwrap();
        }
        Self(db.clone())
    }

    /// How many there have been.
    pub(crate) async fn so_far(&self) -> i64 {
        let sql = if on_postgres() {
            "SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS touches FROM touches"
        } else {
            "SELECT total_changes() AS touches"
        };
        self.0
            .write(move |tx| tx.query_one(sql, &[], |row| row.get("touches")))
            .await
            .unwrap_or_else(|error: Error| panic!("{error}"))
    }
}

fn set_up(tx: &Tx) -> Result<(), Error> {
    tx.execute("CREATE SEQUENCE touches", &[])?;
    tx.execute(
        "CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN PERFORM nextval('touches'); RETURN NULL; END $$",
        &[],
    )?;
    for table in tables(tx)? {
        let trigger = format!(
            "CREATE TRIGGER touched AFTER INSERT OR UPDATE OR DELETE ON {table}
             FOR EACH ROW EXECUTE FUNCTION touched()"
        );
        tx.execute(fixed(trigger), &[])?;
    }
    Ok(())
}
