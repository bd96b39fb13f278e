use axum::http::StatusCode;
use serde_json::json;
use usher_domain::{
    access::{AppRole, EntryRole, EntryRoles, SessionRole},
    config::shown_module,
    invite::{
        InvitableEntry, Invitee, Inviter, LinkEnd, RequestedEnd, RequestedInvite, UsesAllowed,
        issue,
    },
    media::EntryKind,
};

use super::{PAGE, audited, console, save, says, version};
use crate::testing::Hub;

/// What an invite made at this moment would get, through the snapshot that every
/// request reads.
fn next_invite(hub: &Hub) -> Result<(LinkEnd, UsesAllowed), &'static str> {
    let site = hub.app.settings.now();
    let inviter = Inviter {
        account: usher_domain::ids::AccountId::new(hub.now(), &*hub.app.parts.entropy),
        role: AppRole::PrivateOnly,
        entry_roles: EntryRoles::NONE.with(EntryRole::Owner),
        groups: Vec::new(),
    };
    let invitee = Invitee {
        email: "guest@college.example".parse().unwrap(),
        member: None,
        entry_roles: EntryRoles::NONE,
    };
    let request = RequestedInvite {
        role: SessionRole::Viewer,
        end: RequestedEnd::Default,
        recording_too: false,
    };
    let entry = InvitableEntry::media(EntryKind::Video);
    issue(&site, &inviter, &entry, &invitee, &request, hub.now())
        .map(|terms| (terms.end, terms.uses))
        .map_err(|refusal| refusal.code())
}

#[tokio::test]
async fn what_is_saved_decides_the_next_invite() {
    let (hub, mut browser) = console().await;
    assert_eq!(
        next_invite(&hub),
        Ok((LinkEnd::At(super::later(&hub, 24)), UsesAllowed::ONCE))
    );
    let answer = save(&hub, &mut browser, &[("LinkDuration", "120")]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, PAGE)
    );
    assert_eq!(
        next_invite(&hub).unwrap().0,
        LinkEnd::At(super::later(&hub, 2))
    );
    save(&hub, &mut browser, &[("LinkReusability", "-1")]).await;
    assert_eq!(next_invite(&hub).unwrap().1, UsesAllowed::Unlimited);
    let domain = [("RestrictNewUserDomains", "college.example")];
    save(&hub, &mut browser, &domain).await;
    assert_eq!(next_invite(&hub), Err("domain_restricted"));
    save(&hub, &mut browser, &[("AllowedUsersRoles", "admin")]).await;
    assert_eq!(next_invite(&hub), Err("not_allowed_to_invite"));
    save(&hub, &mut browser, &[("enabled", "false")]).await;
    assert_eq!(next_invite(&hub), Err("disabled"));
}

#[tokio::test]
async fn every_field_saves_and_comes_back() {
    let (hub, mut browser) = console().await;
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let ada = format!("account:{ada}");
    let changes: &[(&str, &str)] = &[
        ("enabled", "false"),
        ("LinkDuration", "60"),
        ("MaxLinkDuration", "120"),
        ("LinkReusability", "5"),
        ("AllowedUsersRoles", "specific"),
        ("AllowedUsers", &ada),
        ("RestrictNewUserDomains", "uni.edu"),
        ("HomeDomainRedirect", "true"),
        ("inviteEmailTemplate", ""),
        ("SeatRule", "follows"),
        ("SelfServiceMove", "false"),
        ("LobbyProofViewer", "code"),
        ("LobbyProofSpeaker", "typed"),
        ("LobbyProofModerator", "mailed"),
        ("AccessDuration", "30"),
        ("DirectorySearch", "exact"),
        ("GuestLinkDays", "30"),
        ("GuestLinkUses", "200"),
        ("GuestLinks", "false"),
    ];
    assert_eq!(
        changes.len(),
        shown_module("invitetomedia").unwrap().fields.len()
    );
    for (at, change) in changes.iter().enumerate() {
        let answer = save(&hub, &mut browser, &[*change]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{change:?}");
        assert_eq!(usize::try_from(version(&hub).await), Ok(at + 1));
    }
    let written = hub.app.settings.now().written("invitetomedia").unwrap();
    for (field, value) in changes {
        assert_eq!(written[*field], [*value], "{field}");
    }
    let page = browser.get(PAGE).await;
    assert!(page.text().contains(r#"value="60""#) && page.text().contains("ada Member"));
}

#[tokio::test]
async fn the_page_says_that_it_is_saved_and_by_whom() {
    let (hub, mut browser) = console().await;
    let answer = browser.get(PAGE).await;
    assert!(says(&hub, &answer, "console-never-saved"));
    save(&hub, &mut browser, &[("LinkDuration", "2880")]).await;
    let answer = browser.get(PAGE).await;
    assert!(says(&hub, &answer, "said-console-saved"));
    assert!(answer.text().contains("admin Member"));
    let answer = browser.get(PAGE).await;
    assert!(!says(&hub, &answer, "said-console-saved"));
}

#[tokio::test]
async fn one_audit_row_holds_who_what_before_and_after() {
    let hub = Hub::new();
    let admin = hub.administrator("admin@uni.edu").await;
    let mut browser = hub.signed_in(admin).await;
    let form = [
        ("LinkDuration", "60"),
        ("RestrictNewUserDomains", "uni.edu *.uni.edu"),
        ("SeatRule", "strict"),
    ];
    save(&hub, &mut browser, &form).await;
    let (actor, module, detail) = audited(&hub).await.remove(0);
    assert_eq!(
        (actor, module.as_str()),
        (format!("account:{admin}"), "invitetomedia")
    );
    assert_eq!(
        detail,
        json!({ "version": 1, "changes": {
            "LinkDuration": { "before": 1440, "after": 60 },
            "RestrictNewUserDomains": { "before": [], "after": ["uni.edu", "*.uni.edu"] },
        }})
    );
}

#[tokio::test]
async fn saving_what_is_saved_already_writes_nothing() {
    let (hub, mut browser) = console().await;
    let answer = save(&hub, &mut browser, &[("LinkDuration", "1440")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let answer = browser.get(PAGE).await;
    assert!(says(&hub, &answer, "said-console-unchanged"));
    assert_eq!((version(&hub).await, audited(&hub).await.len()), (0, 0));
}

#[tokio::test]
async fn the_other_module_saves_as_well() {
    let (hub, mut browser) = console().await;
    let path = "/admin/config/tab/theming";
    let form = [
        ("version", "0"),
        ("step", "confirmed"),
        ("mediapage", "false"),
    ];
    assert_eq!(
        browser.post(path, &form).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!hub.app.settings.now().theming.mediapage);
    assert_eq!(next_invite(&hub), Err("media_page_off"));
}

#[tokio::test]
async fn directory_search_narrows_whom_members_find() {
    let (hub, mut admin) = console().await;
    let ada = hub.account("ada@uni.edu", AppRole::PrivateOnly).await;
    let mut browser = hub.signed_in(ada).await;
    let expected = [
        ("full", [1, 1, 0]),
        ("exact", [0, 1, 0]),
        ("off", [0, 0, 0]),
    ];
    for (search, counts) in expected {
        save(&hub, &mut admin, &[("DirectorySearch", search)]).await;
        for (q, count) in ["ada", "Ada@Uni.edu", "eve@uni.edu"].iter().zip(counts) {
            let answer = browser.get(&format!("/people?q={q}")).await;
            let found = answer.value()["people"].as_array().unwrap().len();
            assert_eq!(found, count, "{search} {q}");
        }
    }
}
