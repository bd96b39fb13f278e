//! What follows from changes to how people sign in, and to how much guessing is put up with.

use usher_domain::config::{FrameAncestors, Security, SiteConfig};

use super::{Effect, Kind, plain};

pub(super) fn of(before: &SiteConfig, after: &SiteConfig) -> Vec<Effect> {
    let mut effects = Vec::new();
    effects.extend(by_mail(before, after));
    if before.mails() && !after.mails() {
        effects.push(plain("host", Kind::LettersStop));
    }
    effects.extend(guessing(&before.security, &after.security));
    effects.extend(frames(&before.security, &after.security));
    effects
}

fn by_mail(before: &SiteConfig, after: &SiteConfig) -> Option<Effect> {
    let kind = match (before.email_login.enabled, after.email_login.enabled) {
        (false, true) if after.mails() => Kind::MailLoginOpens,
        (false, true) => Kind::MailLoginWaits,
        (true, false) if before.mails() => Kind::MailLoginCloses,
        _ => return None,
    };
    Some(plain("enabled", kind))
}

fn guessing(old: &Security, new: &Security) -> Option<Effect> {
    let budgets = |of: &Security| {
        [
            ("PasswordTries", of.password_tries()),
            ("PasswordTriesPerNetwork", of.password_tries_network()),
            ("LobbyTries", of.lobby_tries()),
            ("LobbyTriesPerNetwork", of.lobby_tries_network()),
            ("CodeTriesPerNetwork", of.code_tries_network()),
        ]
    };
    let pairs = budgets(old).into_iter().zip(budgets(new));
    let changed: Vec<_> = pairs.filter(|(old, new)| old.1 != new.1).collect();
    // Freer is the one to think about.
    let freer = changed.iter().find(|(old, new)| new.1 > old.1);
    match (freer, changed.first()) {
        (Some((_, (field, _))), _) => Some(plain(field, Kind::GuessingFreer)),
        (None, Some((_, (field, _)))) => Some(plain(field, Kind::GuessingTighter)),
        (None, None) => None,
    }
}

fn frames(old: &Security, new: &Security) -> Option<Effect> {
    if old.framed_by() == new.framed_by() {
        return None;
    }
    match new.frame_ancestors {
        FrameAncestors::Listed => Some(plain("FrameHosts", Kind::FramesOpen)),
        FrameAncestors::Nobody => Some(plain("FrameAncestors", Kind::FramesClose)),
    }
}
