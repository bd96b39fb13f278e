//! What follows from a change beyond the field itself: said before it is saved.
//!
//! Limits are copied into an invite when it is made; the module's switch, the domain
//! list, the proof and the seat rule are read live (invitations.md, Words).

mod doors;
mod kind;
mod media;
mod shelves;
mod signing_in;

pub(super) use kind::Kind;

use usher_db::{Error, Tx};
use usher_domain::{
    access::AppRole,
    clock::Timestamp,
    colour::{Accent, Colour},
    config::{Auth, InviteToMedia, SeatRule, SiteConfig, Theming, WhoInvites},
    email::DomainRule,
    invite::UsesAllowed,
    media::EntryKind,
};

use super::store::{Count, invited_inside, newcomers_of, open_invites};
use crate::features::{mail, openid};

/// One consequence, and the field whose change has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Effect {
    /// The field.
    pub(super) field: &'static str,
    /// What follows.
    pub(super) kind: Kind,
    /// How much it touches of what [`Kind::counted`] counts, where that can be said.
    pub(super) touches: Option<Count>,
    /// How many people are inside by what it is about, and stay.
    pub(super) stay: Option<Count>,
}

impl Effect {
    /// The same, with how many stay as they are.
    const fn leaving(mut self, stay: Count) -> Self {
        self.stay = Some(stay);
        self
    }
}

/// Everything that follows from going from `before` to `after`, the gravest first.
pub(super) fn of(
    tx: &Tx,
    before: &SiteConfig,
    after: &SiteConfig,
    now: Timestamp,
) -> Result<Vec<Effect>, Error> {
    let live = open_invites(tx, now)?;
    let (old, new) = (&before.invite_to_media, &after.invite_to_media);
    let mut effects: Vec<Effect> = switched(tx, before, after, live, now)?
        .into_iter()
        .collect();
    effects.extend(who_invites(old, new));
    effects.extend(collaborators(before, after));
    let closed = newcomers_of(tx, before, after, now)?;
    if closed.any() {
        effects.push(touching(
            "RestrictNewUserDomains",
            Kind::DomainsClose,
            closed,
        ));
    }
    if live.any() {
        let limits = limits(old, new).into_iter();
        effects.extend(limits.map(|(field, kind)| touching(field, kind, live)));
    }
    effects.extend(doors::of(tx, before, after, now)?);
    if before.privacy.attendance && !after.privacy.attendance {
        effects.push(plain("Attendance", Kind::AttendanceStops));
    }
    if after.privacy.guest_data_days < before.privacy.guest_data_days {
        effects.push(plain("GuestDataDays", Kind::GuestsForgotten));
    }
    effects.extend(mail(tx, before, after)?);
    effects.extend(other_letters(old, new));
    effects.extend(colour(&before.theming, &after.theming));
    effects.extend(signing_in::of(before, after));
    effects.extend(ways_in(tx, &before.auth, &after.auth)?);
    effects.extend(shelves::of(tx, before, after)?);
    effects.extend(media::of(tx, (&before.my_media, &after.my_media), now)?);
    effects.extend(media::around_the_player(tx, &before.player, &after.player)?);
    Ok(effects)
}

fn ways_in(tx: &Tx, before: &Auth, after: &Auth) -> Result<Vec<Effect>, Error> {
    let mut effects = Vec::new();
    if before.password && !after.password {
        effects.push(plain("password", Kind::PasswordsStop));
    }
    for provider in before.offered() {
        if !after.offers(&provider.issuer) {
            let alone = openid::only_by(tx, &provider.issuer)?;
            let kind = Kind::WayCloses(provider.name.clone(), alone);
            effects.push(plain(Auth::PROVIDERS, kind));
        }
    }
    Ok(effects)
}

/// More mails than this are not counted.
pub(super) const WAITING_COUNTED: i64 = 1_000;

fn mail(tx: &Tx, before: &SiteConfig, after: &SiteConfig) -> Result<Option<Effect>, Error> {
    if !before.mails() || after.mails() {
        return Ok(None);
    }
    let field = if after.email_service.host.is_empty() {
        "host"
    } else {
        "fromAddress"
    };
    let waiting = mail::waiting(tx, WAITING_COUNTED + 1)?;
    Ok(Some(plain(field, Kind::MailStops(waiting))))
}

fn colour(old: &Theming, new: &Theming) -> Option<Effect> {
    let chosen: Colour = (old.accent != new.accent).then(|| new.accent.parse().ok())??;
    let (light, dark) = (Accent::light(chosen).accent, Accent::dark(chosen).accent);
    let moves = light != chosen || dark != chosen;
    moves.then(|| plain("accent", Kind::ColourMoves(light, dark)))
}

