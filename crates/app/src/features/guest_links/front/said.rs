//! What each refusal says: what happened, what to do about it, whom to ask.

use usher_domain::invite::GuestRefusal;

use super::door::Door;
use crate::{
    features::{
        guest_links::store::Answer,
        lobby::{Explained, Step},
    },
    http::sentence::Sentence,
};

/// A refusal in words, with its buttons. `answer` is there whenever the link is known; an unknown one tells nothing.
pub(super) fn explain(
    door: &Door<'_>,
    answer: Option<&Answer>,
    refusal: GuestRefusal,
) -> Explained {
    let words = &door.visit.words;
    let mut explained = said(door, answer, refusal);
    match refusal {
        GuestRefusal::NotReady { failed: false } => {
            explained.waits = true;
            explained =
                explained.step(Step::link(words, "lobby-look-again", door.path()).quietly());
        }
        GuestRefusal::CookiesOff => {
            explained = explained.step(Step::link(words, "lobby-try-again", door.path()));
        }
        _ => {}
    }
    explained
}

fn said(door: &Door<'_>, answer: Option<&Answer>, refusal: GuestRefusal) -> Explained {
    let (words, zone) = (&door.visit.words, &door.visit.zone);
    let (icon, key) = match refusal {
        // The page of any wrong link, of whichever kind.
        GuestRefusal::Unknown => ("link", "lobby-unknown"),
        GuestRefusal::Disabled => ("pause", "guest-disabled"),
        GuestRefusal::Deleted => ("lock", "guest-deleted"),
        GuestRefusal::EntryGone => ("trash", "lobby-entry-gone"),
        GuestRefusal::SwitchedOff => ("pause", "guest-off"),
        GuestRefusal::Replaced { .. } => ("link", "lobby-replaced"),
        GuestRefusal::NotReady { failed: false } => ("wait", "guest-not-ready"),
        GuestRefusal::NotReady { failed: true } => ("alert", "guest-failed"),
        GuestRefusal::Expired { .. } => ("clock", "lobby-expired"),
        GuestRefusal::UsedUp => ("check", "guest-used-up"),
        GuestRefusal::StaleProof => ("wait", "lobby-stale-proof"),
        GuestRefusal::CookiesOff => ("settings", "guest-cookies-off"),
        GuestRefusal::Introduce => ("person", "guest-introduce"),
    };
    let say = |part: &str| Sentence::new(words.say(format!("{key}-{part}")));
    let heading = match refusal {
        GuestRefusal::Replaced { since } => say("heading").moment("since", since, zone),
        GuestRefusal::Expired { at } => say("heading").moment("at", at, zone),
        GuestRefusal::NotReady { .. } => {
            let title = answer.map_or("", |answer| &answer.found.title);
            say("heading").name("title", title)
        }
        _ => say("heading"),
    };
    let text = match refusal {
        GuestRefusal::StaleProof | GuestRefusal::Introduce => None,
        GuestRefusal::Unknown => Some(say("text")),
        _ => Some(match answer {
            Some(answer) => say("text").name("inviter", &answer.found.maker),
            None => say("text"),
        }),
    };
    Explained::new(icon, heading, text)
}
