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
    if let Some(email) = typed
        && entrance.code == CodeOutcome::NotGiven
        && !entrance.without_sign_in
        && case.may_sign_in_at_home(email)
    {
        return Ok(ask(case, Ask::SignIn));
    }
    let shown = match case.handed_over() {
        Some(handed) => handed.proof,
        None if case.came_by_mailed_link() => Proof::Mailed,
        None => Proof::Typed,
    };
    // A seat that is handed over has shown what was asked of it.
    let is_enough = case.handed_over().is_some()
        || matches!(
            (case.demanded(), shown),
            (LobbyProof::Typed, _) | (LobbyProof::Mailed, Proof::Mailed)
        );
    // Where a code follows, the page tells nobody whether the address was right: only
    // who reads its mail is told.
    let blindly = !is_enough && case.site.mails() && typed.is_some();
    if typed != Some(&case.invite.email) && !blindly {
        Err(Refusal::WrongEmail)
    } else if is_enough {
        Ok(Admission::Admit(case.write(holder, shown)))
    } else {
        Ok(ask(case, Ask::Code))
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
