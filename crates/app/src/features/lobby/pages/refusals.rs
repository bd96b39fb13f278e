//! What each refusal says: what happened, what to do about it, whom to ask.

use usher_domain::{
    config::HomeSignIn,
    invite::{Refusal, WayBack},
};

use super::{
    super::{door::Door, knock::Way, store::Answer},
    Sentence, Step,
    notice::{AddressForm, Press},
};
use crate::features::openid;

/// A refusal in words.
pub(in crate::features) struct Explained {
    /// The icon over it.
    pub(in crate::features) icon: &'static str,
    /// What happened, in one sentence.
    pub(in crate::features) heading: Sentence,
    /// What to do, and whom to ask.
    pub(in crate::features) text: Option<Sentence>,
    /// The page asks again by itself until there is something to see.
    pub(in crate::features) waits: bool,
    /// What can be done by who knows the invited address.
    pub(in super::super) form: Option<AddressForm>,
    /// What can be done otherwise, the likeliest first.
    pub(in crate::features) steps: Vec<Step>,
}

impl Explained {
    /// Words without a button yet.
    pub(in crate::features) fn new(
        icon: &'static str,
        heading: Sentence,
        text: Option<Sentence>,
    ) -> Self {
        Self {
            icon,
            heading,
            text,
            waits: false,
            form: None,
            steps: Vec::new(),
        }
    }

    /// The form as it was left, with what is wrong with it.
    pub(super) fn with_error(mut self, typed: &str, error: String) -> Self {
        if let Some(form) = &mut self.form {
            typed.clone_into(&mut form.typed);
            form.error = error;
        }
        self
    }

    pub(in crate::features) fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }
}

/// A refusal in words, with its buttons. `answer` is there whenever the link is
/// known; an unknown one tells nothing.
pub(in super::super) fn explain(
    door: &Door<'_>,
    answer: Option<&Answer>,
    refusal: &Refusal,
) -> Explained {
    let words = &door.words;
    let mut explained = said(door, answer, refusal);
    let link = door.link();
    explained.form = with_address(door, answer, refusal);
    match refusal {
        Refusal::WrongAccount { .. } => {
            let back = format!("/sign-in?next={link}");
            let guest = door.choosing("guest");
            explained.steps = vec![
                Step::link(words, "lobby-switch", "/sign-out").sending(vec![("next", back)]),
                Step::link(words, "lobby-as-guest", guest).quietly(),
            ];
            // Somebody who invites people to this entry tries a colleague's link.
            if let Some(answer) = answer.filter(|answer| door.may_preview(answer)) {
                let preview = format!("/media/{}/preview", answer.invitation.entry_id);
                explained =
                    explained.step(Step::link(words, "lobby-see-preview", preview).quietly());
            }
        }
        Refusal::NotReady { failed: false } => {
            explained.waits = true;
            explained = explained.step(Step::link(words, "lobby-look-again", link).quietly());
        }
        Refusal::CookiesOff => {
            explained = explained.step(Step::link(words, "lobby-try-again", link));
        }
        Refusal::DomainBlocked { domain } if door.knock.account().is_none() => {
            let site = door.app.settings.now();
            // The refusal names the domain: its provider is no secret either.
            let sign_in = match site.home_sign_in(domain) {
                Some(HomeSignIn::Provider(provider)) => openid::way_in(provider.id.as_str(), &link),
                Some(HomeSignIn::Site) | None => format!("/sign-in?next={link}"),
            };
            explained = explained.step(Step::link(words, "layout-sign-in", sign_in));
        }
        // Whoever came in as a member still is: their account holds the grant (row 7).
        Refusal::Replaced { .. }
        | Refusal::Expired { .. }
        | Refusal::OtherDevice { .. }
        | Refusal::UsedUp { .. }
            if door.knock.account().is_none() =>
        {
            let sign_in = format!("/sign-in?next={link}");
            explained = explained.step(Step::link(words, "lobby-has-account", sign_in).quietly());
        }
        _ => {}
    }
    if let Some(answer) = answer.filter(|answer| answer.is_inside()) {
        let page = door.inside(answer.invitation.entry_id);
        let back = Step::link(words, "lobby-back", page);
        let first = explained.steps.is_empty();
        explained = explained.step(if first { back } else { back.quietly() });
    }
    explained
}

