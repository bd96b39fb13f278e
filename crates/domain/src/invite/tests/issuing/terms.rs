//! Checks 5 and 6, and what an invite is made with.

use super::super::scene::{ADA, DAY, HOUR, INVITER, NOW, account, email, times};
use super::Desk;
use crate::{
    access::{EntryRole, SessionRole},
    email::DomainRules,
    invite::{IssueRefusal, LinkEnd, RequestedEnd, SessionPhase, UsesAllowed},
    media::EntryKind,
};

#[test]
fn speakers_and_moderators_are_for_sessions() {
    for kind in EntryKind::ALL {
        for role in SessionRole::ALL {
            let desk = Desk::new()
                .room()
                .with(|d| (d.entry.kind, d.request.role) = (*kind, *role));
            let fits = kind.is_session() || *role == SessionRole::Viewer;
            assert_eq!(
                desk.issue().err() == Some(IssueRefusal::RoleDoesNotFit),
                !fits,
                "{kind} {role}"
            );
        }
    }
}

#[test]
fn newcomers_of_a_restricted_domain_are_not_invited_and_members_are() {
    let restricted = Desk::new().with(|d| {
        d.site.invite_to_media.restrict_new_user_domains =
            DomainRules::parse("example.org").unwrap();
    });
    let domain = email("x@example.org").domain().clone();
    assert_eq!(
        restricted.issue(),
        Err(IssueRefusal::DomainRestricted { domain })
    );
    let member = restricted.with(|d| d.invitee.member = Some(account(ADA)));
    assert_eq!(member.issue().unwrap().invitee, Some(account(ADA)));
}

#[test]
fn nobody_invites_themself() {
    assert_eq!(
        Desk::new()
            .with(|d| d.invitee.member = Some(account(INVITER)))
            .issue(),
        Err(IssueRefusal::Yourself)
    );
}

#[test]
fn collaborators_are_invited_only_to_more_than_they_have() {
    let invited = |kind, has: EntryRole, role| {
        let desk = Desk::new().room().with(|d| {
            d.entry.kind = kind;
            d.invitee.member = Some(account(ADA));
            d.invitee.entry_roles = has.into();
            d.request.role = role;
        });
        desk.issue().err()
    };
    let [viewer, speaker, moderator] = [
        SessionRole::Viewer,
        SessionRole::Speaker,
        SessionRole::Moderator,
    ];
    let inside = Some(IssueRefusal::AlreadyInside);
    for has in EntryRole::ALL {
        assert_eq!(invited(EntryKind::Video, *has, viewer), inside, "{has}");
        assert_eq!(invited(EntryKind::Webcast, *has, viewer), inside, "{has}");
    }
    for role in [speaker, moderator] {
        for host in [EntryRole::Owner, EntryRole::CoOwner, EntryRole::CoEditor] {
            assert_eq!(
                invited(EntryKind::Webcast, host, role),
                inside,
                "{host} {role}"
            );
        }
        for other in [EntryRole::CoPublisher, EntryRole::CoViewer] {
            assert_eq!(
                invited(EntryKind::Webcast, other, role),
                None,
                "{other} {role}"
            );
        }
    }
}

#[test]
fn the_limits_are_those_of_the_site_at_that_moment() {
    let terms = Desk::new().issue().unwrap();
    assert_eq!(
        (terms.end, terms.uses),
        (LinkEnd::At(NOW.after(DAY)), UsesAllowed::ONCE)
    );
    let other = Desk::new().with(|d| {
        d.site.invite_to_media.link_duration = 60;
        d.site.invite_to_media.link_reusability = times(5);
        d.request.recording_too = true;
    });
    let terms = other.issue().unwrap();
    assert_eq!(
        (terms.end, terms.uses),
        (LinkEnd::At(NOW.after(HOUR)), times(5))
    );
    assert!(!terms.recording_too, "a video has no recording");
    assert!(
        Desk::new()
            .room()
            .with(|d| d.request.recording_too = true)
            .issue()
            .unwrap()
            .recording_too
    );
}

#[test]
fn a_chosen_end_lies_ahead_and_within_the_maximum() {
    let until = |at| {
        Desk::new()
            .with(|d| {
                d.site.invite_to_media.max_link_duration = 2 * 1440;
                d.request.end = RequestedEnd::Until(at);
            })
            .issue()
            .map(|terms| terms.end)
    };
    let latest = NOW.after(DAY * 2);
    let micro = std::time::Duration::from_micros(1);
    assert_eq!(until(NOW), Err(IssueRefusal::EndInPast));
    assert_eq!(until(NOW.before(DAY)), Err(IssueRefusal::EndInPast));
    assert_eq!(until(NOW.after(micro)), Ok(LinkEnd::At(NOW.after(micro))));
    assert_eq!(until(latest), Ok(LinkEnd::At(latest)));
    assert_eq!(
        until(latest.after(micro)),
        Err(IssueRefusal::EndTooLate { latest })
    );
}

#[test]
fn until_the_session_ends_is_for_sessions_and_preselected_where_it_is_longer() {
    let end = |desk: Desk| {
        desk.with(|d| d.request.end = RequestedEnd::SessionEnd)
            .issue()
            .map(|terms| terms.end)
    };
    assert_eq!(end(Desk::new()), Err(IssueRefusal::NoSession));
    assert_eq!(
        end(Desk::new()
            .room()
            .with(|d| d.entry.phase = Some(SessionPhase::Ended { at: NOW }))),
        Err(IssueRefusal::EndInPast)
    );
    assert_eq!(
        end(Desk::new().room()),
        Ok(LinkEnd::SessionEnd {
            no_later_than: NOW.after(DAY * 365)
        })
    );
    let preselected = |scheduled_end| {
        let desk = Desk::new()
            .room()
            .with(|d| d.entry.scheduled_end = scheduled_end);
        RequestedEnd::preselected(&desk.entry, &desk.site, NOW)
    };
    assert_eq!(preselected(None), RequestedEnd::Default);
    assert_eq!(preselected(Some(NOW.after(DAY))), RequestedEnd::Default);
    assert_eq!(
        preselected(Some(NOW.after(DAY * 2))),
        RequestedEnd::SessionEnd
    );
}
