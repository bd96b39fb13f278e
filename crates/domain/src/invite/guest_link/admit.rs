use crate::{
    clock::Timestamp,
    config::SiteConfig,
    email::Email,
    invite::{Browser, EntryFacts, HeldGrant, Uses, VisitorFacts, browser::Recognised},
    media::EntryState,
    text::PersonName,
};

use super::GuestRefusal;

/// One guest link, and the secret by which it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuestLinkFacts {
    /// Its uses.
    pub uses: Uses,
    /// When it ends; nothing: it does not by itself.
    pub ends_at: Option<Timestamp>,
    /// Whether it was deleted.
    pub deleted: bool,
    /// When a newer secret took the place of this one, if one did.
    pub replaced_at: Option<Timestamp>,
    /// Whether *Guest access* of the entry is on.
    pub access_on: bool,
}

/// What a guest says of themself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    /// What they are called.
    pub name: PersonName,
    /// An address that nobody has verified.
    pub email: Email,
}

/// What the visitor does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuestAttempt {
    /// Opens the link. Writes nothing, whoever does it and however often.
    Look,
    /// Sends the form; nothing: what was typed is no name or no address.
    Enter(Option<Introduction>),
}

/// What happens instead of a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuestAdmission {
    /// Already in, as a member: on to the entry's page, and nothing is written.
    Inside,
    /// This browser holds a grant by a guest link already: on to the page; nothing is spent or written but, if the
    /// browser has none, a session.
    Enter {
        /// By this grant.
        grant: HeldGrant,
    },
    /// Name and address are asked for.
    Ask,
    /// Let in: write this, and spend one use.
    Admit(NewGuest),
}

/// What a store writes when somebody is let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGuest {
    /// Who they say they are.
    pub who: Introduction,
    /// Their browser.
    pub seat: Browser,
    /// Until when they may stay.
    pub ends_at: Timestamp,
}

/// Decides whether a visitor may enter by a guest link: the only place that does. The first that holds decides, in
/// the order of the rows of [`redeem`](super::super::redeem()). The visitor's grants are those of guest links;
/// `inside_as` is said of a member who may open the page.
///
/// Nothing is to be written for a refusal, and nothing for [`GuestAttempt::Look`].
pub fn admit(
    link: &GuestLinkFacts,
    entry: &EntryFacts,
    visitor: &VisitorFacts,
    attempt: &GuestAttempt,
    site: &SiteConfig,
    now: Timestamp,
) -> Result<GuestAdmission, GuestRefusal> {
    // 2: the module is off, or guest links are
    if !site.links_work_for(entry.kind) || !site.invite_to_media.guest_links {
        return Err(GuestRefusal::Disabled);
    }
    // 3: deleted
    if link.deleted {
        return Err(GuestRefusal::Deleted);
    }
    // 4: the entry was deleted
    if entry.trashed {
        return Err(GuestRefusal::EntryGone);
    }
    // 7: inside already
    if visitor.inside_as.is_some() {
        return Ok(GuestAdmission::Inside);
    }
    if let Some(inside) = held(entry, visitor, attempt, now) {
        return inside;
    }
    // The owner has switched it off: for everybody who is not in.
    if !link.access_on {
        return Err(GuestRefusal::SwitchedOff);
    }
    // 8: the secret was replaced
    if let Some(since) = link.replaced_at {
        return Err(GuestRefusal::Replaced { since });
    }
    // 10: nothing to see yet
    if entry.is_being_prepared() {
        return Err(GuestRefusal::NotReady {
            failed: entry.state == EntryState::Failed,
        });
    }
    // 11: expired
    if let Some(at) = link.ends_at.filter(|end| now >= *end) {
        return Err(GuestRefusal::Expired { at });
    }
    // 13: no use is left
    if !link.uses.left() {
        return Err(GuestRefusal::UsedUp);
    }
    // 19: a name and an address are asked for
    let GuestAttempt::Enter(introduction) = attempt else {
        return Ok(GuestAdmission::Ask);
    };
    let cookie = visitor.browser.ok_or(GuestRefusal::CookiesOff)?;
    let who = introduction.clone().ok_or(GuestRefusal::Introduce)?;
    let stay = now.after(site.invite_to_media.access_duration());
    Ok(GuestAdmission::Admit(NewGuest {
        who,
        seat: Browser {
            cookie,
            key: visitor.key.key(),
        },
        ends_at: link.ends_at.map_or(stay, |end| end.max(stay)),
    }))
}

/// What this browser holds by a guest link, if it is that browser.
fn held(
    entry: &EntryFacts,
    visitor: &VisitorFacts,
    attempt: &GuestAttempt,
    now: Timestamp,
) -> Option<Result<GuestAdmission, GuestRefusal>> {
    let looks = *attempt == GuestAttempt::Look;
    let by = |wanted| move |seat: Browser| visitor.recognised(seat, looks) == wanted;
    let mut same = visitor.live_grants(None, by(Recognised::Same), entry, now);
    if let Some(grant) = same.next() {
        let grant = grant.clone();
        return Some(Ok(GuestAdmission::Enter { grant }));
    }
    let mut stale = visitor.live_grants(None, by(Recognised::Stale), entry, now);
    stale.next().map(|_| Err(GuestRefusal::StaleProof))
}
