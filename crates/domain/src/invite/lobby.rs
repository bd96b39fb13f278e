//! What is asked before somebody is let in (invitations.md, *In the lobby*).

use super::{Admission, Ask, CodeOutcome, Lobby, LobbyProof, Proof, Refusal, Typed, case::Case};

/// Rows 17 and 19: asks, or checks what was given and admits.
///
/// A form that came without the browser's cookie is refused before its answers are
/// looked at: there would be nothing to bind the seat to. The number of failed tries
/// is looked at before the typed address, so that it tells nothing.
pub(super) fn enter(case: &Case<'_>) -> Result<Admission, Refusal> {
    let Some(entrance) = case.attempt.entrance() else {
        return Ok(ask(case, Ask::Address));
    };
    let holder = case.holder().ok_or(Refusal::CookiesOff)?;
    if entrance.code == CodeOutcome::Right {
        return Ok(Admission::Admit(case.write(holder, Proof::Code)));
    }
    let typed = match &entrance.typed {
        Typed::Nothing if entrance.code == CodeOutcome::NotGiven => {
            return Err(Refusal::MissingEmail);
        }
        Typed::Nothing => return Ok(ask(case, Ask::Code)),
        Typed::NoAddress => None,
        Typed::Address(email) => Some(email),
    };
    if let Some(until) = case.visitor.no_tries_until
        && case.now < until
    {
        let wait = until.since(case.now);
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        return Err(Refusal::TooManyTries {
            retry_after: std::time::Duration::from_secs(seconds),
        });
    }
    if typed != Some(&case.invite.email) {
        return Err(Refusal::WrongEmail);
    }
    let shown = if case.came_by_mailed_link() {
        Proof::Mailed
    } else {
        Proof::Typed
    };
    match (case.demanded(), shown) {
        (LobbyProof::Typed, _) | (LobbyProof::Mailed, Proof::Mailed) => {
            Ok(Admission::Admit(case.write(holder, shown)))
        }
        (LobbyProof::Mailed | LobbyProof::Code, _) => Ok(ask(case, Ask::Code)),
    }
}

fn ask(case: &Case<'_>, next: Ask) -> Admission {
    let ask = match next {
        Ask::Code if !case.site.mails() => Ask::NobodyCanMail,
        next => next,
    };
    Admission::Lobby(Lobby {
        proof: case.demanded(),
        ask,
    })
}
