//! Holding a job while it is done.

use usher_db::Error;

use super::{
    table::{self, LEASE, Lease},
    trouble::Trouble,
};
use crate::App;

impl Lease {
    /// Renews the lease for as long as the job is its own; returns when it is
    /// not any more.
    pub(super) async fn keep(&self, app: &App) {
        loop {
            tokio::time::sleep(LEASE / 3).await;
            match self.renew(app).await {
                Ok(true) => {}
                Ok(false) => return,
                // Two more tries fit into the lease.
                Err(error) => tracing::warn!(job = %self.id, %error, "a lease was not renewed"),
            }
        }
    }

    /// Makes sure, right before something is published under an id of the plan,
    /// that nobody else has the job: two workers would publish over each other.
    pub(super) async fn hold(&self, app: &App) -> Result<(), Trouble> {
        if self.renew(app).await? {
            Ok(())
        } else {
            Err(Trouble::Passing("the job was taken away".to_owned()))
        }
    }

    async fn renew(&self, app: &App) -> Result<bool, Error> {
        let (lease, now) = (self.clone(), app.now());
        app.parts
            .db
            .write(move |tx| table::renew(tx, &lease, now))
            .await
    }
}
