use std::{num::NonZeroU32, time::Duration};

use crate::{
    clock::Timestamp,
    config::SiteConfig,
    invite::{InvitableEntry, Inviter, UsesAllowed, may_invite},
};

use super::LinkRefusal;

/// How many guest links an entry has at most.
pub const MOST_GUEST_LINKS: usize = 3;

/// What was chosen in the form. What is left out is the most that the administrator allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkWish {
    /// How many people it lets in.
    pub uses: Option<NonZeroU32>,
    /// For how many days it works.
    pub days: Option<NonZeroU32>,
}

impl LinkWish {
    /// What a link was made with, as far as the administrator still allows it.
    pub fn again(site: &SiteConfig, uses: UsesAllowed, days: Option<u32>) -> Self {
        let uses = match (uses, site.invite_to_media.guest_link_uses) {
            (UsesAllowed::Times(uses), UsesAllowed::Times(most)) => Some(uses.min(most)),
            (UsesAllowed::Times(uses), UsesAllowed::Unlimited) => Some(uses),
            (UsesAllowed::Unlimited, _) => None,
        };
        let days = days.and_then(NonZeroU32::new);
        let most = site.invite_to_media.guest_link_days;
        Self {
            uses,
            days: days.map(|days| most.map_or(days, |most| days.min(most))),
        }
    }
}

/// What a guest link is made or renewed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuestLinkTerms {
    /// How many people it lets in.
    pub uses: UsesAllowed,
    /// For how many days it works; nothing: until it is switched off.
    pub days: Option<NonZeroU32>,
    /// When it ends.
    pub ends_at: Option<Timestamp>,
}

/// Whether `inviter` may hand out guest links to `entry`, or switch them on: the checks of inviting, in their order,
/// and then the administrator's word on guest links. Taking away is for every collaborator who manages invites.
pub fn may_hand_out(
    site: &SiteConfig,
    inviter: &Inviter,
    entry: &InvitableEntry,
) -> Result<(), LinkRefusal> {
    may_invite(site, inviter, entry)?;
    if site.invite_to_media.guest_links {
        Ok(())
    } else {
        Err(LinkRefusal::NoGuestLinks)
    }
}

/// The terms of a link that is wished for so, of an entry that has `others` beside it.
pub fn link_terms(
    site: &SiteConfig,
    others: usize,
    wish: LinkWish,
    now: Timestamp,
) -> Result<GuestLinkTerms, LinkRefusal> {
    if others >= MOST_GUEST_LINKS {
        return Err(LinkRefusal::TooMany);
    }
    let uses = match (wish.uses, site.invite_to_media.guest_link_uses) {
        (Some(uses), UsesAllowed::Times(most)) if uses > most => {
            return Err(LinkRefusal::TooManyUses { most: most.get() });
        }
        (Some(uses), _) => UsesAllowed::Times(uses),
        (None, most) => most,
    };
    let days = match (wish.days, site.invite_to_media.guest_link_days) {
        (Some(days), Some(most)) if days > most => {
            return Err(LinkRefusal::TooManyDays { most: most.get() });
        }
        (Some(days), _) => Some(days),
        (None, most) => most,
    };
    let span = |days: NonZeroU32| Duration::from_hours(24 * u64::from(days.get()));
    Ok(GuestLinkTerms {
        uses,
        days,
        ends_at: days.map(|days| now.after(span(days))),
    })
}
