//! Sending a mail.

use usher_db::Tx;
use usher_domain::ids::MailId;

use super::{
    table::{self, Lease},
    trouble::Trouble,
};
use crate::{
    App,
    features::mail::{self, Because, Next},
};

/// What a job says that waits for the mail service; by this word it is found when the
/// service is back.
pub(super) const SERVICE: &str = "mail service";

/// Takes the mail's turn. Right before it, the lease is renewed: while this worker has
/// it, no other server sends the mail. A worker that dies between the server's answer
/// and the commit is the one case in which a mail goes out twice, with the same id.
pub(super) async fn send(app: &App, lease: &Lease, mail: MailId) -> Result<(), Trouble> {
    lease.hold(app).await?;
    let Some(turn) = mail::turn(app, mail).await? else {
        return Ok(());
    };
    tracing::info!(%mail, came_to = turn.word(), "a mail had its turn");
    let (lease, now) = (lease.clone(), app.now());
    let write = move |tx: &Tx| {
        let next = turn.note(tx, now)?;
        if let Next::Ends = next {
            table::finish(tx, &lease, now)?;
        }
        Ok::<_, usher_db::Error>(next)
    };
    let next = app.parts.db.write(write).await?;
    // Others may have been hastened.
    super::wake(app);
    match next {
        Next::Ends => Ok(()),
        Next::After(pause, because) => Err(Trouble::Later {
            why: match because {
                Because::OfTheService => SERVICE,
                Because::OfThisMail => "asked to come later",
            },
            pause,
        }),
    }
}
