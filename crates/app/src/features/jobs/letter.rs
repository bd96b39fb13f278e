//! Writing the letter of a proof.

use usher_db::Tx;
use usher_domain::ids::ProofId;

use super::{
    table::{self, Lease},
    trouble::Trouble,
};
use crate::{App, features::proofs::Letter};

/// Writes it and puts it into the outbox, together with the end of this job.
pub(super) async fn write(app: &App, lease: &Lease, proof: ProofId) -> Result<(), Trouble> {
    let (letter, lease, now) = (Letter::of(app, proof), lease.clone(), app.now());
    let write = move |tx: &Tx| -> Result<(), usher_db::Error> {
        if table::finish(tx, &lease, now)? {
            letter.queue(tx, now)?;
        }
        Ok(())
    };
    app.parts.db.write(write).await?;
    super::wake(app);
    Ok(())
}
