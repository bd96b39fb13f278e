//! Writing the mail that tells somebody what happened to their media.

use usher_db::Tx;
use usher_domain::ids::AccountId;

use super::{
    table::{self, Lease},
    trouble::Trouble,
};
use crate::{App, features::notices};

/// Writes it and puts it into the outbox, together with the end of this job.
pub(super) async fn write(app: &App, lease: &Lease, account: AccountId) -> Result<(), Trouble> {
    let (inner, lease, now) = (app.clone(), lease.clone(), app.now());
    let write = move |tx: &Tx| -> Result<(), usher_db::Error> {
        if table::finish(tx, &lease, now)? {
            notices::write_mail(tx, &inner, account, now)?;
        }
        Ok(())
    };
    app.parts.db.write(write).await?;
    super::wake(app);
    Ok(())
}