/// What can be done by who knows the invited address: go on by a mailed code, ask for a new link.
fn with_address(
    door: &Door<'_>,
    answer: Option<&Answer>,
    refusal: &Refusal,
) -> Option<AddressForm> {
    let say = |key: &str| door.words.say(key).to_string();
    let by_code = match refusal {
        Refusal::OtherDevice {
            way: WayBack::Code, ..
        } => Some("move"),
        Refusal::UsedUp {
            way: WayBack::Code, ..
        } => Some("come-back"),
        _ => None,
    };
    let press = |key: &str, to: &str| Press {
        label: say(key),
        action: format!("{}/{to}", door.path()),
    };
    // Those ways begin at the link, which this one does not know.
    if door.knock.way == Way::HandOver {
        return None;
    }
    // A member in their own list is known, and asks without a code.
    let by_code = by_code.filter(|_| door.knock.way == Way::Link);
    let mut presses: Vec<Press> = (by_code.iter())
        .map(|which| press(&format!("lobby-{which}-button"), "code"))
        .collect();
    if refusal.may_ask() {
        presses.push(press("lobby-ask-button", "ask"));
    }
    let knows = |answer: &Answer| answer.invitation.invite.knows(&answer.visitor.facts);
    (!presses.is_empty()).then(|| AddressForm {
        presses,
        known: by_code.is_none() && answer.is_some_and(knows),
        help: by_code.map_or_else(String::new, |which| say(&format!("lobby-{which}-help"))),
        hidden: door.hidden().collect(),
        typed: String::new(),
        error: String::new(),
    })
}

/// Somebody else's invite, where the decision was to preview it.
pub(in super::super) fn wrong_account(answer: &Answer) -> Refusal {
    Refusal::WrongAccount {
        invited: answer.invitation.invite.email.masked(),
    }
}

/// More proof is needed than can be given without mail.
pub(super) fn needs_inviter(door: &Door<'_>, answer: &Answer) -> Explained {
    let say = |key: &str| Sentence::new(door.words.say(key));
    Explained::new(
        "mail",
        say("lobby-needs-inviter-heading"),
        Some(say("lobby-needs-inviter-text").name("inviter", &answer.invitation.inviter)),
    )
}

fn said(door: &Door<'_>, answer: Option<&Answer>, refusal: &Refusal) -> Explained {
    let code = refusal.code().replace('_', "-");
    let say = |part: &str| Sentence::new(door.words.say(format!("lobby-{code}-{part}")));
    let zone = &door.visit.zone;
    let (icon, heading) = match refusal {
        Refusal::Unknown => ("link", say("heading")),
        Refusal::Disabled => ("pause", say("heading")),
        Refusal::Revoked | Refusal::Barred => ("lock", say("heading")),
        Refusal::EntryGone => ("trash", say("heading")),
        Refusal::WrongAccount { invited } => {
            let account = answer.and_then(|answer| answer.visitor.signed_in_as.as_deref());
            let heading = say("heading")
                .name("account", account.unwrap_or_default())
                .name("invited", invited);
            ("person", heading)
        }
        Refusal::Replaced { since } => ("link", say("heading").moment("since", *since, zone)),
        Refusal::Ended { at } | Refusal::Expired { at } => {
            ("clock", say("heading").moment("at", *at, zone))
        }
        Refusal::NotReady { failed } => {
            let part = if *failed { "failed-heading" } else { "heading" };
            let title = answer.map_or("", |answer| answer.invitation.title.as_str());
            let icon = if *failed { "alert" } else { "wait" };
            (icon, say(part).name("title", title))
        }
        Refusal::OtherDevice { .. } => ("device", say("heading")),
        Refusal::UsedUp { .. } => ("check", say("heading")),
        Refusal::DomainBlocked { domain } => {
            ("globe", say("heading").name("domain", &domain.shown()))
        }
        Refusal::StaleProof => ("wait", say("heading")),
        Refusal::CookiesOff => ("settings", say("heading")),
        Refusal::WrongEmail | Refusal::MissingEmail => ("mail", say("heading")),
        Refusal::TooManyTries { retry_after } => {
            let heading = door
                .words
                .say("lobby-too-many-tries-heading")
                .num("seconds", retry_after.as_secs());
            ("wait", Sentence::new(heading))
        }
    };
    let part = match refusal {
        Refusal::NotReady { failed: true } => Some("failed-text"),
        Refusal::OtherDevice {
            way: WayBack::Code, ..
        }
        | Refusal::UsedUp {
            way: WayBack::Code, ..
        } => Some("code-text"),
        Refusal::WrongEmail
        | Refusal::MissingEmail
        | Refusal::StaleProof
        | Refusal::TooManyTries { .. } => None,
        _ => Some("text"),
    };
    let text = part.map(|part| match answer {
        Some(answer) => say(part).name("inviter", &answer.invitation.inviter),
        None => say(part),
    });
    Explained::new(icon, heading, text)
}
