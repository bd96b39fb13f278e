//! Doing something to many invites.

use usher_db::Tx;
use usher_domain::ids::BatchId;

use super::{
    table::{self, Lease},
    trouble::Trouble,
};
use crate::{
    App,
    features::invites::{self, Turn},
};

/// Does part after part. Each says in its own transaction that the job is still this worker's, so that no part is done
/// twice, and writes down where to go on.
pub(super) async fn work(app: &App, lease: &Lease, batch: BatchId) -> Result<(), Trouble> {
    loop {
        let (lease, now) = (lease.clone(), app.now());
        let hold = move |tx: &Tx| table::renew(tx, &lease, now);
        match invites::work_on(app, batch, hold).await? {
            Turn::More => {}
            Turn::Done => return Ok(()),
            Turn::After(pause) => {
                return Err(Trouble::Later {
                    why: "more mail may go out later",
                    pause,
                });
            }
            Turn::Lost => return Err(Trouble::Passing("the job was taken away".to_owned())),
        }
    }
}
