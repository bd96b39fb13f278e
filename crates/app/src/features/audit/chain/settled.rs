//! Up to which row everything is there.

use usher_db::{Db, Error, Tx, Underway};

use super::row;

/// Whoever comes after the rows, and must not miss one: a row with a lower number may still be
/// committed while one with a higher number is there already.
#[derive(Debug, Default)]
pub struct Settled {
    /// The last row that was there at an earlier look, and who might then have had an
    /// earlier number for a row that was not there yet.
    seen: Option<(i64, Underway)>,
}

impl Settled {
    /// Looks: the row up to which no other can appear any more, which is the last one of the
    /// look before. `None`: not yet known.
    pub async fn look(&mut self, db: &Db) -> Result<Option<i64>, Error> {
        let look = |tx: &Tx| Ok::<_, Error>((row::last(tx)?, tx.underway()?));
        let (last, underway) = db.read(look).await?;
        let Some((sure, then)) = self.seen.take() else {
            self.seen = Some((last, underway));
            return Ok(None);
        };
        // Until then a row with a lower number might still be committed.
        if !underway.is_past(&then) {
            self.seen = Some((sure, then));
            return Ok(None);
        }
        self.seen = Some((last, underway));
        Ok(Some(sure))
    }
}
