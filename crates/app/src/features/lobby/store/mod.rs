//! Loads what the decision rests on and writes what it says, in one transaction.

mod admit;
mod by_code;
mod guest_session;
mod hand_over;
mod invitation;
mod leaving;
mod still;
mod visitor;

use usher_bus::Topic;
use usher_db::{Error, Tx};
use usher_domain::{
    access::EntryStanding,
    ids::SessionId,
    invite::{Admission, Attempt, Mac, Refusal, VisitorFacts, redeem},
};

pub(super) use by_code::{ByCode, enter_by_code};
pub(in crate::features) use guest_session::{Fresh, GuestSession, ensure as ensure_session};
pub use hand_over::forget as forget_hand_overs;
pub(super) use hand_over::{Offered, offer};
pub(super) use invitation::Invitation;
pub(in crate::features) use leaving::holds_more;
pub(super) use leaving::{Cost, Here, Leaving, leave, leaving};
pub(super) use visitor::Visitor;

use super::knock::Knock;

/// The decision about one knock, with the facts that it rests on.
pub(super) struct Answer {
    /// What the link belongs to.
    pub(super) invitation: Invitation,
    /// Who stands at the door.
    pub(super) visitor: Visitor,
    /// What was decided.
    pub(super) decision: Result<Admission, Refusal>,
}

impl Answer {
    /// Whether the visitor is inside the entry, as this browser is signed in now:
    /// then *Back to the page* leads somewhere.
    pub(super) fn is_inside(&self) -> bool {
        let roles_or_grant = |standing: &EntryStanding| {
            !standing.trashed && (standing.grant.is_some() || !standing.roles.is_empty())
        };
        self.visitor.standing.as_ref().is_some_and(roles_or_grant)
    }
}

/// What came of entering, beside the decision.
#[derive(Default)]
pub(in crate::features) struct Deeds {
    /// What became of the guest's session.
    pub(in crate::features) session: GuestSession,
    /// The session whose key was shown with the form.
    pub(in crate::features) proved: Option<(SessionId, Mac)>,
    /// Whom to ring after the commit.
    pub(in crate::features) rings: Vec<Topic>,
}

/// Decides and writes nothing. `None`: the secret never existed.
pub(super) fn decide(tx: &Tx, knock: &Knock, attempt: &Attempt) -> Result<Option<Answer>, Error> {
    let Some(invitation) = invitation::load(tx, knock)? else {
        return Ok(None);
    };
    let visitor = visitor::load(tx, knock, &invitation)?;
    let facts: &VisitorFacts = &visitor.facts;
    let decision = redeem(
        &invitation.invite,
        &invitation.entry,
        facts,
        attempt,
        &knock.site,
        knock.now,
    );
    Ok(Some(Answer {
        invitation,
        visitor,
        decision,
    }))
}

/// Decides and writes what was decided. A refusal writes nothing. For
/// [`usher_db::Db::write_locking`].
pub(super) fn enter(
    tx: &Tx,
    knock: &Knock,
    attempt: &Attempt,
    fresh: &Fresh,
) -> Result<Option<(Answer, Deeds)>, Error> {
    still::keep(tx, knock)?;
    let Some(answer) = decide(tx, knock, attempt)? else {
        return Ok(None);
    };
    let mut deeds = Deeds::default();
    apply(tx, knock, &answer, fresh, &mut deeds)?;
    Ok(Some((answer, deeds)))
}

/// Writes what was decided.
fn apply(
    tx: &Tx,
    knock: &Knock,
    answer: &Answer,
    fresh: &Fresh,
    deeds: &mut Deeds,
) -> Result<(), Error> {
    let at = &answer.invitation;
    match &answer.decision {
        Ok(Admission::Enter { grant }) => {
            guest_session::ensure(tx, knock, at.entry.phase, grant, fresh, deeds)
        }
        Ok(admission) => match admission.write() {
            Some(write) => {
                admit::write(tx, knock, at, admission, write, deeds)?;
                hand_over::spend(tx, knock)?;
                guest_session::ensure(tx, knock, at.entry.phase, write, fresh, deeds)
            }
            None => Ok(()),
        },
        Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{hand_over, invitation, leaving, still, visitor};
    use crate::testing::Hub;

    #[tokio::test]
    async fn every_statement_finds_its_rows_by_an_index() {
        let hub = Hub::new();
        let statements = [
            &invitation::STATEMENTS[..],
            &visitor::STATEMENTS,
            &leaving::STATEMENTS,
            &still::STATEMENTS,
            &hand_over::STATEMENTS,
        ];
        for sql in statements.into_iter().flatten() {
            assert_eq!(hub.flaws(sql).await, [""; 0]);
        }
    }
}
