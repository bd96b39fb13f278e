//! The decision: may this visitor enter now? (invitations.md, *Using one*)

use crate::{clock::Timestamp, config::SiteConfig, media::EntryState};

use super::{
    Admission, Attempt, EntryFacts, Holder, InviteFacts, Link, Proof, Refusal, Seat, SessionPhase,
    Surface, Upgrade, VisitorFacts,
    browser::Recognised,
    case::{Case, Who},
    lobby,
};

/// Decides whether a visitor may enter, and what is to be written if so.
///
/// The numbers are those of the rows of invitations.md; the first that holds decides.
/// Row 1 is the caller's: where there is no invite, there is [`Refusal::Unknown`].
/// Nothing is to be written for a refusal, and nothing for [`Attempt::Look`].
pub fn redeem(
    invite: &InviteFacts,
    entry: &EntryFacts,
    visitor: &VisitorFacts,
    attempt: &Attempt,
    site: &SiteConfig,
    now: Timestamp,
) -> Result<Admission, Refusal> {
    let who = Who::of(invite, visitor, attempt);
    let case = Case {
        invite,
        entry,
        visitor,
        attempt,
        site,
        now,
        who,
    };

    if invite.link == Link::InvitedToMe && !case.is_verified() {
        return Err(Refusal::Unknown);
    }
    // 2: the module is off
    if !site.links_work_for(entry.kind) {
        return Err(Refusal::Disabled);
    }
    // 3: revoked
    if invite.revoked {
        return Err(Refusal::Revoked);
    }
    // 4: the entry was deleted
    if entry.trashed {
        return Err(Refusal::EntryGone);
    }
    // 5: the person is barred
    if case.is_barred() {
        return Err(Refusal::Barred);
    }
    // 6: signed in as somebody else
    match who {
        Who::Inviter => return Ok(Admission::Preview),
        Who::SomebodyElse => {
            return Err(Refusal::WrongAccount {
                invited: invite.email.masked(),
            });
        }
        Who::Invited(_) | Who::Guest => {}
    }
    // 7: inside already, unless the key has to be shown anew to know it
    if case.holds_by_a_stale_proof() {
        return Err(Refusal::StaleProof);
    }
    if let Some(grant) = case.grant_that_suffices() {
        return Ok(Admission::Enter {
            grant: grant.clone(),
        });
    }
    // 8: the secret was replaced
    if let Link::Secret {
        replaced_at: Some(since),
        ..
    } = invite.link
    {
        return Err(Refusal::Replaced { since });
    }
    // 9: the session is over
    if let Some(SessionPhase::Ended { at }) = entry.phase
        && !invite.recording_too
    {
        return Err(Refusal::Ended { at });
    }
    // 10: nothing to see yet
    if entry.is_being_prepared() {
        return Err(Refusal::NotReady {
            failed: entry.state == EntryState::Failed,
        });
    }
    let link_end = invite.end.moment(entry.phase);
    // 11: expired; the end of the link ends no seat that is handed over
    if now >= link_end && case.handed_over().is_none() {
        return Err(Refusal::Expired { at: link_end });
    }
    // 12: the seat is another browser's, or this one's without its key
    if let Some(seat) = case.sits_elsewhere()
        && case.moved_by().is_none()
    {
        if case.recognised(seat) == Recognised::Stale {
            return Err(Refusal::StaleProof);
        }
        return Err(Refusal::OtherDevice {
            invited: invite.email.masked(),
            way: case.way_to_move(),
        });
    }
    // 13: no use is left
    if !invite.uses.left() && invite.seat != Seat::Reset && !case.has_pass() {
        return Err(Refusal::UsedUp {
            invited: invite.email.masked(),
            way: case.way_back(),
        });
    }
    // 14: the domain has been restricted since
    if !invite.address_has_member
        && !case.is_verified()
        && site
            .invite_to_media
            .restrict_new_user_domains
            .name(invite.email.domain())
    {
        return Err(Refusal::DomainBlocked {
            domain: invite.email.domain().clone(),
        });
    }
    // 15: inside in a lower role
    if let Some((from, proof)) = case.upgrade() {
        return Ok(match (attempt.entrance(), case.holder()) {
            (Some(_), Some(holder)) => Admission::Upgrade(Upgrade {
                from,
                write: case.write(holder, proof),
            }),
            _ => Admission::OfferUpgrade {
                from,
                to: invite.role,
            },
        });
    }
    // 16: the session has not started
    if let Some(SessionPhase::Scheduled { starts_at }) = entry.phase
        && !attempt.is_check_in()
    {
        let link_ends_before = (link_end < starts_at).then_some(link_end);
        return Ok(Admission::Countdown {
            starts_at,
            link_ends_before,
        });
    }
    let live = matches!(
        entry.phase,
        Some(SessionPhase::Scheduled { .. } | SessionPhase::Open)
    );
    match who {
        // 18: the invited member, unless 17: an invite made in an LMS, to a session that is on
        Who::Invited(account) if !(live && invite.surface == Surface::Lms) => {
            Ok(match attempt.entrance() {
                None => Admission::Verified { account },
                Some(_) => Admission::Admit(case.write(Holder::Account(account), Proof::Verified)),
            })
        }
        // 17, 19
        _ => lobby::enter(&case),
    }
}
