//! Sending a webhook what waits for it, one after the other.

use usher_db::{Error, Tx};
use usher_domain::ids::WebhookId;

use super::{
    table::{self, Lease},
    trouble::Trouble,
};
use crate::{
    App,
    features::webhooks::{self, Next},
};

/// Sends until nothing waits, or until the receiver wants to be asked later. Right before each request the lease is
/// renewed: no other server sends meanwhile, so what happened first arrives first. A worker that dies between the
/// receiver's answer and the commit is the one case in which something is sent twice, with the same id.
pub(super) async fn send(app: &App, lease: &Lease, webhook: WebhookId) -> Result<(), Trouble> {
    loop {
        lease.hold(app).await?;
        let turn = webhooks::turn(app, webhook).await?;
        let (lease, now) = (lease.clone(), app.now());
        let write = move |tx: &Tx| -> Result<Next, Error> {
            let next = match &turn {
                Some(turn) => turn.note(tx, now)?,
                // Something may have come in since it was looked for.
                None if webhooks::waits(tx, webhook)? => Next::GoesOn,
                None => Next::Ends,
            };
            if next == Next::Ends {
                table::finish(tx, &lease, now)?;
            }
            Ok(next)
        };
        match app.parts.db.write(write).await? {
            Next::GoesOn => {}
            Next::Ends => return Ok(()),
            Next::After(pause) => {
                return Err(Trouble::Later {
                    why: "the receiver did not take it",
                    pause,
                });
            }
        }
    }
}
