//! *Who may invite* and *Making one*.

use super::scene::{ADA, DAY, HOUR, INVITER, NOW, account, email, times};
use crate::{
    access::{AppRole, EntryRole, EntryRoles, SessionRole},
    clock::SeededEntropy,
    config::{AllowedUsersRoles, SiteConfig},
    email::DomainRules,
    ids::GroupId,
    invite::{
        InvitableEntry, Invitee, Inviter, IssueRefusal, LinkEnd, MenuState, RequestedEnd,
        RequestedInvite, SessionPhase, Terms, UsesAllowed, issue, may_invite, menu,
    },
    media::EntryKind,
};

struct Desk {
    site: SiteConfig,
    inviter: Inviter,
    entry: InvitableEntry,
    invitee: Invitee,
    request: RequestedInvite,
}

impl Desk {
    fn new() -> Self {
        Self {
            site: SiteConfig::default(),
            inviter: Inviter {
                account: account(INVITER),
                role: AppRole::PrivateOnly,
                entry_roles: EntryRole::Owner.into(),
                groups: Vec::new(),
            },
            entry: InvitableEntry::media(EntryKind::Video),
            invitee: Invitee {
                email: email("ada@example.org"),
                member: None,
                entry_roles: EntryRoles::NONE,
            },
            request: RequestedInvite {
                role: SessionRole::Viewer,
                end: RequestedEnd::Default,
                recording_too: false,
            },
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    fn room(self) -> Self {
        self.with(|d| {
            d.entry = InvitableEntry {
                kind: EntryKind::Room,
                chat: true,
                phase: Some(SessionPhase::Open),
                scheduled_end: None,
            };
        })
    }

    fn issue(&self) -> Result<Terms, IssueRefusal> {
        issue(
            &self.site,
            &self.inviter,
            &self.entry,
            &self.invitee,
            &self.request,
            NOW,
        )
    }

    fn may(&self) -> Result<(), IssueRefusal> {
        may_invite(&self.site, &self.inviter, &self.entry)
    }

    fn menu(&self) -> MenuState {
        menu(&self.site, &self.inviter, &self.entry)
    }
}

type Change = fn(&mut Desk);

/// What fails each check, in the order of the checks, in a room.
const CHECKS: &[(Change, IssueRefusal)] = &[
    (
        |d| d.site.invite_to_media.enabled = false,
        IssueRefusal::Disabled,
    ),
    (
        |d| d.site.theming.mediapage = false,
        IssueRefusal::MediaPageOff,
    ),
    (
        |d| d.inviter.entry_roles = EntryRole::CoViewer.into(),
        IssueRefusal::NotCollaborator,
    ),
    (
        |d| d.site.invite_to_media.allowed_users_roles = AllowedUsersRoles::Admin,
        IssueRefusal::NotAllowedToInvite,
    ),
    (
        |d| d.site.meeting_entry.enabled = false,
        IssueRefusal::RoomsOff,
    ),
    (|d| d.entry.chat = false, IssueRefusal::ChatOff),
];

#[test]
fn the_first_check_that_fails_is_the_one_that_is_told() {
    for (upper, (first, refusal)) in CHECKS.iter().enumerate() {
        for (second, _) in &CHECKS[upper..] {
            let desk = Desk::new().room().with(second).with(first);
            assert_eq!(desk.may().as_ref(), Err(refusal));
            assert_eq!(desk.issue().as_ref(), Err(refusal));
        }
    }
    assert_eq!(Desk::new().room().may(), Ok(()));
}

#[test]
fn the_menu_is_hidden_from_who_has_no_part_and_greyed_for_collaborators_who_may_not() {
    for (change, refusal) in CHECKS {
        let expected = match refusal {
            IssueRefusal::NotCollaborator => MenuState::Hidden,
            other => MenuState::Disabled(other.clone()),
        };
        assert_eq!(Desk::new().room().with(change).menu(), expected);
    }
    let stranger = Desk::new().with(|d| {
        d.inviter.entry_roles = EntryRoles::NONE;
        d.site.invite_to_media.enabled = false;
    });
    assert_eq!(
        stranger.menu(),
        MenuState::Hidden,
        "even where there is another reason"
    );
    assert_eq!(Desk::new().menu(), MenuState::Shown);
}

#[test]
fn owners_co_owners_co_editors_and_co_publishers_invite() {
    for role in EntryRole::ALL {
        let desk = Desk::new().with(|d| d.inviter.entry_roles = (*role).into());
        assert_eq!(desk.may().is_ok(), *role != EntryRole::CoViewer, "{role}");
    }
}

#[test]
fn the_application_role_must_reach_what_the_administrator_asks() {
    for (asked, lowest) in [
        (AllowedUsersRoles::PrivateOnly, AppRole::PrivateOnly),
        (AllowedUsersRoles::Admin, AppRole::Admin),
        (
            AllowedUsersRoles::UnmoderatedAdmin,
            AppRole::UnmoderatedAdmin,
        ),
    ] {
        for role in AppRole::ALL {
            let desk = Desk::new().with(|d| {
                d.site.invite_to_media.allowed_users_roles = asked;
                d.inviter.role = *role;
            });
            assert_eq!(desk.may().is_ok(), *role >= lowest, "{asked} {role}");
        }
    }
}

#[test]
fn persons_and_groups_can_be_named_instead() {
    let specific = || {
        Desk::new()
            .with(|d| d.site.invite_to_media.allowed_users_roles = AllowedUsersRoles::Specific)
    };
    assert_eq!(
        specific()
            .with(|d| d.inviter.role = AppRole::UnmoderatedAdmin)
            .may(),
        Err(IssueRefusal::NotAllowedToInvite)
    );
    let named = specific().with(|d| {
        d.site
            .invite_to_media
            .allowed_users
            .accounts
            .insert(account(INVITER));
    });
    assert_eq!(named.may(), Ok(()));
    let group = GroupId::new(NOW, &SeededEntropy::new(5));
    let in_group = specific().with(|d| {
        d.site.invite_to_media.allowed_users.groups.insert(group);
        d.inviter.groups = vec![group];
    });
    assert_eq!(in_group.may(), Ok(()));
    assert_eq!(
        named.with(|d| d.inviter.role = AppRole::Viewer).may(),
        Err(IssueRefusal::NotAllowedToInvite)
    );
}

#[test]
fn only_rooms_need_the_meeting_module_and_chat() {
    let off = |d: &mut Desk| d.site.meeting_entry.enabled = false;
    assert_eq!(Desk::new().with(off).may(), Ok(()));
    let webcast = Desk::new()
        .room()
        .with(|d| (d.entry.kind, d.entry.chat) = (EntryKind::Webcast, false))
        .with(off);
    assert_eq!(webcast.may(), Ok(()));
}

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
    use SessionRole::{Moderator, Speaker, Viewer};
    let inside = Some(IssueRefusal::AlreadyInside);
    for has in EntryRole::ALL {
        assert_eq!(invited(EntryKind::Video, *has, Viewer), inside, "{has}");
        assert_eq!(invited(EntryKind::Webcast, *has, Viewer), inside, "{has}");
    }
    for role in [Speaker, Moderator] {
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

#[test]
fn every_refusal_names_the_field_where_it_can_be_put_right() {
    let domain = email("a@example.org").domain().clone();
    let table = [
        (IssueRefusal::Disabled, "disabled", None),
        (IssueRefusal::MediaPageOff, "media_page_off", None),
        (IssueRefusal::NotCollaborator, "not_collaborator", None),
        (
            IssueRefusal::NotAllowedToInvite,
            "not_allowed_to_invite",
            None,
        ),
        (IssueRefusal::RoomsOff, "rooms_off", None),
        (IssueRefusal::ChatOff, "chat_off", None),
        (
            IssueRefusal::RoleDoesNotFit,
            "role_does_not_fit",
            Some("role"),
        ),
        (
            IssueRefusal::DomainRestricted { domain },
            "domain_restricted",
            Some("email"),
        ),
        (IssueRefusal::Yourself, "yourself", Some("email")),
        (IssueRefusal::AlreadyInside, "already_inside", Some("email")),
        (IssueRefusal::EndInPast, "end_in_past", Some("valid_until")),
        (
            IssueRefusal::EndTooLate { latest: NOW },
            "end_too_late",
            Some("valid_until"),
        ),
        (IssueRefusal::NoSession, "no_session", Some("valid_until")),
    ];
    for (refusal, code, field) in table {
        assert_eq!((refusal.code(), refusal.field()), (code, field));
    }
}
