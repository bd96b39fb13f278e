//! What the owner's list does to an invite.

use super::scene::{DAY, HOUR, NOW, times};
use crate::{
    access::SessionRole,
    config::SiteConfig,
    invite::{
        Change, Deed, GrantChange, InvitableEntry, IssueRefusal, LinkEnd, ManageRefusal,
        ManagedInvite, NewSecret, RequestedEnd, Seat, Terms, Uses, UsesAllowed, Via, manage,
    },
    media::EntryKind,
};

const TERMS: Terms = Terms {
    role: SessionRole::Viewer,
    end: LinkEnd::At(NOW),
    uses: UsesAllowed::Unlimited,
    recording_too: false,
    invitee: None,
};

fn deeds() -> [Deed; 8] {
    [
        Deed::NewLink,
        Deed::Resend,
        Deed::Renew(TERMS),
        Deed::ChangeEnd(RequestedEnd::Default),
        Deed::ChangeRole(SessionRole::Viewer),
        Deed::ChangeLanguage("de".parse().unwrap()),
        Deed::ResetSeat,
        Deed::Revoke,
    ]
}

fn open() -> ManagedInvite {
    ManagedInvite {
        revoked: false,
        link_ends: NOW.after(DAY),
        uses: Uses::fresh(times(3)),
    }
}

fn done(invite: &ManagedInvite, deed: Deed) -> Result<Change, ManageRefusal> {
    manage(
        invite,
        deed,
        &InvitableEntry::media(EntryKind::Video),
        &SiteConfig::default(),
        NOW,
    )
}

#[test]
fn revoked_is_final() {
    let revoked = ManagedInvite {
        revoked: true,
        ..open()
    };
    for deed in deeds() {
        assert_eq!(
            done(&revoked, deed),
            Err(ManageRefusal::Revoked),
            "{deed:?}"
        );
    }
    let change = done(&open(), Deed::Revoke).unwrap();
    assert!(change.revoked && change.grant == GrantChange::Ends);
}

#[test]
fn nothing_but_revoking_revokes() {
    for deed in deeds() {
        assert_eq!(
            done(&open(), deed).unwrap().revoked,
            deed == Deed::Revoke,
            "{deed:?}"
        );
    }
}

#[test]
fn a_new_link_and_a_resent_one_each_kill_their_own_kind_and_leave_the_limits() {
    for (deed, kind) in [(Deed::NewLink, Via::Copied), (Deed::Resend, Via::Mailed)] {
        let change = done(&open(), deed).unwrap();
        assert_eq!(change.secret, Some(NewSecret::One(kind)));
        assert_eq!(
            (change.end, change.uses, change.seat, change.role),
            (None, None, None, None)
        );
        assert_eq!(change.grant, GrantChange::GoesOn);
    }
}

#[test]
fn another_language_changes_nothing_else() {
    let german = "de".parse().unwrap();
    let deed = Deed::ChangeLanguage(german);
    let change = done(&open(), deed).unwrap();
    assert_eq!(change.language, Some(german));
    assert_eq!((change.secret, change.end, change.role), (None, None, None));
    assert_eq!((change.uses, change.seat), (None, None));
    assert_eq!(change.grant, GrantChange::GoesOn);
}

#[test]
fn a_link_that_is_over_is_renewed_and_not_merely_replaced() {
    let expired = ManagedInvite {
        link_ends: NOW,
        ..open()
    };
    let used_up = ManagedInvite {
        uses: Uses {
            allowed: times(3),
            spent: 3,
        },
        ..open()
    };
    for over in [expired, used_up] {
        assert_eq!(done(&over, Deed::NewLink), Err(ManageRefusal::LinkIsOver));
        assert_eq!(done(&over, Deed::Resend), Err(ManageRefusal::LinkIsOver));
        assert!(done(&over, Deed::Renew(TERMS)).is_ok());
        assert!(done(&over, Deed::ChangeEnd(RequestedEnd::Default)).is_ok());
    }
}

#[test]
fn renewing_makes_everything_new_and_lets_a_running_grant_go_on() {
    let terms = Terms {
        role: SessionRole::Speaker,
        end: LinkEnd::At(NOW.after(HOUR)),
        uses: times(2),
        ..TERMS
    };
    let change = done(&open(), Deed::Renew(terms)).unwrap();
    assert_eq!(change.secret, Some(NewSecret::Both));
    assert_eq!(change.uses, Some(Uses::fresh(times(2))));
    assert_eq!(
        (change.role, change.end, change.seat),
        (Some(terms.role), Some(terms.end), Some(Seat::Free))
    );
    assert_eq!(change.grant, GrantChange::GoesOn);
}

#[test]
fn a_changed_role_acts_at_once_and_must_fit() {
    let change = done(&open(), Deed::ChangeRole(SessionRole::Viewer)).unwrap();
    assert_eq!(
        (change.role, change.grant),
        (
            Some(SessionRole::Viewer),
            GrantChange::Role(SessionRole::Viewer)
        )
    );
    let refused = Err(ManageRefusal::Terms(IssueRefusal::RoleDoesNotFit));
    assert_eq!(
        done(&open(), Deed::ChangeRole(SessionRole::Moderator)),
        refused
    );
}

#[test]
fn a_changed_end_is_bounded_like_a_first_one() {
    let until =
        |at| done(&open(), Deed::ChangeEnd(RequestedEnd::Until(at))).map(|change| change.end);
    assert_eq!(
        until(NOW.after(HOUR)),
        Ok(Some(LinkEnd::At(NOW.after(HOUR))))
    );
    assert_eq!(
        until(NOW),
        Err(ManageRefusal::Terms(IssueRefusal::EndInPast))
    );
}

#[test]
fn resetting_a_seat_signs_the_guest_out_and_gives_no_use_away_before_the_first() {
    let used = ManagedInvite {
        uses: Uses {
            allowed: times(3),
            spent: 1,
        },
        ..open()
    };
    let change = done(&used, Deed::ResetSeat).unwrap();
    assert_eq!(
        (change.seat, change.grant),
        (Some(Seat::Reset), GrantChange::EndsForGuest)
    );
    let unused = done(&open(), Deed::ResetSeat).unwrap();
    assert_eq!(
        (unused.seat, unused.grant),
        (Some(Seat::Free), GrantChange::EndsForGuest)
    );
}

#[test]
fn whoever_may_not_invite_can_still_take_back() {
    let takes: Vec<Deed> = deeds()
        .into_iter()
        .filter(|deed| !deed.hands_out())
        .collect();
    assert_eq!(takes, [Deed::ResetSeat, Deed::Revoke]);
}

#[test]
fn every_refusal_has_its_name() {
    let terms = ManageRefusal::Terms(IssueRefusal::EndInPast);
    let names = [ManageRefusal::Revoked, ManageRefusal::LinkIsOver, terms];
    let codes = names.map(|refusal| refusal.code());
    assert_eq!(codes, ["revoked", "link_is_over", "end_in_past"]);
}
