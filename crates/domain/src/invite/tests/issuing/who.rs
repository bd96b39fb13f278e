//! Checks 1 to 4: who may invite at all.

use super::super::scene::{INVITER, NOW, account, email};
use super::Desk;
use crate::{
    access::{AppRole, EntryRole, EntryRoles},
    clock::SeededEntropy,
    config::{AllowedUsersRoles, WhoInvites},
    ids::GroupId,
    invite::{InvitableEntry, IssueRefusal, MenuState},
    media::EntryKind,
};

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
fn the_site_may_keep_inviting_for_owners_and_co_owners() {
    for role in EntryRole::ALL {
        let desk = Desk::new().with(|d| {
            d.site.media_collaboration.who_invites = WhoInvites::Owners;
            d.inviter.entry_roles = EntryRoles::NONE.with(*role);
        });
        let expected = match role {
            EntryRole::Owner | EntryRole::CoOwner => Ok(()),
            EntryRole::CoEditor | EntryRole::CoPublisher => Err(IssueRefusal::OwnersInvite),
            EntryRole::CoViewer => Err(IssueRefusal::NotCollaborator),
        };
        assert_eq!(desk.may(), expected, "{role}");
    }
}

#[test]
fn only_rooms_need_the_meeting_module_and_chat() {
    let unknown = Desk::new().with(|d| d.entry = InvitableEntry::media(EntryKind::Room));
    assert_eq!(unknown.may(), Err(IssueRefusal::ChatOff));
    let off = |d: &mut Desk| d.site.meeting_entry.enabled = false;
    assert_eq!(Desk::new().with(off).may(), Ok(()));
    let webcast = Desk::new()
        .room()
        .with(|d| (d.entry.kind, d.entry.chat) = (EntryKind::Webcast, false))
        .with(off);
    assert_eq!(webcast.may(), Ok(()));
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
        (IssueRefusal::OwnersInvite, "owners_invite", None),
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
