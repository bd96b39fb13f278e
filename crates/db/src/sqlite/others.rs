//! What other processes write into the same file.

use crate::{Error, Tx, params};

/// A number that changes whenever another process has written into the file. To be asked on the
/// write lane, to whose own writes it is blind; on SQLite only.
pub fn written_by_others(tx: &Tx) -> Result<i64, Error> {
    tx.query_one(
        "SELECT data_version FROM pragma_data_version",
        params![],
        |row| row.get("data_version"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Db, Options};

    #[tokio::test]
    async fn what_another_opener_of_the_file_writes_is_noticed_and_our_own_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("usher.db");
        let ours = Db::open(Options::sqlite(&path)).unwrap();
        let table = |tx: &Tx| tx.execute("CREATE TABLE t (n INTEGER)", params![]);
        ours.write(table).await.unwrap();
        let others = Db::open(Options::sqlite(&path).shared()).unwrap();
        let row = |tx: &Tx| tx.execute("INSERT INTO t (n) VALUES (1)", params![]);
        let first = ours.write(written_by_others).await.unwrap();
        ours.write(row).await.unwrap();
        assert_eq!(ours.write(written_by_others).await.unwrap(), first);
        others.write(row).await.unwrap();
        let second = ours.write(written_by_others).await.unwrap();
        assert_ne!(second, first);
        assert_eq!(ours.write(written_by_others).await.unwrap(), second);
    }
}
