//! What a browser is shown: one card with one decision on it.

mod landing;
mod notice;
mod refusals;

use axum::{http::StatusCode, response::Response};
use usher_domain::invite::{Admission, Ask, Refusal};

pub use landing::{Preview, preview};
pub(super) use notice::{Notice, Step};
pub(super) use refusals::{Explained, explain, wrong_account};

use super::{door::Door, store::Answer};
pub(super) use crate::http::sentence::Sentence;
use crate::http::{fault::Fault, render::see_other};

/// The page for a decision. `None`: the secret never existed.
pub(super) fn answer(door: &Door<'_>, answer: Option<&Answer>) -> Result<Response, Fault> {
    let Some(answer) = answer else {
        return notice::refused(
            door,
            &Refusal::Unknown,
            explain(door, None, &Refusal::Unknown),
        );
    };
    match &answer.decision {
        Ok(admission) => admitted(door, answer, admission),
        Err(Refusal::WrongEmail | Refusal::MissingEmail | Refusal::TooManyTries { .. }) => {
            landing::lobby(door, answer)
        }
        Err(Refusal::StaleProof) => landing::once_more(door, answer),
        Err(refusal) => notice::refused(door, refusal, explain(door, Some(answer), refusal)),
    }
}

fn admitted(door: &Door<'_>, answer: &Answer, admission: &Admission) -> Result<Response, Fault> {
    let entry = answer.invitation.entry_id;
    match admission {
        Admission::Enter { grant } if !door.is_open_to(grant.holder) => {
            landing::go_on(door, answer)
        }
        Admission::Enter { .. } | Admission::Admit(_) | Admission::Upgrade(_) => {
            Ok(see_other(&format!("/media/{entry}")))
        }
        Admission::Preview if door.may_preview(answer) => {
            Ok(see_other(&format!("/media/{entry}/preview")))
        }
        // The inviter's own rights have ended since: the invite is still somebody else's.
        Admission::Preview => {
            let refusal = wrong_account(answer);
            notice::refused(door, &refusal, explain(door, Some(answer), &refusal))
        }
        Admission::OfferUpgrade { to, .. } => landing::upgrade(door, answer, *to),
        Admission::Verified { .. } => landing::verified(door, answer),
        Admission::Countdown {
            starts_at,
            link_ends_before,
        } => landing::countdown(door, answer, *starts_at, *link_ends_before),
        Admission::Lobby(lobby) => match lobby.ask {
            Ask::Address => landing::lobby(door, answer),
            // Codes go out once there is a mail service to send them with.
            Ask::Code | Ask::NobodyCanMail => notice::show(
                door,
                StatusCode::FORBIDDEN,
                refusals::needs_inviter(door, answer),
            ),
        },
    }
}
