//! The whole of roles.md as two reviewed tables: every action against every kind of
//! person.

use std::fmt::Write as _;

use super::{
    Action, Actor, AppRole, ChannelSight, Denial, EntryRole, EntryRoles, EntryStanding, Scope,
    SessionRole, SessionSwitches, TokenScopes, may,
};
use crate::{
    clock::{SeededEntropy, Timestamp},
    ids::AccountId,
    media::PublishStatus,
};

fn member(role: AppRole, site_admin: bool) -> Actor {
    let account = AccountId::new(Timestamp::from_secs(1), &SeededEntropy::new(1));
    Actor::Member {
        account,
        role,
        site_admin,
        scopes: TokenScopes::PERSON,
    }
}

fn cell(answer: Result<(), Denial>) -> &'static str {
    match answer {
        Ok(()) => "y",
        Err(Denial::NotAllowed) => "-",
        Err(Denial::SignIn) => "sign in",
        Err(Denial::NotFound) => "404",
    }
}

type Column = (&'static str, Actor, Option<EntryStanding>);

fn print(columns: &[Column], scopes: &[Scope]) -> String {
    let mut out = format!("{:<22}", "");
    for (name, ..) in columns {
        let _ = write!(out, "| {name:<13}");
    }
    out.push('\n');
    for action in Action::ALL
        .iter()
        .filter(|action| scopes.contains(&action.scope()))
    {
        let _ = write!(out, "{:<22}", action.as_str());
        for (_, actor, standing) in columns {
            let _ = write!(
                out,
                "| {:<13}",
                cell(may(actor, *action, standing.as_ref()))
            );
        }
        out.push('\n');
    }
    out.lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
}

fn roles(roles: impl Into<EntryRoles>) -> EntryStanding {
    EntryStanding {
        roles: roles.into(),
        ..EntryStanding::default()
    }
}

fn granted(role: SessionRole) -> EntryStanding {
    EntryStanding {
        grant: Some(role),
        ..EntryStanding::default()
    }
}

fn session(standing: EntryStanding, room: bool, open: bool) -> EntryStanding {
    let switches = SessionSwitches {
        room,
        participants_shown: open,
        stage_on_request: open,
    };
    EntryStanding {
        session: Some(switches),
        ..standing
    }
}

#[test]
fn t10_every_role_against_every_action() {
    let private = AppRole::PrivateOnly;
    let stranger = EntryStanding::default();
    let unlisted = EntryStanding {
        publish: PublishStatus::Unlisted,
        ..stranger
    };
    let published = EntryStanding {
        publish: PublishStatus::Published,
        ..stranger
    };
    let shown = EntryStanding {
        channels: ChannelSight::Shown,
        ..stranger
    };
    let decides = EntryStanding {
        channels: ChannelSight::Decides,
        ..stranger
    };
    let shown_trash = EntryStanding {
        trashed: true,
        ..shown
    };
    let site: Vec<Column> = vec![
        ("anonymous", Actor::Anonymous, None),
        ("guest", Actor::Guest, None),
        ("viewer", member(AppRole::Viewer, false), None),
        ("private", member(private, false), None),
        ("admin", member(AppRole::Admin, false), None),
        (
            "unmoderated",
            member(AppRole::UnmoderatedAdmin, false),
            None,
        ),
        ("site admin", member(AppRole::Viewer, true), None),
    ];
    let entry: Vec<Column> = vec![
        (
            "owner",
            member(private, false),
            Some(roles(EntryRole::Owner)),
        ),
        (
            "co-owner",
            member(private, false),
            Some(roles(EntryRole::CoOwner)),
        ),
        (
            "co-editor",
            member(private, false),
            Some(roles(EntryRole::CoEditor)),
        ),
        (
            "co-publish",
            member(private, false),
            Some(roles(EntryRole::CoPublisher)),
        ),
        (
            "co-viewer",
            member(private, false),
            Some(roles(EntryRole::CoViewer)),
        ),
        (
            "owner/viewer",
            member(AppRole::Viewer, false),
            Some(roles(EntryRole::Owner)),
        ),
        (
            "owner/trash",
            member(private, false),
            Some(EntryStanding {
                trashed: true,
                ..roles(EntryRole::Owner)
            }),
        ),
        (
            "editor/trash",
            member(private, false),
            Some(EntryStanding {
                trashed: true,
                ..roles(EntryRole::CoEditor)
            }),
        ),
        (
            "invited",
            member(AppRole::Viewer, false),
            Some(granted(SessionRole::Viewer)),
        ),
        ("guest", Actor::Guest, Some(granted(SessionRole::Viewer))),
        ("guest other", Actor::Guest, Some(stranger)),
        ("guest unlist", Actor::Guest, Some(unlisted)),
        (
            "member priv",
            member(AppRole::UnmoderatedAdmin, true),
            Some(stranger),
        ),
        (
            "member publ",
            member(AppRole::UnmoderatedAdmin, true),
            Some(published),
        ),
        ("in channel", member(private, false), Some(shown)),
        ("moderates", member(private, false), Some(decides)),
        ("chan. trash", member(private, false), Some(shown_trash)),
        ("guest chan.", Actor::Guest, Some(shown)),
        ("anon chan.", Actor::Anonymous, Some(shown)),
        ("anon priv", Actor::Anonymous, Some(stranger)),
        ("anon publ", Actor::Anonymous, Some(published)),
    ];
    let viewer = granted(SessionRole::Viewer);
    let speaker = granted(SessionRole::Speaker);
    let moderator = granted(SessionRole::Moderator);
    let host = |role| roles(role);
    let live: Vec<Column> = vec![
        ("viewer", Actor::Guest, Some(session(viewer, false, false))),
        (
            "viewer/list",
            Actor::Guest,
            Some(session(viewer, false, true)),
        ),
        (
            "speaker",
            Actor::Guest,
            Some(session(speaker, false, false)),
        ),
        (
            "moderator",
            Actor::Guest,
            Some(session(moderator, false, false)),
        ),
        (
            "owner",
            member(private, false),
            Some(session(host(EntryRole::Owner), false, false)),
        ),
        (
            "co-owner",
            member(private, false),
            Some(session(host(EntryRole::CoOwner), false, false)),
        ),
        (
            "co-editor",
            member(private, false),
            Some(session(host(EntryRole::CoEditor), false, false)),
        ),
        (
            "co-publish",
            member(private, false),
            Some(session(host(EntryRole::CoPublisher), false, false)),
        ),
        (
            "co-viewer",
            member(private, false),
            Some(session(host(EntryRole::CoViewer), false, false)),
        ),
        (
            "member publ",
            member(AppRole::Viewer, false),
            Some(session(published, false, false)),
        ),
        (
            "in channel",
            member(private, false),
            Some(session(shown, false, false)),
        ),
        (
            "guest chan.",
            Actor::Guest,
            Some(session(shown, false, false)),
        ),
        (
            "anon publ",
            Actor::Anonymous,
            Some(session(published, false, true)),
        ),
        (
            "guest publ",
            Actor::Guest,
            Some(session(published, false, true)),
        ),
    ];
    let room: Vec<Column> = live
        .iter()
        .map(|(name, actor, standing)| {
            (
                *name,
                *actor,
                standing.map(|s| EntryStanding {
                    session: s.session.map(|switches| SessionSwitches {
                        room: true,
                        ..switches
                    }),
                    ..s
                }),
            )
        })
        .collect();

    let counted: usize = [
        (
            site.len(),
            &[Scope::Public, Scope::Member, Scope::Console][..],
        ),
        (entry.len(), &[Scope::Entry]),
        (live.len() * 2, &[Scope::Session]),
    ]
    .iter()
    .map(|(columns, scopes)| {
        columns
            * Action::ALL
                .iter()
                .filter(|a| scopes.contains(&a.scope()))
                .count()
    })
    .sum();
    println!("T10 role × action: {counted} cells, all in the reviewed snapshot");

    let table = format!(
        "On the site\n\n{}\n\nIn one entry\n\n{}\n\nIn a live session\n\n{}\n\nIn a room\n\n{}\n",
        print(&site, &[Scope::Public, Scope::Member, Scope::Console]),
        print(&entry, &[Scope::Entry]),
        print(&live, &[Scope::Session]),
        print(&room, &[Scope::Session]),
    );
    insta::assert_snapshot!(table);
}
