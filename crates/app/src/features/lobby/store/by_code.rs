//! Entering by a mailed code: the code, the decision and what it says, in one transaction.

use usher_db::{Error, Tx};
use usher_domain::{
    ids::ProofId,
    invite::{Admission, Attempt, CodeOutcome, Entrance, Mac, SecretKey},
    proof::{Judgement, Purpose},
};

use super::{super::knock::Knock, Answer, Deeds, Fresh, apply, decide, still};
use crate::{features::proofs, sealed::Sealer};

/// A code as it was typed.
#[derive(Clone)]
pub(in super::super) struct ByCode {
    /// What was asked for.
    pub(in super::super) proof: ProofId,
    /// What was typed.
    pub(in super::super) given: String,
    /// The browser it was typed in.
    pub(in super::super) browser: Option<Mac>,
    /// Opens what the proof is about.
    pub(in super::super) sealer: Sealer,
    /// The key of all that is hashed.
    pub(in super::super) key: SecretKey,
    /// What else the visitor brings.
    pub(in super::super) entrance: Entrance,
    /// The visitor checks in before the session starts.
    pub(in super::super) check_in: bool,
}

/// Judges the code, decides, and writes what was decided; a wrong code spends a try, a right one
/// is spent by whatever it brings about. `None`: the link's secret never existed. For
/// [`usher_db::Db::write_locking`].
pub(in super::super) fn enter_by_code(
    tx: &Tx,
    knock: &Knock,
    by: &ByCode,
    fresh: &Fresh,
) -> Result<Option<(Answer, Deeds, Judgement)>, Error> {
    still::keep(tx, knock)?;
    let proof = proofs::by_id(tx, &by.sealer, by.proof, Purpose::Lobby)?;
    let mut judged = proof.as_ref().map_or(Judgement::Dead, |proof| {
        let id = proof.id.uuid();
        (proof.asked).judge(&by.given, id.as_bytes(), by.browser, &by.key, knock.now)
    });
    let Some(answer) = decide(tx, knock, &attempt(by, judged))? else {
        return Ok(None);
    };
    // In already, perhaps by this very code, whose answer was lost.
    if matches!(answer.decision, Ok(Admission::Enter { .. })) {
        let mut deeds = Deeds::default();
        apply(tx, knock, &answer, fresh, &mut deeds)?;
        return Ok(Some((answer, deeds, Judgement::Right)));
    }
    let about = proof.as_ref().and_then(|proof| proof.invite);
    if about != Some(answer.invitation.invite.id) {
        judged = Judgement::Dead;
    }
    let mut deeds = Deeds::default();
    match judged {
        Judgement::Right => {
            apply(tx, knock, &answer, fresh, &mut deeds)?;
            if answer
                .decision
                .as_ref()
                .is_ok_and(|admission| admission.write().is_some())
            {
                proofs::spend(tx, by.proof, knock.now)?;
            }
        }
        Judgement::Wrong { .. } => proofs::miss(tx, by.proof)?,
        Judgement::NoCode | Judgement::Dead => {}
    }
    Ok(Some((answer, deeds, judged)))
}

fn attempt(by: &ByCode, judged: Judgement) -> Attempt {
    let entrance = Entrance {
        code: match judged {
            Judgement::Right => CodeOutcome::Right,
            Judgement::NoCode => CodeOutcome::NotGiven,
            Judgement::Wrong { .. } => CodeOutcome::Wrong,
            Judgement::Dead => CodeOutcome::Dead,
        },
        ..by.entrance.clone()
    };
    if by.check_in {
        Attempt::CheckIn(entrance)
    } else {
        Attempt::Enter(entrance)
    }
}
