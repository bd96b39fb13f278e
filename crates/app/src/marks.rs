//! What the database says about itself: which key file it belongs to, and whether it is a
//! demonstration's.

use usher_db::{Error, Tx, params};

/// What tells the key that the database's secrets were hashed under from others; nothing, if
/// no server has opened the database yet.
pub fn key_check(tx: &Tx) -> Result<Option<String>, Error> {
    read(tx, "key.check")
}

/// Notes which key belongs to the database, unless one does already; which one does now.
pub fn note_key(tx: &Tx, check: &str) -> Result<String, Error> {
    tx.execute(
        "INSERT INTO site (name, value) VALUES ('key.check', $1) ON CONFLICT (name) DO NOTHING",
        params![check],
    )?;
    Ok(key_check(tx)?.unwrap_or_default())
}

/// Forgets which key belongs to the database: for whoever gives it another one.
pub fn forget_key(tx: &Tx) -> Result<(), Error> {
    tx.execute("DELETE FROM site WHERE name = 'key.check'", &[])
        .map(drop)
}

/// Whether a demonstration may be in this database: it is one already, or nobody is there.
pub fn may_be_demo(tx: &Tx) -> Result<bool, Error> {
    let anybody = tx.query_opt("SELECT id FROM accounts LIMIT 1", &[], |row| {
        row.get::<String>("id")
    })?;
    Ok(anybody.is_none() || is_demo(tx)?)
}

/// Whether the database is a demonstration's, whose passwords everybody knows.
pub fn is_demo(tx: &Tx) -> Result<bool, Error> {
    Ok(read(tx, "demo")?.is_some())
}

/// Says for good that it is.
pub fn mark_as_demo(tx: &Tx) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO site (name, value) VALUES ('demo', 'yes') ON CONFLICT (name) DO NOTHING",
        &[],
    )
    .map(drop)
}

fn read(tx: &Tx, name: &str) -> Result<Option<String>, Error> {
    tx.query_opt(
        "SELECT value FROM site WHERE name = $1",
        params![name],
        |row| row.get("value"),
    )
}
