//! What a browser is shown: one card with one decision on it.

mod code;
mod invited;
mod landing;
mod notice;
mod refusals;

use axum::{http::StatusCode, response::Response};
use usher_domain::{
    config::HomeSignIn,
    invite::{Admission, Ask, Refusal},
};

pub(super) use code::{page as code, refused as code_refused};
pub(in crate::features) use invited::{Invited, Seen, invited};
pub use landing::{Preview, preview};
pub(in crate::features) use notice::{Notice, Step};
pub(in crate::features) use refusals::Explained;
pub(super) use refusals::{explain, wrong_account};

use super::{door::Door, store::Answer};
pub(super) use crate::http::sentence::Sentence;
use crate::{
    features::openid,
    http::{fault::Fault, page::sign_in, render::see_other},
};

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
            landing::lobby(door, answer, answer.decision.as_ref().err())
        }
        Err(Refusal::StaleProof) => landing::once_more(door, answer),
        Err(refusal) => notice::refused(door, refusal, explain(door, Some(answer), refusal)),
    }
}

/// The page on which a code was asked for, once more, with what is wrong beside the field.
pub(super) fn asked_again(
    door: &Door<'_>,
    answer: &Answer,
    refusal: &Refusal,
) -> Result<Response, Fault> {
    match &answer.decision {
        Err(decided) => {
            let explained = explain(door, Some(answer), decided);
            let error = explain(door, Some(answer), refusal).heading.text();
            notice::refused(door, refusal, explained.with_error(&door.typed, error))
        }
        Ok(_) => landing::lobby(door, answer, Some(refusal)),
    }
}

/// It was asked for a new link: the same for whoever asks, of whatever.
pub(super) fn asked(door: &Door<'_>) -> Result<Response, Fault> {
    let say = |key: &str| Sentence::new(door.words.say(key));
    let (heading, text) = (say("lobby-asked-heading"), say("lobby-asked-text"));
    notice::show(
        door,
        StatusCode::ACCEPTED,
        Explained::new("check", heading, Some(text)),
    )
}

/// The page on which it was asked, once more, with what is wrong.
pub(super) fn asking_again(
    door: &Door<'_>,
    answer: Option<&Answer>,
    refusal: &Refusal,
) -> Result<Response, Fault> {
    let response = match answer {
        _ if door.visit.wants_json => super::api::problem(door, answer, refusal),
        Some(answer) if answer.decision.is_err() => asked_again(door, answer, refusal)?,
        _ => notice::refused(door, refusal, explain(door, answer, refusal))?,
    };
    Ok(door.leave_with(response))
}

/// The page for a refusal that is no decision.
pub(super) fn refused(
    door: &Door<'_>,
    answer: &Answer,
    refusal: &Refusal,
) -> Result<Response, Fault> {
    notice::refused(door, refusal, explain(door, Some(answer), refusal))
}

/// The domain that was typed, and the way by which its people sign in: what it says, and where it leads. From there
/// one comes back to the link.
pub(super) fn home(door: &Door<'_>) -> Option<(String, (String, String))> {
    let domain = door.address()?.domain().clone();
    let site = door.app.settings.now();
    let link = door.link();
    let way = match site.home_sign_in(&domain)? {
        HomeSignIn::Provider(provider) => {
            let label = door
                .words
                .say("lobby-home-sign-in")
                .with("name", &provider.name);
            (label, openid::way_in(provider.id.as_str(), &link))
        }
        HomeSignIn::Site => (door.words.say("layout-sign-in"), sign_in(&link)),
    };
    Some((domain.shown(), (way.0.to_string(), way.1)))
}

fn admitted(door: &Door<'_>, answer: &Answer, admission: &Admission) -> Result<Response, Fault> {
    let entry = answer.invitation.entry_id;
    match admission {
        Admission::Enter { grant } if !door.knock.is_open_to(grant.holder) => {
            landing::go_on(door, answer)
        }
        Admission::Enter { .. } | Admission::Admit(_) | Admission::Upgrade(_) => {
            Ok(see_other(&door.inside(entry)))
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
            // A code is mailed to who types the address.
            Ask::Address | Ask::Code => landing::lobby(door, answer, None),
            Ask::SignIn => landing::at_home(door, answer),
            Ask::NobodyCanMail => notice::show(
                door,
                StatusCode::FORBIDDEN,
                refusals::needs_inviter(door, answer),
            ),
        },
    }
}
