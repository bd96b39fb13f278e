//! Holding a job while it is done.

use super::table::{self, LEASE, Lease};
use crate::App;

impl Lease {
    /// Renews the lease for as long as the job is its own; returns when it is
    /// not any more.
    pub(super) async fn keep(&self, app: &App) {
        loop {
            tokio::time::sleep(LEASE / 3).await;
            let (lease, now) = (self.clone(), app.now());
            let kept = app
                .parts
                .db
                .write(move |tx| table::renew(tx, &lease, now))
                .await;
            match kept {
                Ok(true) => {}
                Ok(false) => return,
                // Two more tries fit into the lease.
                Err(error) => tracing::warn!(job = %self.id, %error, "a lease was not renewed"),
            }
        }
    }
}
