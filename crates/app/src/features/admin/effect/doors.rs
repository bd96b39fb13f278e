//! What follows for those who hold a link already, or are inside: what the lobby asks for, moving, guest links.
//!
//! `LobbyProof`, `SelfServiceMove` and the switches are read live; limits were copied when a link was made.

use usher_db::{Error, Tx};
use usher_domain::{
    access::SessionRole,
    clock::Timestamp,
    config::{InviteToMedia, SiteConfig},
    invite::{LobbyProof, UsesAllowed},
};

use super::{
    super::store::{guest_links, guests_inside, open_invites_as},
    Effect, Kind, plain, touching,
};

pub(super) fn of(
    tx: &Tx,
    before: &SiteConfig,
    after: &SiteConfig,
    now: Timestamp,
) -> Result<Vec<Effect>, Error> {
    let (old, new) = (&before.invite_to_media, &after.invite_to_media);
    let mut effects = proofs(tx, before, after, now)?;
    if old.self_service_move && !new.self_service_move {
        effects.push(plain("SelfServiceMove", Kind::MovesNeedHelp));
    }
    let stop = old.guest_links && !new.guest_links;
    let fewer = fewer_guests(old, new);
    if stop || fewer.is_some() {
        let links = guest_links(tx, now)?;
        if stop {
            let inside = guests_inside(tx, now)?;
            effects.push(touching("GuestLinks", Kind::GuestLinksStop, links).leaving(inside));
        }
        if let Some(field) = fewer.filter(|_| links.any()) {
            effects.push(touching(field, Kind::GuestLimitsStay, links));
        }
    }
    Ok(effects)
}

/// The lobby asks for more than it did, of whoever comes by a link that is out.
fn proofs(
    tx: &Tx,
    before: &SiteConfig,
    after: &SiteConfig,
    now: Timestamp,
) -> Result<Vec<Effect>, Error> {
    let mut effects = Vec::new();
    for role in [
        SessionRole::Viewer,
        SessionRole::Speaker,
        SessionRole::Moderator,
    ] {
        let Some((field, kind)) = stricter(before, after, role) else {
            continue;
        };
        let touched = open_invites_as(tx, role, now)?;
        if touched.any() {
            effects.push(touching(field, kind, touched));
        }
    }
    Ok(effects)
}

/// Whether it does so of somebody invited as `role`, by which field, and what comes of it.
fn stricter(
    before: &SiteConfig,
    after: &SiteConfig,
    role: SessionRole,
) -> Option<(&'static str, Kind)> {
    let asked = |site: &SiteConfig| {
        let proof = site.invite_to_media.lobby_proof.asked(role, site.mail);
        (proof, site.mails())
    };
    let ((was, mailed), (is, mails)) = (asked(before), asked(after));
    let field = if before.invite_to_media.lobby_proof == after.invite_to_media.lobby_proof {
        "host"
    } else {
        match role {
            SessionRole::Viewer => "LobbyProofViewer",
            SessionRole::Speaker => "LobbyProofSpeaker",
            SessionRole::Moderator => "LobbyProofModerator",
        }
    };
    // What has to be mailed, and cannot be, lets nobody in.
    let shut = |proof, mails: bool| proof > LobbyProof::Typed && !mails;
    if shut(is, mails) && !shut(was, mailed) {
        Some((field, Kind::ProofNeedsMail(role)))
    } else if is > was {
        Some((field, Kind::ProofStricter(role)))
    } else {
        None
    }
}

fn fewer_guests(old: &InviteToMedia, new: &InviteToMedia) -> Option<&'static str> {
    let days = |module: &InviteToMedia| module.guest_link_days.map_or(u32::MAX, u32::from);
    let uses = |module: &InviteToMedia| match module.guest_link_uses {
        UsesAllowed::Unlimited => u32::MAX,
        UsesAllowed::Times(count) => count.get(),
    };
    if days(new) < days(old) {
        Some("GuestLinkDays")
    } else if uses(new) < uses(old) {
        Some("GuestLinkUses")
    } else {
        None
    }
}