const fn touching(field: &'static str, kind: Kind, count: Count) -> Effect {
    Effect {
        field,
        kind,
        touches: Some(count),
        stay: None,
    }
}

const fn plain(field: &'static str, kind: Kind) -> Effect {
    Effect {
        field,
        kind,
        touches: None,
        stay: None,
    }
}

fn switched(
    tx: &Tx,
    before: &SiteConfig,
    after: &SiteConfig,
    live: Count,
    now: Timestamp,
) -> Result<Option<Effect>, Error> {
    let works = |site: &SiteConfig| site.links_work_for(EntryKind::Video);
    let field = if before.theming.mediapage == after.theming.mediapage {
        "enabled"
    } else {
        "mediapage"
    };
    Ok(match (works(before), works(after)) {
        (true, false) => {
            let stop = touching(field, Kind::LinksStop, live);
            Some(stop.leaving(invited_inside(tx, now)?))
        }
        (false, true) if live.any() => Some(touching(field, Kind::LinksWorkAgain, live)),
        _ => None,
    })
}

fn collaborators(before: &SiteConfig, after: &SiteConfig) -> Option<Effect> {
    let (was, is) = (
        before.media_collaboration.who_invites,
        after.media_collaboration.who_invites,
    );
    let fewer = was == WhoInvites::Collaborators && is == WhoInvites::Owners;
    fewer.then(|| plain("whoInvites", Kind::FewerInvite))
}

fn who_invites(old: &InviteToMedia, new: &InviteToMedia) -> Option<Effect> {
    let (was, is) = (
        old.allowed_users_roles.lowest(),
        new.allowed_users_roles.lowest(),
    );
    let subjects_left = old
        .allowed_users
        .accounts
        .is_subset(&new.allowed_users.accounts)
        && old
            .allowed_users
            .groups
            .is_subset(&new.allowed_users.groups);
    let nobody = is.is_none() && new.allowed_users.is_empty();
    if nobody && (was.is_some() || !old.allowed_users.is_empty()) {
        return Some(plain("AllowedUsersRoles", Kind::NobodyInvites));
    }
    let fewer = match (was, is) {
        (Some(was), Some(is)) => is > was,
        (Some(_), None) => true,
        // Those who were named may have any role.
        (None, Some(is)) => is > AppRole::PrivateOnly,
        (None, None) => !subjects_left,
    };
    let field = if was == is {
        "AllowedUsers"
    } else {
        "AllowedUsersRoles"
    };
    fewer.then(|| plain(field, Kind::FewerInvite))
}

fn limits(old: &InviteToMedia, new: &InviteToMedia) -> Vec<(&'static str, Kind)> {
    let mut found = Vec::new();
    if new.link_duration < old.link_duration {
        found.push(("LinkDuration", Kind::EndsStay));
    } else if new.max_link_duration < old.max_link_duration {
        found.push(("MaxLinkDuration", Kind::EndsStay));
    }
    if uses(new) < uses(old) {
        found.push(("LinkReusability", Kind::UsesStay));
    }
    if new.access_duration < old.access_duration {
        found.push(("AccessDuration", Kind::LessTime));
    }
    match (old.seat_rule, new.seat_rule) {
        (SeatRule::Strict, SeatRule::Follows) => found.push(("SeatRule", Kind::SeatsMove)),
        (SeatRule::Follows, SeatRule::Strict) => found.push(("SeatRule", Kind::SeatsStay)),
        _ => {}
    }
    found
}

fn uses(module: &InviteToMedia) -> u32 {
    match module.link_reusability {
        UsesAllowed::Unlimited => u32::MAX,
        UsesAllowed::Times(count) => count.get(),
    }
}

fn other_letters(old: &InviteToMedia, new: &InviteToMedia) -> Vec<Effect> {
    let known: Vec<&DomainRule> = old.restrict_new_user_domains.iter().collect();
    new.restrict_new_user_domains
        .iter()
        .filter(|rule| !known.contains(rule))
        .map(|rule| match rule {
            DomainRule::Exactly(domain) | DomainRule::Below(domain) => domain,
        })
        .filter(|domain| domain.shown() != domain.as_str())
        .map(|domain| {
            let kind = Kind::OtherLetters(domain.clone());
            plain("RestrictNewUserDomains", kind)
        })
        .collect()
}
